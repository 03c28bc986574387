// The last orders and what each of them did to the ledger.
import { pool } from "../db/pool.ts";
import { toWholeNumber } from "./whole-number.ts";

/** In words of the merchant: why an order stands where it stands. The first that applies. */
export type OrderStanding =
  | "test"
  | "cancelled"
  | "refunded"
  | "partly_refunded"
  | "unpaid"
  | "waiting"
  | "guest"
  | "no_program"
  | "earned";

export interface RecentOrder {
  orderId: string;
  name: string;
  placedAt: Date;
  memberId: string | null;
  memberName: string | null;
  points: number;
  standing: OrderStanding;
}

interface Row {
  order_id: string;
  name: string | null;
  placed_at: Date;
  member_id: string | null;
  member_name: string | null;
  posted_points: bigint;
  standing: OrderStanding;
}

const LIMIT = 8;

export async function loadRecentOrders(shopId: bigint): Promise<RecentOrder[]> {
  const { rows } = await pool().query<Row>({
    name: "recent_orders",
    text: `select o.order_id, o.name, o.placed_at, o.member_id, o.posted_points,
        nullif(trim(concat_ws(' ', m.first_name, m.last_name)), '') as member_name,
        case
          when o.is_test then 'test'
          when o.state #>> '{newest,cancelledAt}' is not null then 'cancelled'
          when o.state #>> '{newest,financialStatus}' = 'refunded' then 'refunded'
          when o.state #>> '{newest,financialStatus}' = 'partially_refunded' then 'partly_refunded'
          when o.state ->> 'paid' is null then 'unpaid'
          when o.awaits_facts then 'waiting'
          when o.customer_id is null and o.member_id is null then 'guest'
          when o.program_version_id is null then 'no_program'
          else 'earned'
        end as standing
      from order_state o
      left join member m on m.shop_id = o.shop_id and m.id = o.member_id
      where o.shop_id = $1 and o.placed_at is not null
      order by o.placed_at desc, o.order_id desc limit $2`,
    values: [shopId, LIMIT],
  });
  return rows.map((row) => ({
    orderId: row.order_id,
    name: row.name ?? row.order_id,
    placedAt: row.placed_at,
    memberId: row.member_id,
    memberName: row.member_name,
    points: toWholeNumber(row.posted_points),
    standing: row.standing,
  }));
}
