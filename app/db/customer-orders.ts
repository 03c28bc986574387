// Which orders are a person's, as parts of statements: each part is answered by an index, however
// many orders a shop has.
import type { Instant } from "../core/calendar/instant.ts";
import { instantColumn, numberColumn, textColumn, uuidColumn } from "./columns.ts";
import type { Sql } from "./pool.ts";
import { optionalInstant } from "./rows.ts";

/**
 * Selects the orders of shop `$1` that name one of the customers, in the newest payload or in the
 * one that is kept as paid: a merchant may have given an order to another customer.
 */
export function ordersNaming(customers: string): string {
  return `select order_id from order_state where shop_id = $1 and customer_id in (${customers})
    union select order_id from order_state
      where shop_id = $1 and paid_customer_id in (${customers})`;
}

/**
 * Selects the orders that may be one of the members' in shop `$1`: those that have a lot, counted
 * for tiers, or name the customer.
 */
export function ordersOfMembers(members: string): string {
  return `select order_id from lot where shop_id = $1 and member_id in (${members})
    union select order_id from qualifying_unit where shop_id = $1 and member_id in (${members})
    union ${ordersNaming(
      `select shopify_customer_id from member where shop_id = $1 and id in (${members})`,
    )}`;
}

export interface LastOrderQuestion {
  readonly shopId: bigint;
  readonly memberId: string;
  /** The order that asks: it is not meant itself. */
  readonly orderId: string;
  /** When it was placed. */
  readonly at: Instant;
}

/**
 * When the latest order was placed that a member had counted before, in the order of the questions;
 * null where there is none.
 */
export async function loadLastOrders(
  sql: Sql,
  questions: readonly LastOrderQuestion[],
): Promise<(Instant | null)[]> {
  const { rows } = await sql.query<{ last_at: Date | null }>({
    name: "orders_last_before",
    text: `select latest.last_at
      from unnest($1::bigint[], $2::uuid[], $3::text[], $4::timestamptz[]) with ordinality
        as asked (shop_id, member_id, order_id, at, place)
      cross join lateral (
        select max(held.placed_at) as last_at
        from member as person join order_state as held on held.shop_id = person.shop_id
          and (held.customer_id = person.shopify_customer_id
            or held.customer_id is null and held.paid_customer_id = person.shopify_customer_id)
        where person.shop_id = asked.shop_id
          and (person.id = asked.member_id or person.merged_into_id = asked.member_id)
          and held.snapshot is not null and held.order_id <> asked.order_id
          and held.placed_at < asked.at
      ) as latest
      order by asked.place`,
    values: [
      numberColumn(questions.map(({ shopId }) => shopId)),
      uuidColumn(questions.map(({ memberId }) => memberId)),
      textColumn(questions.map(({ orderId }) => orderId)),
      instantColumn(questions.map(({ at }) => at)),
    ],
  });
  return rows.map((row) => optionalInstant(row.last_at));
}
