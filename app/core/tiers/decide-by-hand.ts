// Tiers that people give. Rule: a person's decision needs no counter; it holds until its day, or
// until a person decides anew, and counters may only lead higher.
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { TierTerms } from "../program/tier-terms.ts";
import { indexOfTier } from "./decide-upgrade.ts";
import { isByHand } from "./standing.ts";
import type { TierChange, TierStanding } from "./standing.ts";

export interface ByHandRequest {
  readonly terms: TierTerms;
  readonly standing: TierStanding;
  readonly tierId: string;
  /** The last day on which the tier is held, in the shop's calendar; null: no end. */
  readonly through: LocalDate | null;
  readonly reason: "manual" | "invitation";
  readonly timeZone: TimeZone;
  readonly now: Instant;
}

export type ByHandRefusal = "tier_not_found" | "day_is_past";

export type ByHandDecision =
  | { readonly outcome: "changed"; readonly change: TierChange }
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "refused"; readonly reason: ByHandRefusal };

/**
 * The change into a tier of the program, of whatever kind, from now on. The same tier may be given
 * another end. Unchanged where a person gave the same before. Rule: docs/engine.md §6.
 */
export function decideByHand(request: ByHandRequest): ByHandDecision {
  const { terms, standing, tierId, through, reason, timeZone, now } = request;
  if (indexOfTier(terms, tierId) < 0) return { outcome: "refused", reason: "tier_not_found" };
  if (through !== null && through < localDateOf(now, timeZone)) {
    return { outcome: "refused", reason: "day_is_past" };
  }
  const until = through === null ? null : startOfDay(addDaysTo(through, 1), timeZone);
  const isSame = standing.tierId === tierId && standing.until === until && isByHand(standing);
  if (isSame) return { outcome: "unchanged" };
  const effectiveAt = Math.max(now, standing.since ?? now);
  const change = { fromTierId: standing.tierId, toTierId: tierId, reason, effectiveAt, until };
  return { outcome: "changed", change };
}
