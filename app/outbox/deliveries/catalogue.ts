// Which delivery makes which kind of message come true.
import type { Deliveries } from "../kinds.ts";
import { confirmVoucherUnused } from "./confirm-voucher-unused.ts";
import { deactivateVoucher } from "./deactivate-voucher.ts";
import { fetchShopDetails } from "./fetch-shop-details.ts";
import { issueVoucher } from "./issue-voucher.ts";
import { refetchOrder } from "./refetch-order.ts";
import { sendOrderEmail } from "./send-order-email.ts";
import { sweepOrders } from "./sweep-orders.ts";
import { writeMemberBalance } from "./write-member-balance.ts";
import { writeProgram } from "./write-program.ts";

export const deliveries: Deliveries = {
  issue_voucher: issueVoucher,
  deactivate_voucher: deactivateVoucher,
  confirm_voucher_unused: confirmVoucherUnused,
  write_member_balance: writeMemberBalance,
  write_program: writeProgram,
  refetch_order: refetchOrder,
  fetch_shop: fetchShopDetails,
  sweep_orders: sweepOrders,
  send_order_email: sendOrderEmail,
};
