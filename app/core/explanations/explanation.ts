// Why an entry stands in the ledger: a key and its values. Widget, e-mail and admin put it into
// words.
import type { RewardParams } from "./reward-params.ts";

/**
 * The values that belong to each key. All are text: `amount` is a decimal in major units ("40.00"),
 * `currency` an ISO code, `points` and `rate` plain decimals ("80", "1.5"), `order` the order's
 * name ("#1001"), `reward` the reward's id, `reason` what the merchant typed for the member to
 * read, `tier` the tier's name, `extras` the names of what added to the points ("Gold, Coffee
 * days"), `action` what was done, as the program calls it.
 */
export interface ExplanationParams {
  order_earned: { order: string; amount: string; currency: string; rate: string; points: string };
  order_earned_with: {
    order: string;
    amount: string;
    currency: string;
    rate: string;
    points: string;
    extras: string;
  };
  order_edited: { order: string; amount: string; currency: string; rate: string; points: string };
  order_refunded: { order: string; amount: string; currency: string; points: string };
  order_cancelled: { order: string; points: string };
  order_moved: { order: string; points: string };
  redeemed: { reward: string } & RewardParams;
  redeemed_by_itself: { reward: string } & RewardParams;
  voucher_returned: RewardParams;
  voucher_used_late: { order: string } & RewardParams;
  voucher_points_returned: { order: string } & RewardParams;
  redemption_refused: RewardParams;
  adjusted: { reason: string };
  shortfall_repaid: { points: string };
  shortfall_forgiven: { points: string };
  points_released: { points: string };
  points_expired: { points: string };
  balance_expired: { points: string };
  expiry_reversed: { points: string };
  transferred_out: { points: string };
  transferred_in: { points: string };
  tier_entered: { tier: string; points: string };
  friend_ordered: { points: string };
  friend_order_undone: { points: string };
  action_rewarded: { action: string; points: string };
  birthday: { points: string };
  action_taken_back: { action: string; points: string };
}

export type ExplanationKey = keyof ExplanationParams;

/**
 * One explanation. `Explanation` alone stands for any of them; `Explanation<"adjusted">` for one
 * kind.
 */
export type Explanation<Key extends ExplanationKey = ExplanationKey> = {
  [K in Key]: { readonly key: K; readonly params: ExplanationParams[K] };
}[Key];

/**
 * The parameters that each key always has, for renderers and for tests that compare locale files
 * with them.
 */
export const explanationParamNames: {
  readonly [K in ExplanationKey]: readonly (keyof ExplanationParams[K])[];
} = {
  order_earned: ["order", "amount", "currency", "rate", "points"],
  order_earned_with: ["order", "amount", "currency", "rate", "points", "extras"],
  order_edited: ["order", "amount", "currency", "rate", "points"],
  order_refunded: ["order", "amount", "currency", "points"],
  order_cancelled: ["order", "points"],
  order_moved: ["order", "points"],
  redeemed: ["reward"],
  redeemed_by_itself: ["reward"],
  voucher_returned: [],
  voucher_used_late: ["order"],
  voucher_points_returned: ["order"],
  redemption_refused: [],
  adjusted: ["reason"],
  shortfall_repaid: ["points"],
  shortfall_forgiven: ["points"],
  points_released: ["points"],
  points_expired: ["points"],
  balance_expired: ["points"],
  expiry_reversed: ["points"],
  transferred_out: ["points"],
  transferred_in: ["points"],
  tier_entered: ["tier", "points"],
  friend_ordered: ["points"],
  friend_order_undone: ["points"],
  action_rewarded: ["action", "points"],
  birthday: ["points"],
  action_taken_back: ["action", "points"],
};
