// Why an entry stands in the ledger, as a key and its values. Widget, e-mail and admin put it into
// words.

/**
 * The values that each key always has. All are text: `amount` is a decimal in major units
 * ("40.00"), `currency` an ISO code, `points` and `rate` plain decimals without grouping ("80",
 * "1.5"), `order` the order's name ("#1001"), `reward` the reward's id, `reason` what the merchant
 * typed for the member to read, `extras` the names of what added to the points ("Gold, Coffee
 * days"), `tier` the tier's name, `action` what was done, as the program calls it. What was
 * redeemed has its `kind`, its `name` where it has one, and `amount` or `percent`; entries of the
 * first releases have an amount alone. A transfer may be of points that are owed: then `points` is
 * below zero.
 */
export const explanationParams = {
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
} as const;

export type ExplanationKey = keyof typeof explanationParams;

/**
 * An entry's explanation. Values may be missing in entries written by an older version, and a newer
 * server may send a key that an older widget does not know: readers then say something neutral.
 */
export interface Explanation {
  key: ExplanationKey;
  params: Record<string, string>;
}
