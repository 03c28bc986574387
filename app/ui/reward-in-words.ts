// What a redeemed reward was, in English, as it stands after "a voucher of".
import type { RewardParams } from "../core/explanations/reward-params.ts";
import { formatMoney } from "./format.ts";

const others: Readonly<Record<string, string>> = {
  free_shipping: "free shipping",
  free_product: "a free product",
  experience: "an experience",
  exclusive_product: "an exclusive product",
  early_access: "early access",
};
const gifts: Readonly<Record<string, string>> = {
  store_credit: "store credit",
  gift_card: "gift card",
  donation: "donation",
};

/** `€5.00`, `10%`, `€5.00 of gift card`; with the name of one that has any: `10% (“Ten for you”)`. */
export function rewardInWords(reward: RewardParams): string {
  const worth = worthInWords(reward);
  return reward.name === undefined ? worth : `${worth} (“${reward.name}”)`;
}

function worthInWords({ kind, amount, currency, percent }: RewardParams): string {
  const words = kind === undefined ? undefined : others[kind];
  if (words !== undefined) return words;
  if (amount !== undefined && currency !== undefined) {
    const money = formatMoney(amount, currency);
    const gift = kind === undefined ? undefined : gifts[kind];
    return gift === undefined ? money : `${money} of ${gift}`;
  }
  return percent === undefined ? "a reward" : `${percent}%`;
}
