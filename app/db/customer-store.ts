// What Shopify says of customers, written into the rows of the members that they are.
import type { Instant } from "../core/calendar/instant.ts";
import type { CustomerFacts } from "../core/orders/order-event.ts";
import { forgottenBirth } from "./birthday-heritage-store.ts";
import { instantColumn, numberColumn, textColumn } from "./columns.ts";
import type { CustomerName, ShopCustomer } from "./member-store.ts";
import type { Sql } from "./pool.ts";
import { instantText } from "./rows.ts";

/** Takes over what Shopify says of customers that are members, unless something newer is known. */
export async function updateCustomers(
  sql: Sql,
  customers: readonly ShopCustomer[],
): Promise<number> {
  if (customers.length === 0) return 0;
  const column = <Value>(read: (customer: CustomerFacts) => Value): Value[] =>
    customers.map(({ customer }) => read(customer));
  const updated = await sql.query({
    name: "member_update_customers",
    text: `update member set email = seen.email, first_name = seen.first_name,
        last_name = seen.last_name, locale = coalesce(seen.locale, member.locale),
        customer_updated_at = seen.updated_at
      from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::timestamptz[]) as seen
        (shop_id, customer_id, email, first_name, last_name, locale, updated_at)
      where member.shop_id = seen.shop_id and member.shopify_customer_id = seen.customer_id
        and member.redacted_at is null and member.deleted_at is null
        and (member.customer_updated_at is null or seen.updated_at is null
          or member.customer_updated_at <= seen.updated_at)`,
    values: [
      numberColumn(customers.map(({ shopId }) => shopId)),
      textColumn(column(({ customerId }) => customerId)),
      textColumn(column(({ email }) => email)),
      textColumn(column(({ firstName }) => firstName)),
      textColumn(column(({ lastName }) => lastName)),
      textColumn(column(({ locale }) => locale)),
      instantColumn(column(({ updatedAt }) => updatedAt)),
    ],
  });
  return updated.rowCount ?? 0;
}

/**
 * Notes that customers are gone and forgets who they were, and the days on which they had a
 * birthday. The ledger keeps the members' ids.
 */
export async function markCustomersDeleted(
  sql: Sql,
  customers: readonly CustomerName[],
  now: Instant,
): Promise<void> {
  if (customers.length === 0) return;
  await sql.query({
    name: "member_mark_deleted",
    text: `with closed as (
        update member set deleted_at = coalesce(deleted_at, $3), email = null,
          first_name = null, last_name = null, locale = null, ${forgottenBirth}
        from unnest($1::bigint[], $2::text[]) as gone (shop_id, customer_id)
        where member.shop_id = gone.shop_id and member.shopify_customer_id = gone.customer_id
        returning member.shop_id, member.id)
      delete from birthday_gift as gift using closed
      where gift.shop_id = closed.shop_id and gift.member_id = closed.id`,
    values: [
      customers.map(({ shopId }) => shopId),
      customers.map(({ customerId }) => customerId),
      instantText(now),
    ],
  });
}
