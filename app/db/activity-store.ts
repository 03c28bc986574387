// What a member did that keeps a balance alive, as far as it is written.
import type { Instant } from "../core/calendar/instant.ts";
import type { Activity } from "../core/program/expiry-terms.ts";
import { issuedItself } from "./auto-issue-store.ts";
import { heirAndMerged } from "./merge-store.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";

export interface PastActivity {
  readonly kind: Activity;
  readonly at: Instant;
}

/**
 * Orders that counted, by their placement, what members redeemed, and what ways to earn rewarded,
 * after an instant; in no order. A reward that issued itself is nothing that they did, nor is an
 * anniversary.
 */
export async function loadActivities(
  sql: Sql,
  shopId: bigint,
  memberId: string,
  after: Instant,
): Promise<PastActivity[]> {
  const { rows } = await sql.query<{ kind: Activity; happened_at: Date }>({
    name: "activities_after",
    text: `with person as (${heirAndMerged}), customer as (
        select shopify_customer_id from member
        where shop_id = $1 and id in (select * from person)
      )
      select 'order' as kind, placed_at as happened_at
      from customer join order_state as held on held.shop_id = $1
        and held.customer_id = customer.shopify_customer_id
      where placed_at > $3 and snapshot is not null
      union all
      select 'order', placed_at
      from customer join order_state as held on held.shop_id = $1
        and held.paid_customer_id = customer.shopify_customer_id
      where placed_at > $3 and snapshot is not null and held.customer_id is null
      union all
      select 'redemption', requested_at from redemption
      where shop_id = $1 and requested_at > $3 and member_id in (select * from person)
        and not ${issuedItself}
      union all
      select 'action', occurred_at from earned_action
      where shop_id = $1 and occurred_at > $3 and member_id in (select * from person)
        and of_way and action <> 'anniversary'`,
    values: [shopId, memberId, instantText(after)],
  });
  return rows.map((row) => ({ kind: row.kind, at: instantOf(row.happened_at) }));
}
