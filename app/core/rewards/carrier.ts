// What carries a reward to the member who redeemed it: something that is made in Shopify, or
// nothing.
import type { Reward, RewardKind, VoucherReward } from "../program/reward-terms.ts";
import type { Redemption } from "./redemption.ts";

export const carriers = ["discount", "gift_card", "store_credit", "none"] as const;
export type Carrier = (typeof carriers)[number];

const byKind: Readonly<Record<RewardKind, Carrier>> = {
  amount_off: "discount",
  percentage_off: "discount",
  points_for_money: "discount",
  free_shipping: "discount",
  free_product: "discount",
  gift_card: "gift_card",
  store_credit: "store_credit",
  donation: "none",
  experience: "none",
  exclusive_product: "none",
  early_access: "none",
};

/**
 * A discount code can be given up, and ends unused. A gift card and store credit are money once
 * they are given. What nothing carries is had as soon as it is redeemed. Rule: docs/rewards.md.
 */
export function carrierOf(kind: RewardKind): Carrier {
  return byKind[kind];
}

/** A redemption whose reward becomes a discount code. */
export type VoucherRedemption = Redemption & { readonly reward: VoucherReward };

/** Whether it becomes a discount code. Rule: docs/rewards.md. */
export function isVoucherReward(reward: Reward): reward is VoucherReward {
  return carrierOf(reward.kind) === "discount";
}

/** Whether its reward became, or is to become, a discount code. Rule: docs/rewards.md. */
export function isVoucherRedemption(redemption: Redemption): redemption is VoucherRedemption {
  return isVoucherReward(redemption.reward);
}
