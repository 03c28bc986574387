// The texts that a merchant can put otherwise, and the values that each can name: here those of
// the panel itself and of the history.
import { saidByValues } from "./own-said-text-keys.ts";
import { shippedByValues } from "./own-shipped-text-keys.ts";

/** Values with blanks between them, then the texts that have them. */
const byValues: readonly (readonly [values: string, keys: string])[] = [
  [
    "",
    `close view_home view_rewards view_earn view_history settings loading failed_title failed_body
    retry balance next_reward next_nearly next_most next_coming next_nearest within_reach tier
    earn_title no_rewards free_shipping free_product redeem how_much confirm not_now working copy
    copied copy_failed apply done waiting_title late_title unanswered_title
    unanswered_body refused_title refused_reward_unavailable refused_reward_changed
    refused_not_a_member refused_too_many_open_vouchers refused_request_key_reused
    refused_temporarily_unavailable refused_voucher_not_found refused_voucher_used
    refused_voucher_closed refused_voucher_on_its_way vouchers_title state_on_its_way state_issued
    state_used state_returning state_returned state_expired give_back give_back_confirm keep
    invitation_title invitation_accept invitation_decline invitation_sure said_no_invitation
    said_invitation_is_over history_empty history_more page_old page_reload comes_later earn_done
    guest_title guest_body guest_rewards join login reason_transferred_out reason_transferred_in
    reason_other`,
  ],
  [
    "points",
    `waiting_body late_body pending shortfall next_cheaper to_go need_balance confirm_title give_back_title
    invitation_gift reason_shortfall_repaid reason_shortfall_forgiven reason_points_released
    reason_points_expired reason_balance_expired reason_expiry_reversed reason_birthday
    reason_friend_ordered reason_friend_order_undone`,
  ],
  ["points date", "coming_date ends next_ending"],
  ["points days", "coming_shipping"],
  ["points days date", "coming_delivery"],
  ["amount", "next_spend need_spend amount_off points_for_money minimum"],
  [
    "count",
    `open_vouchers.one open_vouchers.other need_orders.one need_orders.other need_items.one
    need_items.other need_nights.one need_nights.other need_visits.one need_visits.other
    need_referrals.one need_referrals.other need_events.one need_events.other earn_more.one
    earn_more.other`,
  ],
  ["tier missing", "tier_next"],
  ["tier", "tier_bar said_accepted said_declined said_already_higher"],
  ["date", "tier_through valid_until comes_on"],
  ["tier date", "tier_until tier_kept"],
  ["tier date missing", "tier_keep"],
  ["points amount", "earn_order"],
  ["points amount tier", "earn_order_tier"],
  ["percent", "percentage_off share"],
  ["days", "valid_days"],
  ["reward left", "confirm_body"],
  [
    "reward",
    `issued_title reason_redeemed reason_redeemed_by_itself reason_voucher_returned
    reason_redemption_refused`,
  ],
  ["rate", "invitation_multiplier"],
  ["time", "seen_at seen_failed"],
  ["order amount rate unit", "reason_order_earned reason_order_edited"],
  ["order amount rate unit extras", "reason_order_earned_with"],
  ["order amount", "reason_order_refunded"],
  ["order", "reason_order_cancelled reason_order_moved"],
  ["order reward", "reason_voucher_used_late reason_voucher_points_returned"],
  ["reason", "reason_adjusted"],
  ["tier points", "reason_tier_entered"],
  ["action points", "reason_action_rewarded reason_action_taken_back"],
];

/** What a text can name, by its key. */
export const ownTextValues: ReadonlyMap<string, readonly string[]> = new Map(
  [...byValues, ...saidByValues, ...shippedByValues].flatMap(([values, keys]) =>
    keys.split(/\s+/).map((key) => [key, values.split(" ").filter(Boolean)] as const),
  ),
);
