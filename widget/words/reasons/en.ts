// English words of the history.
import type { Reasons } from "../reasons.ts";

const en: Reasons = {
  order_earned: "Order {order}: {amount} at {rate} per {unit}",
  order_earned_with: "Order {order}: {amount} at {rate} per {unit}, with {extras}",
  order_edited: "Order {order} was changed: now {amount} at {rate} per {unit}",
  order_refunded: "Refund of {amount} on order {order}",
  order_cancelled: "Order {order} was cancelled",
  order_moved: "Order {order} now belongs to another account",
  redeemed: "Redeemed: {reward}",
  redeemed_by_itself: "Redeemed automatically: {reward}",
  voucher_returned: "Unused code given back: {reward}",
  voucher_used_late: "Code was used on order {order} after all: {reward}",
  voucher_points_returned: "Order {order} was refunded, its code is given back: {reward}",
  redemption_refused: "Code could not be made: {reward}",
  adjusted: "From the shop: {reason}",
  shortfall_repaid: "{points} made up for an earlier refund",
  shortfall_forgiven: "{points} waived by the shop",
  points_released: "{points} became available",
  points_expired: "{points} expired",
  balance_expired: "{points} expired after a long time without activity",
  expiry_reversed: {
    one: "{points} is back: you had been active in time",
    other: "{points} are back: you had been active in time",
  },
  transferred_out: "Moved to your other account",
  transferred_in: "Moved here from your other account",
  tier_entered: "{points} for reaching {tier}",
  action_rewarded: "{points} for {action}",
  birthday: "{points} for your birthday",
  action_taken_back: "{points} for {action} taken back",
  friend_ordered: "{points} for inviting a friend",
  friend_order_undone:
    "{points} for a friend taken back: the friend’s order does not count any more",
  other: "Balance updated",
};

export default en;
