// What the member is owed for a referral at a moment, compared with what they have: the difference
// is given, or taken back.
import type { Instant } from "../calendar/instant.ts";
import type { Decision } from "./decide-referral.ts";
import type { FirstOrder } from "./first-order.ts";

export interface RewardStanding {
  readonly decision: Decision;
  readonly order: FirstOrder;
  /** Whether the member has the reward now. */
  readonly isRewarded: boolean;
  /** Friends for whom the member has a reward of the year of this one, this one not counted. */
  readonly rewardedInYear: number;
  /** Null for any number. */
  readonly mostPerYear: number | null;
  readonly now: Instant;
}

/** How a referral stands, as members and merchants read it. */
export type RewardState =
  | "waiting_for_order"
  | "order_not_enough"
  | "waiting_for_review"
  | "waiting_for_day"
  | "rewarded"
  | "over_maximum"
  /** The program has the reward no more, or its stock is taken. */
  | "reward_unavailable"
  | "refused";

export type RewardStep =
  | { readonly step: "give"; readonly state: "rewarded" }
  | { readonly step: "take_back"; readonly state: Exclude<RewardState, "rewarded"> }
  | { readonly step: "none"; readonly state: RewardState };

/**
 * What a referral is worth now is a function of how its decision, the friend's order and the
 * calendar stand: whatever led there, the member ends with the same. The yearly maximum is asked
 * when the reward is given; what was given under it stays. Rule: docs/referrals.md, "The way of a
 * friend".
 */
export function decideReward(standing: RewardStanding): RewardStep {
  const target = targetState(standing);
  if (target === "rewarded") {
    return standing.isRewarded ? { step: "none", state: target } : { step: "give", state: target };
  }
  return standing.isRewarded
    ? { step: "take_back", state: target }
    : { step: "none", state: target };
}

function targetState(standing: RewardStanding): RewardState {
  const { decision, order, isRewarded, now } = standing;
  if (decision === "refuse") return "refused";
  if (order.kind === "none") return "waiting_for_order";
  if (order.kind === "not_enough") return "order_not_enough";
  // Doubts that come up afterwards are the merchant's to act upon: nothing is taken back for them.
  if (decision === "review" && !isRewarded) return "waiting_for_review";
  if (isRewarded) return "rewarded";
  if (order.dueAt > now) return "waiting_for_day";
  const { mostPerYear, rewardedInYear } = standing;
  return mostPerYear !== null && rewardedInYear >= mostPerYear ? "over_maximum" : "rewarded";
}
