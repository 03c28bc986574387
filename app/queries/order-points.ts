// What one order of a customer has earned, as it stands now.
import type { Instant } from "../core/calendar/instant.ts";
import { pool } from "../db/pool.ts";
import { optionalInstant } from "../db/rows.ts";

export interface OrderPoints {
  readonly points: bigint;
  /** Of them, those that wait for their release. */
  readonly waiting: bigint;
  /** When they come; null where they wait for a parcel, and where none wait. */
  readonly releasesAt: Instant | null;
}

interface Row {
  posted_points: bigint;
  waiting: bigint | null;
  releases_at: Date | null;
}

/**
 * Nothing for an order that is not known, not paid, not counted yet, or somebody else's: whoever
 * asks learns no more about it than that it is not theirs to see. Orders of accounts that were
 * merged into theirs are theirs.
 */
export async function loadOrderPoints(
  shopId: bigint,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<OrderPoints | undefined> {
  const { rows } = await pool().query<Row>({
    name: "order_points",
    text: `select o.posted_points, lot.pending as waiting, lot.releases_at
      from order_state o
      left join lot on lot.shop_id = o.shop_id and lot.member_id = o.member_id
        and lot.id = o.lot_id and lot.pending > 0
      where o.shop_id = $1 and o.order_id = $2
        and (o.customer_id = $3 or o.member_id in (
          select id from member
          where shop_id = $1 and shopify_customer_id = $3
            and deleted_at is null and redacted_at is null
        ))
        and o.state ->> 'paid' is not null and not o.awaits_facts`,
    values: [shopId, orderId, customerId],
  });
  const row = rows[0];
  return (
    row && {
      points: row.posted_points,
      waiting: row.waiting ?? 0n,
      releasesAt: optionalInstant(row.releases_at),
    }
  );
}
