// Webhooks can be lost. Now and then the app looks through the orders that changed in each store,
// and asks again for those it has not heard of.
import type { Instant } from "../core/calendar/instant.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import { pool } from "../db/pool.ts";
import { findOrdersBehind, listShopsToSweep, saveSweptUntil } from "../db/sweep-store.ts";
import { withTransaction } from "../db/transaction.ts";

/** How far behind a shop may be before it is due. */
const SWEEP_AFTER_MS = 30 * 60_000;

/** The timer's work: asks for the sweep of shops that are due. Answers for how many. */
export async function requestSweeps(now: Instant, limit: number): Promise<number> {
  const shopIds = await listShopsToSweep(pool(), now - SWEEP_AFTER_MS, limit);
  await withTransaction((tx) =>
    enqueueMessages(
      tx,
      shopIds.map((shopId) => ({ shopId, kind: "sweep_orders", key: "orders", payload: {} })),
    ),
  );
  return shopIds.length;
}

export interface SweptOrders {
  readonly shopId: bigint;
  readonly orders: readonly { readonly orderId: string; readonly updatedAt: Instant }[];
  /** Everything that changed before this has been looked at. */
  readonly until: Instant;
}

/** Asks anew for each order that is behind. Answers for how many. */
export async function recordSweep({ shopId, orders, until }: SweptOrders): Promise<number> {
  return withTransaction(async (tx) => {
    const behind = await findOrdersBehind(tx, shopId, orders);
    await enqueueMessages(
      tx,
      behind.map((orderId) => ({
        shopId,
        kind: "refetch_order",
        key: orderId,
        payload: { orderId },
      })),
    );
    await saveSweptUntil(tx, shopId, until);
    return behind.length;
  });
}
