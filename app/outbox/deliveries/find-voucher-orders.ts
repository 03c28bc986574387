// Shopify counts a use of a voucher, and no order with it was seen: the orders that carried its
// code are looked for, and read again like any other.
import { listOrdersWithCode } from "../../adapters/shopify/operations/list-orders-with-code.ts";
import { pool } from "../../db/pool.ts";
import { findRedemption } from "../../db/redemption-store.ts";
import { requestOrders } from "../../usecases/sweep-orders.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

export const findVoucherOrders: Deliver<{ redemptionId: string }> = async (
  { shopId, payload: { redemptionId } },
  signal,
) => {
  const stored = await findRedemption(pool(), shopId, redemptionId);
  if (stored?.redemption.status !== "issued") return { outcome: "sent" };
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const orders = await listOrdersWithCode(opened.admin, stored.redemption.code, signal);
  if (orders.outcome !== "ok") return outcomeOf(orders);
  await requestOrders(shopId, orders.data);
  return { outcome: "sent" };
};
