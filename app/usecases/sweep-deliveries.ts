// Carriers deliver parcels without a webhook. Once a day the app looks through the orders whose
// points wait for it, and reads those again that have arrived.
import {
  type WaitingOrders,
  type WaitingPlace,
  listShopsAwaitingDeliveries,
  loadOrdersUnderWay,
} from "../db/delivery-wait-store.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import { pool } from "../db/pool.ts";
import { withTransaction } from "../db/transaction.ts";

/** So many orders are asked about in one call: each costs a few points of Shopify's thousand. */
const PAGE_LOTS = 50;
/** So many pages with nothing to ask about are turned over at once: they need no message each. */
const MAX_EMPTY_PAGES = 100;

/** The timer's work: asks for the sweep of shops that are due. Answers for how many. */
export async function requestDeliverySweeps(limit: number): Promise<number> {
  const shopIds = await listShopsAwaitingDeliveries(pool(), limit);
  const messages = shopIds.map((shopId) => sweepMessage(shopId, null));
  await withTransaction((tx) => enqueueMessages(tx, messages));
  return shopIds.length;
}

/** The next orders that are under way, in the order in which their points will be released. */
export async function findOrdersUnderWay(
  shopId: bigint,
  after: WaitingPlace | null,
): Promise<WaitingOrders> {
  let found = await loadOrdersUnderWay(pool(), shopId, after, PAGE_LOTS);
  for (let pages = 1; pages < MAX_EMPTY_PAGES; pages += 1) {
    if (found.orderIds.length > 0 || found.next === null) break;
    found = await loadOrdersUnderWay(pool(), shopId, found.next, PAGE_LOTS);
  }
  return found;
}

/** Has the orders that arrived read again, and the next page looked through. */
export async function recordDeliverySweep(
  shopId: bigint,
  arrived: readonly string[],
  next: WaitingPlace | null,
): Promise<void> {
  const messages = arrived.map((orderId) => ({
    shopId,
    kind: "refetch_order",
    key: orderId,
    payload: { orderId },
  }));
  const rest = next === null ? [] : [sweepMessage(shopId, next)];
  await withTransaction((tx) => enqueueMessages(tx, [...messages, ...rest]));
}

function sweepMessage(shopId: bigint, after: WaitingPlace | null) {
  const payload = after === null ? {} : { after };
  return { shopId, kind: "sweep_deliveries", key: "deliveries", payload };
}
