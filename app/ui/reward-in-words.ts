// What a redeemed reward was, in English; of a discount code as it stands after "a voucher of".
import type { RewardParams } from "../core/explanations/reward-params.ts";
import type { RewardKind } from "../core/program/reward-terms.ts";
import { carrierOf } from "../core/rewards/carrier.ts";
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
  gift_card: "a gift card",
  donation: "a donation",
};

/** `€5.00`, `a gift card of €5.00`; with its name where it has one: `10% (“Ten for you”)`. */
export function rewardInWords(reward: RewardParams): string {
  const worth = worthInWords(reward);
  return reward.name === undefined ? worth : `${worth} (“${reward.name}”)`;
}

/** Whether it is a discount code. */
export function isVoucher({ kind }: RewardParams): boolean {
  return kind === undefined || carrierOf(kind as RewardKind) === "discount";
}

/** `a voucher of 10%`; what is no discount code is called by what it is. */
export function voucherInWords(reward: RewardParams, article: "a" | "the"): string {
  const words = rewardInWords(reward);
  return isVoucher(reward) ? `${article} voucher of ${words}` : words;
}

function worthInWords({ kind, amount, currency, percent }: RewardParams): string {
  const words = kind === undefined ? undefined : others[kind];
  if (words !== undefined) return words;
  if (amount !== undefined && currency !== undefined) {
    const money = formatMoney(amount, currency);
    const gift = kind === undefined ? undefined : gifts[kind];
    return gift === undefined ? money : `${gift} of ${money}`;
  }
  return percent === undefined ? "a reward" : `${percent}%`;
}
