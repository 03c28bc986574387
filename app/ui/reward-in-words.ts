// What a redeemed reward was, in English, as it stands after "a voucher of".
import type { RewardParams } from "../core/explanations/reward-params.ts";
import { formatMoney } from "./format.ts";

/** `€5.00`, `10%`; with the name of a reward that has one: `10% (“Ten for you”)`. */
export function rewardInWords(reward: RewardParams): string {
  const worth = worthInWords(reward);
  return reward.name === undefined ? worth : `${worth} (“${reward.name}”)`;
}

function worthInWords({ kind, amount, currency, percent }: RewardParams): string {
  if (kind === "free_shipping") return "free shipping";
  if (kind === "free_product") return "a free product";
  if (amount !== undefined && currency !== undefined) return formatMoney(amount, currency);
  return percent === undefined ? "a reward" : `${percent}%`;
}
