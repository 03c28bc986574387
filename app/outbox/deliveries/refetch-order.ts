// Asks Shopify for an order whose webhooks did not say enough, and records the answer like a
// webhook.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { fetchOrder } from "../../adapters/shopify/operations/fetch-order.ts";
import { needsRefetch } from "../../core/orders/merge-order.ts";
import { lockOrders } from "../../db/order-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import { recordOrders } from "../../usecases/record-order.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

export const refetchOrder: Deliver<{ orderId: string }> = async (message, signal) => {
  const { shopId, payload } = message;
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const now = (await businessNow()).getTime();
  // Among answers of one moment the one that was asked for last is the newest: real time tells.
  const answer = await fetchOrder(opened.admin, payload.orderId, Date.now(), signal);
  if (answer.outcome !== "ok") return outcomeOf(answer);
  const event = answer.data;
  if (event === null) {
    // Deleted, or older than the sixty days that we may read: the webhooks must do. Where a later
    // one has said what was missing, all is well; else the merchant is told.
    const isOpen = await isStillUnclear(shopId, payload.orderId);
    return isOpen ? { outcome: "dead", reason: "order_not_readable" } : { outcome: "sent" };
  }
  const recorded = await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], now));
  if (recorded.refused.length > 0) return { outcome: "dead", reason: "currency_mismatch" };
  // What Shopify answers may lag behind what it has told us already.
  const isOpen = await isStillUnclear(shopId, payload.orderId);
  return isOpen ? { outcome: "retry", reason: "order_still_unclear" } : { outcome: "sent" };
};

async function isStillUnclear(shopId: bigint, orderId: string): Promise<boolean> {
  const known = await withTransaction((tx) => lockOrders(tx, [{ shopId, orderId }]));
  return [...known.values()].some(({ state }) => needsRefetch(state));
}
