// What must be asked of Shopify about an order, and what came of it.
import type { Instant } from "../core/calendar/instant.ts";
import { openQuestions, restoreStanding } from "../core/earning/order-standing.ts";
import type { FactsNeeded } from "../core/earning/needed-facts.ts";
import type { OrderFacts } from "../core/orders/order-facts.ts";
import { findHeirOfCustomer } from "../db/merge-store.ts";
import { lockOrders } from "../db/order-store.ts";
import { loadProgramPeriods } from "../db/program-store.ts";
import { loadTimeZones } from "../db/shop-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { recordOrders } from "./record-order.ts";

/** Null when nothing is open: the order is counted, or does not wait for Shopify. */
export function findFactsNeeded(shopId: bigint, orderId: string): Promise<FactsNeeded | null> {
  return withTransaction(async (tx) => {
    const [record] = (await lockOrders(tx, [{ shopId, orderId }])).values();
    const periods = (await loadProgramPeriods(tx, [shopId])).get(shopId);
    const timeZone = (await loadTimeZones(tx, [shopId])).get(shopId);
    if (!record || !periods || timeZone === undefined) return null;
    const standing = restoreStanding(record.state, record.snapshot);
    const needed = openQuestions(standing, periods, timeZone);
    if (!needed?.buyer) return needed;
    // Of a customer who was merged away Shopify knows nothing: all is with the one who stayed.
    const customerId = await findHeirOfCustomer(tx, shopId, needed.buyer.customerId);
    return { ...needed, buyer: { ...needed.buyer, customerId } };
  });
}

/** Counts the order with them, as any other news of it. */
export async function recordFacts(
  { shopId, orderId }: { readonly shopId: bigint; readonly orderId: string },
  facts: OrderFacts,
  now: Instant,
): Promise<void> {
  const event = { type: "facts_seen", orderId, facts } as const;
  await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], now));
}
