// A program that had no tiers gets some: what earlier orders would have counted is recorded now, in
// the period of each sale.
import type { Instant } from "../core/calendar/instant.ts";
import { lockMembers } from "../db/member-store.ts";
import { lockOrders, lockOrdersAfter, saveOrders } from "../db/order-store.ts";
import type { OrderKey, OrderRecord } from "../db/order-store.ts";
import type { Sql } from "../db/pool.ts";
import { appendUnits } from "../db/unit-store.ts";
import { openWork, recordOf } from "./order-batch/order-work.ts";
import { loadShopTerms } from "./order-batch/shop-terms.ts";
import { recordUnits } from "./order-batch/unit-work.ts";

/**
 * Records what the next `limit` orders of the shop count and nobody recorded yet. Answers the last
 * of them; null when there are no more. Nothing the second time. Who rises by it is a review's
 * question.
 */
export async function recountUnits(
  tx: Sql,
  after: OrderKey,
  limit: number,
  now: Instant,
): Promise<OrderKey | null> {
  const records = await lockOrdersAfter(tx, after, limit);
  const last = records.at(-1);
  if (!last || !(await recount(tx, records, now))) return null;
  return { shopId: after.shopId, orderId: last.state.orderId };
}

/** The same for one order. Answers the member whose order it is; null where it is nobody's. */
export async function recountOrder(tx: Sql, order: OrderKey, now: Instant): Promise<string | null> {
  const records = [...(await lockOrders(tx, [order])).values()];
  await recount(tx, records, now);
  return records[0]?.memberId ?? null;
}

/** The orders must be locked, and of one shop. Answers whether there is such a shop. */
async function recount(tx: Sql, records: readonly OrderRecord[], now: Instant): Promise<boolean> {
  const [first] = records;
  const terms = first && (await loadShopTerms(tx, [first.shopId], now)).get(first.shopId);
  if (!terms) return false;
  const works = records
    .filter(({ memberId, snapshot }) => memberId !== null && snapshot !== null)
    .map((record) =>
      openWork({ shopId: record.shopId, orderId: record.state.orderId }, record, terms),
    );
  const units = works.flatMap((work) =>
    work.memberId === null ? [] : recordUnits(work, work.memberId),
  );
  const counted = works.filter(({ units: { count }, stored }) => count !== stored?.units.count);
  const members = new Map(
    units.map(({ shopId, memberId }) => [memberId, { shopId, id: memberId }]),
  );
  await lockMembers(tx, [...members.values()]);
  await saveOrders(tx, counted.map(recordOf));
  await appendUnits(tx, units, now);
  return true;
}
