// What members get for their points, in words.
import type { RewardKind, RewardWorth } from "../../core/program/reward-terms.ts";
import { type Words, countWords, listed, momentWords, productWords } from "./words.ts";

type Worth<Kind extends RewardKind> = Extract<RewardWorth, { kind: Kind }>;

export function gainWords(worth: RewardWorth, words: Words): string {
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
    case "store_credit":
      return `${words.money(worth.amountMinor)} of store credit${spendWords(worth)}`;
    case "gift_card":
      return cardWords(worth, words);
    case "donation":
      return `a donation of ${words.money(worth.amountMinor)} for “${worth.cause}”`;
    case "experience":
      return experienceWords(worth);
    case "exclusive_product":
      return `seeing ${shownWords(worth, words)}${forDays(worth.days)}`;
    case "early_access":
      return `seeing ${shownWords(worth, words)} before others until ${momentWords(worth.until)}`;
  }
}

function stepWords(worth: Worth<"points_for_money">, { money }: Words): string {
  const { amountPerStepMinor, minSteps, maxSteps, largestSharePercent } = worth;
  const times = minSteps === maxSteps ? `${minSteps} times` : `${minSteps} to ${maxSteps} times`;
  const share = largestSharePercent === null ? "" : `, at most ${largestSharePercent}% of an order`;
  return `${money(amountPerStepMinor)} off, ${times} at once${share}`;
}

function shippingWords(
  { countries, maximumShippingMinor }: Worth<"free_shipping">,
  { money }: Words,
): string {
  const where = countries.length === 0 ? "" : ` to ${listed(countries, "or")}`;
  const most = maximumShippingMinor === 0n ? "" : ` of up to ${money(maximumShippingMinor)}`;
  return `free shipping${where}${most}`;
}

/** By their names for members, where they have any. */
function variantWords({ variantIds, variantNames }: Worth<"free_product">, words: Words): string {
  const ids = { productIds: [], collectionIds: [], tags: [] };
  const named = variantIds.map((id, place) => {
    const product = productWords({ ...ids, variantIds: [id] }, words);
    const name = variantNames[place];
    return name === undefined ? product : `${product} as “${name}”`;
  });
  return `one unit of ${listed(named, "or")} for free`;
}

const owners = { self: "", friend: " for a friend", either: " for oneself or a friend" };

function cardWords(worth: Worth<"gift_card">, { money }: Words): string {
  const { amountMinor, recipient } = worth;
  return `a gift card of ${money(amountMinor)}${owners[recipient]}${spendWords(worth)}`;
}

function spendWords({ expiresAfterDays: days }: Worth<"gift_card" | "store_credit">): string {
  return days === null ? "" : ` to be spent within ${countWords(days, "day")}`;
}

function experienceWords({ place, startsAt, endsAt }: Worth<"experience">): string {
  const until = endsAt === null ? "" : ` until ${momentWords(endsAt)}`;
  return `an experience at “${place}” from ${momentWords(startsAt)}${until}`;
}

function shownWords(worth: Worth<"exclusive_product" | "early_access">, words: Words): string {
  const collectionIds = "collectionIds" in worth ? worth.collectionIds : [];
  const { productIds } = worth;
  return productWords({ productIds, collectionIds, variantIds: [], tags: [] }, words);
}

function forDays(days: number | null): string {
  return days === null ? " for good" : ` for ${countWords(days, "day")}`;
}
