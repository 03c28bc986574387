// Rewards that end on a day of their own: nobody can redeem them once they are over or have begun.
import type { Instant } from "../calendar/instant.ts";
import { instantOfLocal } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { Reward } from "../program/reward-terms.ts";

export interface TooLate {
  readonly reason: "too_late";
}

/**
 * An experience can be redeemed before it begins, early access before everybody has it, on the
 * shop's clock. Null while it is not too late, and for all other rewards. Throws a RangeError for
 * an unknown zone. Rule: docs/rewards.md.
 */
export function tooLate(reward: Reward, now: Instant, zone: TimeZone): TooLate | null {
  const last =
    reward.kind === "experience"
      ? reward.startsAt
      : reward.kind === "early_access"
        ? reward.until
        : null;
  if (last === null || now < instantOfLocal(last, zone, "earlier")) return null;
  return { reason: "too_late" };
}
