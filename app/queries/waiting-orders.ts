// Orders whose points wait because Shopify did not answer when it was asked about them. Those that
// were only just asked about are not among them.
import { pool } from "../db/pool.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface WaitingOrder {
  orderId: string;
  name: string;
  placedAt: Date | null;
  memberId: string | null;
  memberName: string | null;
  /** How often Shopify was asked in vain. */
  attempts: number;
  reason: string | null;
  /** By real time; null where nobody asks any more. */
  nextAttemptAt: Date | null;
}

interface Row {
  order_id: string;
  name: string | null;
  placed_at: Date | null;
  member_id: string | null;
  member_name: string | null;
  attempts: number;
  last_error: string | null;
  next_attempt_at: Date | null;
}

const LIMIT = 50;

const question = `left join outbox_message question on question.shop_id = o.shop_id
  and question.kind = 'fetch_order_facts' and question.key = o.order_id`;
const isAskedInVain = `o.awaits_facts
  and (question.id is null or question.status <> 'ready'
    or (question.attempts > 0 and question.last_error is not null))`;

/** Those that were placed first stand first. */
export async function listWaitingOrders(shopId: bigint): Promise<WaitingOrder[]> {
  const { rows } = await pool().query<Row>({
    name: "waiting_orders",
    text: `select waiting.*, nullif(trim(concat_ws(' ', m.first_name, m.last_name)), '') as member_name
      from (
        select o.shop_id, o.order_id, o.name, o.placed_at, o.member_id,
          coalesce(question.attempts, 0) as attempts, question.last_error,
          case when question.status = 'ready' then question.next_attempt_at end as next_attempt_at
        from order_state o ${question}
        where o.shop_id = $1 and ${isAskedInVain}
        order by o.placed_at, o.order_id limit $2
      ) as waiting
      left join member m on m.shop_id = waiting.shop_id and m.id = waiting.member_id
      order by waiting.placed_at, waiting.order_id`,
    values: [shopId, LIMIT],
  });
  return rows.map((row) => ({
    orderId: row.order_id,
    name: row.name ?? row.order_id,
    placedAt: row.placed_at,
    memberId: row.member_id,
    memberName: row.member_name,
    attempts: row.attempts,
    reason: row.last_error,
    nextAttemptAt: row.next_attempt_at,
  }));
}

export async function countWaitingOrders(shopId: bigint): Promise<number> {
  const { rows } = await pool().query<{ orders: bigint }>({
    name: "waiting_orders_count",
    text: `select count(*) as orders from order_state o ${question}
      where o.shop_id = $1 and ${isAskedInVain}`,
    values: [shopId],
  });
  return toWholeNumber(rows[0]?.orders ?? 0n);
}
