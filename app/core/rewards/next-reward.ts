// What a member can get now, and how far the next thing is.
import type { Points } from "../points/points.ts";
import type { Reward } from "../program/reward-terms.ts";
import { leastOffer } from "./offer.ts";
import { customerQuestion, isForTier } from "./reward-audience.ts";
import { featuresOf, isPaused } from "./reward-features.ts";
import { lastingPriceOf } from "./reward-price.ts";

export interface NextReward {
  readonly reward: Reward;
  /** Points still missing; above zero. */
  readonly missing: Points;
}

/** Rewards from the cheapest to the dearest; equal prices keep the program's order. */
export function rewardsByPoints(rewards: readonly Reward[]): readonly Reward[] {
  return rewards.toSorted((one, other) => {
    const [a, b] = [leastOffer(one).points, leastOffer(other).points];
    return a < b ? -1 : a > b ? 1 : 0;
  });
}

/** To whom rewards are promised, and what can be given there. */
export interface Promised {
  /** What the store lets the app do. */
  readonly scopes: string;
  /** Null for who is in no tier, and where nobody knows who reads. */
  readonly tierId: string | null;
}

/**
 * Rewards that e-mails and theme blocks may promise, at what they cost while no campaign runs:
 * those with a stock, drops or an end may be gone by the time at which somebody reads of them,
 * what only Shopify knows of a customer is not asked for it, and what the store does not let the
 * app give is paused. Rule: docs/rewards.md.
 */
export function promisedRewards(
  rewards: readonly Reward[],
  { scopes, tierId }: Promised,
): readonly Reward[] {
  const features = featuresOf(scopes);
  return rewards
    .filter(({ stock, drops, kind }) => {
      return stock === null && drops.length === 0 && kind !== "early_access";
    })
    .filter(({ audience }) => isForTier(audience, tierId) && customerQuestion(audience) === null)
    .filter((reward) => !isPaused(reward, features))
    .map((reward) => ({ ...reward, points: lastingPriceOf(reward, tierId) }));
}

/** Rewards that the available points pay for, cheapest first. */
export function affordableRewards(
  rewards: readonly Reward[],
  available: Points,
): readonly Reward[] {
  return rewardsByPoints(rewards).filter((reward) => leastOffer(reward).points <= available);
}

/**
 * The cheapest reward that is still out of reach. Null when every reward can be had, or there is
 * none.
 */
export function nextReward(rewards: readonly Reward[], available: Points): NextReward | null {
  const reward = rewardsByPoints(rewards).find((one) => leastOffer(one).points > available);
  return reward ? { reward, missing: leastOffer(reward).points - available } : null;
}
