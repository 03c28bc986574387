// Sentences about what points can be turned into.
import type { rewardFields } from "../../core/program/program-fields.ts";
import type {
  GoodsReward,
  Reward,
  RewardWorth,
  VoucherReward,
} from "../../core/program/reward-terms.ts";
import { autoIssueWords } from "./auto-issue-words.ts";
import type { Sentences } from "./describe-fields.ts";
import { gainWords } from "./reward-gain-words.ts";
import { formatNumber } from "../format.ts";
import { audienceWords, dropWords, limitWords, tierPriceWords } from "./reward-condition-words.ts";
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
    after === null
      ? `${title} asks for no order.`
      : after === 0n
        ? `New vouchers of ${title} work on orders of any amount.`
        : `New vouchers of ${title} ask for an order of at least ${words.money(after)}.`,
  minimumQuantity: (after, _before, { title }) =>
    after === null
      ? `${title} asks for no number of items.`
      : after === 0
        ? `New vouchers of ${title} work on any number of items.`
        : `New vouchers of ${title} ask for at least ${countWords(after, "item")}.`,
  validityDays: (after, _before, { title }) =>
    after === null
      ? `${title} is no voucher that works for some days.`
      : `New vouchers of ${title} work for ${countWords(after, "day")}.`,
  items: (after, _before, { title, words }) =>
    after === null
      ? `${title} is not for chosen products.`
      : `New vouchers of ${title} are for ${itemWords(after, words) || "the whole order"}.`,
  purchases: (after, _before, { title }) =>
    after === null
      ? `${title} is not for purchases of one kind.`
      : `New vouchers of ${title} are for ${purchaseWords(after)}.`,
  combinesWith: (after, _before, { title }) =>
    after === null
      ? `${title} is no discount that others can stand beside.`
      : `New vouchers of ${title} combine with ${combinationWords(after)}.`,
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
  audience: (after, _before, { title, words }) =>
    `${title} is ${audienceWords(after, words) || "for everyone"}.`,
  tierPrices: (after, _before, { title, words }) =>
    after.length === 0
      ? `${title} costs the same in every tier.`
      : `${title} costs ${tierPriceWords(after, words)}.`,
  autoIssue: (after, _before, { title, words }) =>
    after === null
      ? `${title} no longer issues itself.`
      : `${title} issues itself ${autoIssueWords(after, words.points)}.`,
};

/** All that a reward says, in one sentence. */
export function rewardWords(reward: Reward, words: Words): string {
  const { stock, drops, limits, autoIssue } = reward;
  return [
    worthWords(reward, words),
    ...("combinesWith" in reward ? voucherWords(reward, words) : []),
    stock !== null && `${formatNumber(stock)} for all members together`,
    drops.length > 0 && dropWords(drops),
    limits.length > 0 && `for one member ${limitWords(limits)}`,
    audienceWords(reward.audience, words) || false,
    reward.tierPrices.length > 0 && tierPriceWords(reward.tierPrices, words),
    autoIssue !== null && `by itself ${autoIssueWords(autoIssue, words.points)}`,
    reward.description !== "" && `described as “${reward.description}”`,
  ]
    .filter((part) => part !== false)
    .join(", ");
}

/** How a voucher works, part by part. */
function voucherWords(reward: VoucherReward, words: Words): (string | false)[] {
  const { minimumSubtotalMinor, minimumQuantity, validityDays, purchases } = reward;
  const named = "items" in reward ? itemWords(reward.items, words) : "";
  return [
    named !== "" && `on ${named}`,
    minimumSubtotalMinor > 0n && `on orders of at least ${words.money(minimumSubtotalMinor)}`,
    minimumQuantity > 0 && `on orders of at least ${countWords(minimumQuantity, "item")}`,
    (!purchases.oneTime || purchases.subscription) && `on ${purchaseWords(purchases)}`,
    `for ${countWords(validityDays, "day")}`,
    `with ${combinationWords(reward.combinesWith)}`,
  ];
}

/** What a reward is called: by its name, or by what it is. */
export function rewardTitle(reward: Reward, words: Words): string {
  return reward.name === null ? gainWords(reward, words) : `“${reward.name}”`;
}

export function worthWords(worth: RewardWorth, words: Words): string {
  return `${words.points(worth.points)} turn into ${gainWords(worth, words)}`;
}

function itemWords(items: GoodsReward["items"], words: Words): string {
  return productWords({ ...items, tags: [] }, words);
}

function purchaseWords({ oneTime, subscription }: VoucherReward["purchases"]): string {
  if (!subscription) return "one-time purchases";
  return oneTime ? "one-time purchases and subscriptions" : "subscriptions";
}

function combinationWords({ order, product, ...more }: VoucherReward["combinesWith"]): string {
  const others = [
    order && "order discounts",
    product && "product discounts",
    "shipping" in more && more.shipping && "shipping discounts",
  ].filter((words) => words !== false);
  return others.length === 0 ? "no other discount" : listed(others);
}
