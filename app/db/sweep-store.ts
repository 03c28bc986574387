// SQL of the sweep: which shops are due, and which of the orders that Shopify lists are news to us.
import type { Instant } from "../core/calendar/instant.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";

/** Installed shops that were not swept since `before` and do not wait for a sweep already. */
export async function listShopsToSweep(
  sql: Sql,
  before: Instant,
  limit: number,
): Promise<bigint[]> {
  const { rows } = await sql.query<{ shop_id: bigint }>({
    name: "sweep_shops_due",
    text: `select shop_id from shop
      where uninstalled_at is null and coalesce(swept_until, installed_at) < $1
        and not exists (select from outbox_message as waiting
          where waiting.shop_id = shop.shop_id and waiting.kind = 'sweep_orders'
            and waiting.status = 'ready')
      order by shop_id limit $2`,
    values: [instantText(before), limit],
  });
  return rows.map((row) => row.shop_id);
}

/** Up to when the shop's orders were looked through; at first, its installation. */
export async function readSweptUntil(sql: Sql, shopId: bigint): Promise<Instant> {
  const { rows } = await sql.query<{ swept_until: Date }>({
    name: "sweep_until_read",
    text: `select coalesce(swept_until, installed_at) as swept_until from shop
      where shop_id = $1`,
    values: [shopId],
  });
  const row = rows[0];
  if (row === undefined) throw new Error("There is no such shop.");
  return instantOf(row.swept_until);
}

/** Never goes back: a sweep begins before the end of the last one. */
export async function saveSweptUntil(tx: Sql, shopId: bigint, until: Instant): Promise<void> {
  await tx.query({
    name: "sweep_until_save",
    text: `update shop set swept_until = greatest(swept_until, $2::timestamptz)
      where shop_id = $1`,
    values: [shopId, instantText(until)],
  });
}

/**
 * Those of the orders that we do not know, or know only as they were before, and that nobody is to
 * ask for already.
 */
export async function findOrdersBehind(
  tx: Sql,
  shopId: bigint,
  orders: readonly { readonly orderId: string; readonly updatedAt: Instant }[],
): Promise<string[]> {
  if (orders.length === 0) return [];
  const { rows } = await tx.query<{ order_id: string }>({
    name: "sweep_orders_behind",
    text: `select listed.order_id from unnest($2::text[], $3::timestamptz[])
        as listed (order_id, updated_at)
      where not exists (select from order_state as known
        where known.shop_id = $1 and known.order_id = listed.order_id
          and known.order_updated_at >= listed.updated_at)
        and not exists (select from outbox_message as waiting
          where waiting.shop_id = $1 and waiting.kind = 'refetch_order'
            and waiting.key = listed.order_id and waiting.status = 'ready')`,
    values: [
      shopId,
      orders.map(({ orderId }) => orderId),
      orders.map(({ updatedAt }) => instantText(updatedAt)),
    ],
  });
  return rows.map((row) => row.order_id);
}
