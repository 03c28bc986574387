// Whether a way to earn gives points for what a member did, and how many.
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import type { WayToEarn } from "../program/ways-to-earn-terms.ts";
import type { CustomerQuestion } from "../rewards/reward-audience.ts";
import type { WayLimit } from "./way-limits.ts";
import { type MemberThen, type OutsideReason, isMeant } from "./who-is-meant.ts";

/** What the member was given before, but for this very occurrence. */
export interface EarnedBefore {
  /** How often the same was rewarded where it is rewarded once; 0 where it may be repeated. */
  readonly sameAction: number;
  /** The way's limits with the awards of it within each. */
  readonly limits: readonly (WayLimit & { readonly count: number })[];
  /** What all ways may still give in the year; null for any number. */
  readonly yearRoom: Points | null;
}

export type WayRefusal = OutsideReason | "already_earned" | "limit_reached" | "yearly_limit";

export type WayAnswer =
  | { readonly outcome: "gives"; readonly points: Points }
  | { readonly outcome: "refused"; readonly reason: WayRefusal }
  | { readonly outcome: "unknown"; readonly asks: CustomerQuestion };

/**
 * The way's points, or what is left of the year where that is less. Points that were taken back
 * free no limit. Shopify is asked about the customer only where all else is met. Rule:
 * docs/earning.md, "How often".
 */
export function evaluateWay(way: WayToEarn, member: MemberThen, before: EarnedBefore): WayAnswer {
  if (before.sameAction > 0) return { outcome: "refused", reason: "already_earned" };
  if (before.limits.some(({ most, count }) => count >= most)) {
    return { outcome: "refused", reason: "limit_reached" };
  }
  if (before.yearRoom !== null && before.yearRoom <= 0n) {
    return { outcome: "refused", reason: "yearly_limit" };
  }
  const meant = isMeant(way.audience, member);
  if (meant.outcome === "unknown") return meant;
  if (meant.outcome === "not_meant") return { outcome: "refused", reason: meant.reason };
  const { yearRoom } = before;
  return {
    outcome: "gives",
    points: yearRoom === null ? way.points : leastPoints(way.points, yearRoom),
  };
}
