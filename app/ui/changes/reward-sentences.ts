// Sentences about what points can be turned into.
import type { rewardFields } from "../../core/program/program-fields.ts";
import type { GoodsReward, Reward, RewardWorth } from "../../core/program/reward-terms.ts";
import type { Sentences } from "./describe-fields.ts";
import { formatNumber } from "../format.ts";
import { dropWords, limitWords } from "./reward-condition-words.ts";
import { type Words, countWords, listed, productWords } from "./words.ts";

/** The words, and what the reward is called. */
interface TitledReward {
  readonly words: Words;
  readonly title: string;
}

export const rewardSentences: Sentences<typeof rewardFields, TitledReward> = {
  name: (after, before, { title }) =>
    before === null
      ? `${title} has this name now.`
      : after === null
        ? `“${before}” is named by what it is, in the member's language.`
        : `“${before}” is now called “${after}”.`,
  description: (after, _before, { title }) =>
    after === "" ? `${title} is not described any more.` : `${title} is described as “${after}”.`,
  worth: (after, _before, { words }) => `${worthWords(after, words)}.`,
  minimumSubtotalMinor: (after, _before, { title, words }) =>
    after === 0n
      ? `New vouchers of ${title} work on orders of any amount.`
      : `New vouchers of ${title} ask for an order of at least ${words.money(after)}.`,
  minimumQuantity: (after, _before, { title }) =>
    after === 0
      ? `New vouchers of ${title} work on any number of items.`
      : `New vouchers of ${title} ask for at least ${countWords(after, "item")}.`,
  validityDays: (after, _before, { title }) =>
    `New vouchers of ${title} work for ${countWords(after, "day")}.`,
  items: (after, _before, { title, words }) =>
    after === null
      ? `New vouchers of ${title} are for shipping.`
      : `New vouchers of ${title} are for ${itemWords(after, words) || "the whole order"}.`,
  purchases: (after, _before, { title }) =>
    `New vouchers of ${title} are for ${purchaseWords(after)}.`,
  combinesWith: (after, _before, { title }) =>
    `New vouchers of ${title} combine with ${combinationWords(after)}.`,
  stock: (after, _before, { title }) =>
    after === null
      ? `There are any number of ${title}.`
      : `There are ${formatNumber(after)} of ${title} for all members together.`,
  drops: (after, _before, { title }) =>
    after.length === 0
      ? `${title} can be had at any time.`
      : `${title} can be had ${dropWords(after)}.`,
  limits: (after, _before, { title }) =>
    after.length === 0
      ? `One member can have ${title} as often as they like.`
      : `One member can have ${title} ${limitWords(after)}.`,
};

/** All that a reward says, in one sentence. */
export function rewardWords(reward: Reward, words: Words): string {
  const { minimumSubtotalMinor, minimumQuantity, validityDays, purchases, stock, drops, limits } =
    reward;
  const named = "items" in reward ? itemWords(reward.items, words) : "";
  return [
    worthWords(reward, words),
    named !== "" && `on ${named}`,
    minimumSubtotalMinor > 0n && `on orders of at least ${words.money(minimumSubtotalMinor)}`,
    minimumQuantity > 0 && `on orders of at least ${countWords(minimumQuantity, "item")}`,
    (!purchases.oneTime || purchases.subscription) && `on ${purchaseWords(purchases)}`,
    `for ${countWords(validityDays, "day")}`,
    `with ${combinationWords(reward.combinesWith)}`,
    stock !== null && `${formatNumber(stock)} for all members together`,
    drops.length > 0 && dropWords(drops),
    limits.length > 0 && `for one member ${limitWords(limits)}`,
    reward.description !== "" && `described as “${reward.description}”`,
  ]
    .filter((part) => part !== false)
    .join(", ");
}

/** What a reward is called: by its name, or by what it is. */
export function rewardTitle(reward: Reward, words: Words): string {
  return reward.name === null ? gainWords(reward, words) : `“${reward.name}”`;
}

export function worthWords(worth: RewardWorth, words: Words): string {
  return `${words.points(worth.points)} turn into ${gainWords(worth, words)}`;
}

function gainWords(worth: RewardWorth, words: Words): string {
  switch (worth.kind) {
    case "amount_off":
      return `${words.money(worth.amountMinor)} off`;
    case "percentage_off":
      return `${worth.percent}% off`;
    case "points_for_money":
      return stepWords(worth, words);
    case "free_shipping":
      return shippingWords(worth, words);
    case "free_product":
      return variantWords(worth, words);
  }
}

function stepWords(
  worth: Extract<RewardWorth, { kind: "points_for_money" }>,
  { money }: Words,
): string {
  const { amountPerStepMinor, minSteps, maxSteps, largestSharePercent } = worth;
  const times = minSteps === maxSteps ? `${minSteps} times` : `${minSteps} to ${maxSteps} times`;
  const share = largestSharePercent === null ? "" : `, at most ${largestSharePercent}% of an order`;
  return `${money(amountPerStepMinor)} off, ${times} at once${share}`;
}

function shippingWords(
  { countries, maximumShippingMinor }: Extract<RewardWorth, { kind: "free_shipping" }>,
  { money }: Words,
): string {
  const where = countries.length === 0 ? "" : ` to ${listed(countries, "or")}`;
  const most = maximumShippingMinor === 0n ? "" : ` of up to ${money(maximumShippingMinor)}`;
  return `free shipping${where}${most}`;
}

/** By their names for members, where they have any. */
function variantWords(
  { variantIds, variantNames }: Extract<RewardWorth, { kind: "free_product" }>,
  words: Words,
): string {
  const ids = { productIds: [], collectionIds: [], tags: [] };
  const named = variantIds.map((id, place) => {
    const product = productWords({ ...ids, variantIds: [id] }, words);
    const name = variantNames[place];
    return name === undefined ? product : `${product} as “${name}”`;
  });
  return `one unit of ${listed(named, "or")} for free`;
}

function itemWords(items: GoodsReward["items"], words: Words): string {
  return productWords({ ...items, tags: [] }, words);
}

function purchaseWords({ oneTime, subscription }: Reward["purchases"]): string {
  if (!subscription) return "one-time purchases";
  return oneTime ? "one-time purchases and subscriptions" : "subscriptions";
}

function combinationWords({ order, product, ...more }: Reward["combinesWith"]): string {
  const others = [
    order && "order discounts",
    product && "product discounts",
    "shipping" in more && more.shipping && "shipping discounts",
  ].filter((words) => words !== false);
  return others.length === 0 ? "no other discount" : listed(others);
}
