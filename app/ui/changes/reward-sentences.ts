// Sentences about what points can be turned into.
import type { Reward } from "../../core/program/document.ts";
import type { rewardFields } from "../../core/program/program-fields.ts";
import type { Sentences } from "./describe-fields.ts";
import { type Words, countWords, listed } from "./words.ts";

export const rewardSentences: Sentences<typeof rewardFields, Words> = {
  worth: (after, _before, words) => `${worthWords(after, words)}.`,
  minimumSubtotalMinor: (after, _before, words) =>
    after === 0n
      ? "New vouchers work on orders of any amount."
      : `New vouchers ask for an order of at least ${words.money(after)}.`,
  validityDays: (after) => `New vouchers work for ${countWords(after, "day")}.`,
  combinesWith: (after) => `New vouchers combine with ${combinationWords(after)}.`,
};

/** All that a reward says, in one sentence. */
export function rewardWords(reward: Reward, words: Words): string {
  const { minimumSubtotalMinor, validityDays, combinesWith } = reward;
  return [
    worthWords(reward, words),
    minimumSubtotalMinor > 0n && `on orders of at least ${words.money(minimumSubtotalMinor)}`,
    `for ${countWords(validityDays, "day")}`,
    `with ${combinationWords(combinesWith)}`,
  ]
    .filter((part) => part !== false)
    .join(", ");
}

export function worthWords(
  { points, amountMinor }: Pick<Reward, "points" | "amountMinor">,
  words: Words,
): string {
  return `${words.points(points)} turn into ${words.money(amountMinor)} off`;
}

function combinationWords({ order, product, shipping }: Reward["combinesWith"]): string {
  const others = [
    order && "order discounts",
    product && "product discounts",
    shipping && "shipping discounts",
  ].filter((words) => words !== false);
  return others.length === 0 ? "no other discount" : listed(others);
}
