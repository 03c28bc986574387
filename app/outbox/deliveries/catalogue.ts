// Which delivery makes which kind of message come true, and which of them step back for shoppers.
import type { Deliveries } from "../kinds.ts";
import { awardAction } from "./award-action.ts";
import { compareVouchers } from "./compare-vouchers.ts";
import { confirmVoucherUnused } from "./confirm-voucher-unused.ts";
import { deactivateVoucher } from "./deactivate-voucher.ts";
import { fetchOrderFacts } from "./fetch-order-facts.ts";
import { fetchShopDetails } from "./fetch-shop-details.ts";
import { findVoucherOrders } from "./find-voucher-orders.ts";
import { followProgramLater } from "./follow-program.ts";
import { followReferral } from "./follow-referral.ts";
import { inBackground } from "./in-background.ts";
import { issueFriendVoucher } from "./issue-friend-voucher.ts";
import { issueVoucher } from "./issue-voucher.ts";
import { makeVoucherAnew } from "./make-voucher-anew.ts";
import { offerBirthdayLater } from "./offer-birthday.ts";
import { readBirthDates } from "./read-birth-dates.ts";
import { refetchOrder } from "./refetch-order.ts";
import { sendBirthdayMail } from "./send-birthday-mail.ts";
import { sendExpiryWarning } from "./send-expiry-warning.ts";
import { sendFriendVoucher } from "./send-friend-voucher.ts";
import { sendOrderEmail } from "./send-order-email.ts";
import { sendPointsReturned } from "./send-points-returned.ts";
import { sendRewardMail } from "./send-reward-mail.ts";
import { sendTierInvitation } from "./send-tier-invitation.ts";
import { sendTierMail } from "./send-tier-mail.ts";
import { sendTierNotice } from "./send-tier-notice.ts";
import { settleToldEvent } from "./settle-told-event.ts";
import { sweepDeliveries } from "./sweep-deliveries.ts";
import { sweepOrders } from "./sweep-orders.ts";
import { syncBirthDate } from "./sync-birth-date.ts";
import { switchOffDiscount } from "./switch-off-discount.ts";
import { writeMemberBalance, writeMemberBalances } from "./write-member-balance.ts";
import { writeProgram } from "./write-program.ts";
import { writeProgress } from "./write-progress.ts";
import { writeTierPerks } from "./write-tier-perks.ts";

export const deliveries: Deliveries = {
  issue_voucher: issueVoucher,
  deactivate_voucher: deactivateVoucher,
  confirm_voucher_unused: confirmVoucherUnused,
  write_member_balance: inBackground(writeMemberBalance),
  write_member_balances: inBackground(writeMemberBalances),
  write_progress: inBackground(writeProgress),
  write_program: writeProgram,
  write_tier_perks: inBackground(writeTierPerks),
  refetch_order: inBackground(refetchOrder),
  fetch_order_facts: inBackground(fetchOrderFacts),
  follow_program: followProgramLater,
  award_action: inBackground(awardAction),
  fetch_shop: fetchShopDetails,
  issue_friend_voucher: issueFriendVoucher,
  follow_referral: followReferral,
  settle_told_event: settleToldEvent,
  sweep_orders: inBackground(sweepOrders),
  sweep_deliveries: inBackground(sweepDeliveries),
  compare_vouchers: inBackground(compareVouchers),
  make_voucher_anew: makeVoucherAnew,
  find_voucher_orders: findVoucherOrders,
  switch_off_discount: switchOffDiscount,
  send_friend_voucher: sendFriendVoucher,
  sync_birth_date: inBackground(syncBirthDate),
  read_birth_dates: inBackground(readBirthDates),
  offer_birthday: offerBirthdayLater,
  send_birthday_mail: sendBirthdayMail,
  send_order_email: sendOrderEmail,
  send_expiry_warning: sendExpiryWarning,
  send_tier_notice: sendTierNotice,
  send_tier_mail: sendTierMail,
  send_tier_invitation: sendTierInvitation,
  send_reward_mail: sendRewardMail,
  send_points_returned: sendPointsReturned,
};
