// What a member gets of a reward, and for how many points: what they see, agree to and are given.
import type { RewardParams } from "../explanations/reward-params.ts";
import { formatAmount } from "../money/money.ts";
import type { Points } from "../points/points.ts";
import { rational } from "../points/rational.ts";
import type { Reward, RewardOf } from "../program/reward-terms.ts";

/** What a member chooses of a reward that leaves a choice. */
export type RewardChoice =
  /** Of points for money: how many steps. */
  | { readonly steps: number; readonly variantId?: undefined; readonly recipient?: undefined }
  /** Of a free product that leaves several: Shopify's number of the variant. */
  | { readonly variantId: string; readonly steps?: undefined; readonly recipient?: undefined }
  /** Of a gift card that may be for a friend: whom it is for. */
  | {
      readonly recipient: "self" | "friend";
      readonly steps?: undefined;
      readonly variantId?: undefined;
    };

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
  switch (reward.kind) {
    case "points_for_money": {
      const { steps = 0 } = choice ?? {};
      const { minSteps, maxSteps } = reward;
      return Number.isInteger(steps) && steps >= minSteps && steps <= maxSteps
        ? stepsOffer(reward, steps)
        : null;
    }
    case "free_product":
      return chosenVariant(reward, choice) === null ? null : leastOffer(reward);
    case "gift_card":
      return cardOwner(reward, choice) === null ? null : leastOffer(reward);
    case "amount_off":
    case "percentage_off":
    case "free_shipping":
    case "store_credit":
    case "donation":
    case "experience":
    case "exclusive_product":
    case "early_access":
      return choice === null ? leastOffer(reward) : null;
  }
}

/** Shopify's number of the variant that is free. Null where the choice is missing or none. */
export function chosenVariant(
  { variantIds }: RewardOf<"free_product">,
  choice: RewardChoice | null,
): string | null {
  const [first = null] = variantIds;
  if (variantIds.length === 1) return choice === null ? first : null;
  return variantIds.find((id) => id === choice?.variantId) ?? null;
}

/** Whom a gift card is for. Null where the choice is missing or none that the reward leaves. */
export function cardOwner(
  { recipient }: RewardOf<"gift_card">,
  choice: RewardChoice | null,
): "self" | "friend" | null {
  if (recipient === "self") return choice === null ? "self" : null;
  const chosen = choice?.recipient ?? null;
  return recipient === "friend" && chosen === "self" ? null : chosen;
}

/**
 * What is chosen of a reward by naming a friend, or none: a gift card that may be for either is for
 * oneself without one. Whoever names a friend for anything else chose what the reward does not
 * leave.
 */
export function choiceFor(
  reward: Reward,
  choice: RewardChoice | null,
  isForFriend: boolean,
): RewardChoice | null {
  if (reward.kind === "gift_card" && reward.recipient !== "self" && choice === null) {
    const isFriends = isForFriend || reward.recipient === "friend";
    return { recipient: isFriends ? "friend" : "self" };
  }
  return isForFriend ? { recipient: "friend" } : choice;
}

/** What the merchant calls what was chosen; null for words of the reader's language. */
export function nameOf(reward: Reward, choice: RewardChoice | null): string | null {
  if (reward.kind !== "free_product") return reward.name;
  const { name, variantIds, variantNames } = reward;
  const variant = chosenVariant(reward, choice);
  const variantName = variant === null ? undefined : variantNames[variantIds.indexOf(variant)];
  if (variantName === undefined) return name;
  if (name === null) return variantName;
  return variantIds.length === 1 ? name : `${name}: ${variantName}`;
}

/** The least that a reward can be had for, and what it is then worth. */
export function leastOffer(reward: Reward): Offer {
  const { points } = reward;
  switch (reward.kind) {
    case "percentage_off":
      return { points, amountMinor: null, percent: reward.percent };
    case "amount_off":
    case "gift_card":
    case "store_credit":
    case "donation":
      return { points, amountMinor: reward.amountMinor, percent: null };
    case "free_shipping":
    case "free_product":
    case "experience":
    case "exclusive_product":
    case "early_access":
      return { points, amountMinor: null, percent: null };
    case "points_for_money":
      return stepsOffer(reward, reward.minSteps);
  }
}

function stepsOffer(
  { points, amountPerStepMinor }: RewardOf<"points_for_money">,
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
  return (
    one?.steps === other?.steps &&
    one?.variantId === other?.variantId &&
    one?.recipient === other?.recipient
  );
}

/** What something of a reward is worth, and what was chosen where something was. */
interface OfferedWorth extends Pick<Offer, "amountMinor" | "percent"> {
  readonly choice?: RewardChoice | null;
}

/** What it is, as texts for readers of every language; `currency` is the shop's. */
export function offerParams(
  reward: Reward,
  { amountMinor, percent, choice = null }: OfferedWorth,
  currency: string,
): RewardParams {
  const name = nameOf(reward, choice);
  return {
    kind: reward.kind,
    ...(name !== null && { name }),
    ...(amountMinor !== null && {
      amount: formatAmount(rational(amountMinor), currency),
      currency,
    }),
    ...(percent !== null && { percent }),
  };
}
