// Orders that left a member, as the journal tells of them.
import type { MovedOrder } from "../core/ledger/moved-orders.ts";
import { heirAndMerged } from "./merge-store.ts";
import type { Heritage } from "./merge-store.ts";
import type { Sql } from "./pool.ts";
import type { ShopKey } from "./rows.ts";

/**
 * The member's orders that were given to others, as they were written, with what they are worth to
 * those now. An order that is with one who was merged into the member, or with the heir, is back.
 */
export async function loadMovedOrders(sql: Sql, { shopId, id }: ShopKey): Promise<MovedOrder[]> {
  const { rows } = await sql.query<{ order_id: string; spent: bigint; worth: bigint }>({
    name: "entry_moved_orders",
    text: `with person as (${heirAndMerged})
      select entry.order_id, coalesce(sum(posting.points) filter (
          where posting.from_account = 'shortfall' or lot.order_id is distinct from entry.order_id
        ), 0)::bigint as spent,
        case when held.member_id in (select * from person) then 0
          else held.posted_points end as worth
      from journal_entry as entry
      join posting on posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
        and posting.entry_id = entry.id
      join lot on lot.shop_id = posting.shop_id and lot.member_id = posting.member_id
        and lot.id = posting.lot_id
      join order_state as held on held.shop_id = entry.shop_id and held.order_id = entry.order_id
      where entry.shop_id = $1 and entry.member_id in (select * from person)
        and entry.kind = 'clawback' and entry.explanation ->> 'key' = 'order_moved'
      group by entry.recorded_at, entry.id, entry.order_id, held.member_id, held.posted_points
      order by entry.recorded_at, entry.id`,
    values: [shopId, id],
  });
  return rows.map((row) => ({
    orderId: row.order_id,
    spent: row.spent,
    worthElsewhere: row.worth,
  }));
}

/**
 * Orders for which something was written off with either of two members, that were with several,
 * and are with the second by now; with their lots there.
 */
export async function loadOrdersBetween(
  tx: Sql,
  { shopId, fromId, toId }: Heritage,
): Promise<{ orderId: string; lotId: string }[]> {
  const { rows } = await tx.query<{ order_id: string; lot_id: string }>({
    name: "merge_orders_between",
    text: `select distinct held.order_id, held.lot_id
      from journal_entry as entry
      join order_state as held on held.shop_id = entry.shop_id and held.order_id = entry.order_id
      where entry.shop_id = $1 and entry.member_id in (
          select id from member where shop_id = $1
            and (id in ($2, $3) or merged_into_id in ($2, $3)))
        and entry.kind = 'shortfall_forgiven'
        and held.member_id = $3 and held.lot_id is not null
        and exists (select from journal_entry as other
          where other.shop_id = $1 and other.key > 'order/' || entry.order_id || '/'
            and other.key < 'order/' || entry.order_id || '0'
            and other.member_id <> entry.member_id)
      order by held.order_id`,
    values: [shopId, fromId, toId],
  });
  return rows.map((row) => ({ orderId: row.order_id, lotId: row.lot_id }));
}
