// Customers change their name and address, or leave. Who is no member leaves no trace.
import type { Instant } from "../core/calendar/instant.ts";
import { customerKey, markCustomerDeleted, updateCustomers } from "../db/member-store.ts";
import type { ShopCustomer } from "../db/member-store.ts";
import type { Sql } from "../db/pool.ts";

/**
 * Takes over what is newer than what is known. Later events of one customer win over earlier ones.
 */
export async function recordCustomers(tx: Sql, customers: readonly ShopCustomer[]): Promise<void> {
  await updateCustomers(tx, newestOfEach(customers));
}

function newestOfEach(customers: readonly ShopCustomer[]): ShopCustomer[] {
  const newest = new Map<string, ShopCustomer>();
  for (const item of customers) {
    const key = customerKey(item.shopId, item.customer.customerId);
    const known = newest.get(key)?.customer.updatedAt ?? null;
    const { updatedAt } = item.customer;
    if (known === null || updatedAt === null || known <= updatedAt) newest.set(key, item);
  }
  return [...newest.values()];
}

/** The customer is gone from the store: name and address are forgotten, the ledger stays. */
export async function recordDeletedCustomer(
  tx: Sql,
  { shopId, customerId }: { readonly shopId: bigint; readonly customerId: string },
  now: Instant,
): Promise<void> {
  await markCustomerDeleted(tx, shopId, customerId, now);
}
