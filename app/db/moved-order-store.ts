// Orders that left a member, as the journal tells of them.
import type { MovedOrder } from "../core/ledger/moved-orders.ts";
import { heirAndMerged } from "./merge-store.ts";
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
