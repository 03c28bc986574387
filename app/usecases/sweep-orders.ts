// Webhooks can be lost. Now and then the app looks through the orders that changed in each store,
// and asks again for those it has not heard of.
import type { Instant } from "../core/calendar/instant.ts";
import { type NewMessage, enqueueMessages } from "../db/outbox-store.ts";
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
      shopIds.map((shopId) => sweepMessage(shopId, {})),
    ),
  );
  return shopIds.length;
}

/** Orders that changed at or after `from` and before `until`, behind the page that ended here. */
export interface SweepSpan {
  readonly from: Instant;
  readonly until: Instant;
  readonly cursor: string | null;
}

export interface SweptPage {
  /** The longest unchanged first. */
  readonly orders: readonly { readonly orderId: string; readonly updatedAt: Instant }[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/**
 * Asks anew for each order of the page that is behind, and for the next page. Whatever it earns, an
 * order that was asked for is known from then on, and no sweep asks for it until it changes.
 */
export async function recordSweep(
  shopId: bigint,
  span: SweepSpan,
  { orders, nextCursor }: SweptPage,
): Promise<void> {
  const reached = nextCursor === null ? span.until : (orders.at(-1)?.updatedAt ?? span.from);
  await withTransaction(async (tx) => {
    const behind = await findOrdersBehind(tx, shopId, orders);
    const messages = behind.map((orderId) => refetchMessage(shopId, orderId));
    if (nextCursor !== null) {
      messages.push(sweepMessage(shopId, { rest: { ...span, cursor: nextCursor } }));
    }
    await enqueueMessages(tx, messages);
    await saveSweptUntil(tx, shopId, reached);
  });
}

/** Orders that are to be read again whatever is known of them. */
export async function requestOrders(shopId: bigint, orderIds: readonly string[]): Promise<void> {
  const messages = orderIds.map((orderId) => refetchMessage(shopId, orderId));
  await withTransaction((tx) => enqueueMessages(tx, messages));
}

function sweepMessage(shopId: bigint, payload: { rest?: SweepSpan }): NewMessage {
  return { shopId, kind: "sweep_orders", key: "orders", payload };
}

function refetchMessage(shopId: bigint, orderId: string): NewMessage {
  return { shopId, kind: "refetch_order", key: orderId, payload: { orderId } };
}
