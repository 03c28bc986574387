// What a member gets of a reward, and for how many points: what they see, agree to and are given.
import type { RewardParams } from "../explanations/reward-params.ts";
import { formatAmount } from "../money/money.ts";
import type { Points } from "../points/points.ts";
import { rational } from "../points/rational.ts";
import type { Reward } from "../program/reward-terms.ts";

/** What a reward comes to. */
export interface Offer {
  readonly points: Points;
  /** In minor units of the shop's currency; null where the reward is no amount. */
  readonly amountMinor: bigint | null;
  /** As decimal text; null where the reward is no percentage. */
  readonly percent: string | null;
}

/** The price and the worth of a reward. Rule: docs/rewards.md. */
export function offerOf(reward: Reward): Offer {
  const { points } = reward;
  switch (reward.kind) {
    case "amount_off":
      return { points, amountMinor: reward.amountMinor, percent: null };
    case "percentage_off":
      return { points, amountMinor: null, percent: reward.percent };
  }
}

/** Whether the shopper agreed to exactly this: otherwise they have to look again. */
export function isSameOffer(one: Offer, other: Offer): boolean {
  return (
    one.points === other.points &&
    one.amountMinor === other.amountMinor &&
    one.percent === other.percent
  );
}

/** What it is, as texts for readers of every language; `currency` is the shop's. */
export function offerParams(reward: Reward, offer: Offer, currency: string): RewardParams {
  const { amountMinor, percent } = offer;
  return {
    kind: reward.kind,
    ...(reward.name !== null && { name: reward.name }),
    ...(amountMinor !== null && {
      amount: formatAmount(rational(amountMinor), currency),
      currency,
    }),
    ...(percent !== null && { percent }),
  };
}
