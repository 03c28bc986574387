// What a member gets of a reward, and for how many points: what they see, agree to and are given.
import type { RewardParams } from "../explanations/reward-params.ts";
import { formatAmount } from "../money/money.ts";
import type { Points } from "../points/points.ts";
import { rational } from "../points/rational.ts";
import type { Reward } from "../program/reward-terms.ts";

/** What a member chooses of a reward that leaves a choice. */
export interface RewardChoice {
  /** Of points for money: how many steps. */
  readonly steps: number;
}

/** What a reward comes to. */
export interface Offer {
  readonly points: Points;
  /** In minor units of the shop's currency; null where the reward is no amount. */
  readonly amountMinor: bigint | null;
  /** As decimal text; null where the reward is no percentage. */
  readonly percent: string | null;
}

/**
 * The price and the worth of a reward, exact. Null where the choice is none that the reward leaves,
 * or is missing. Rule: docs/rewards.md.
 */
export function offerOf(reward: Reward, choice: RewardChoice | null): Offer | null {
  if (reward.kind !== "points_for_money") return choice === null ? leastOffer(reward) : null;
  if (choice === null) return null;
  const { steps } = choice;
  const { minSteps, maxSteps } = reward;
  return Number.isInteger(steps) && steps >= minSteps && steps <= maxSteps
    ? stepsOffer(reward, steps)
    : null;
}

/** The least that a reward can be had for, and what it is then worth. */
export function leastOffer(reward: Reward): Offer {
  const { points } = reward;
  switch (reward.kind) {
    case "amount_off":
      return { points, amountMinor: reward.amountMinor, percent: null };
    case "percentage_off":
      return { points, amountMinor: null, percent: reward.percent };
    case "free_shipping":
      return { points, amountMinor: null, percent: null };
    case "points_for_money":
      return stepsOffer(reward, reward.minSteps);
  }
}

function stepsOffer(
  { points, amountPerStepMinor }: Extract<Reward, { kind: "points_for_money" }>,
  steps: number,
): Offer {
  const count = BigInt(steps);
  return { points: points * count, amountMinor: amountPerStepMinor * count, percent: null };
}

/** Decimal text; null where the reward is no percentage. */
export function percentOf(reward: Reward): string | null {
  return reward.kind === "percentage_off" ? reward.percent : null;
}

/** Whether the shopper agreed to exactly this: otherwise they have to look again. */
export function isSameOffer(one: Offer, other: Offer): boolean {
  return (
    one.points === other.points &&
    one.amountMinor === other.amountMinor &&
    one.percent === other.percent
  );
}

/** Whether the shopper asks for the same again. */
export function isSameChoice(one: RewardChoice | null, other: RewardChoice | null): boolean {
  return one?.steps === other?.steps;
}

/** What it is, as texts for readers of every language; `currency` is the shop's. */
export function offerParams(
  reward: Reward,
  { amountMinor, percent }: Pick<Offer, "amountMinor" | "percent">,
  currency: string,
): RewardParams {
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
