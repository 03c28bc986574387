// Customers change their name and address, or leave. Who is no member leaves no trace.
import type { Instant } from "../core/calendar/instant.ts";
import { markCustomersDeleted, updateCustomers } from "../db/customer-store.ts";
import { customerKey, lockCustomers } from "../db/member-store.ts";
import type { CustomerName, ShopCustomer } from "../db/member-store.ts";
import type { Sql } from "../db/pool.ts";

/**
 * Takes over what is newer than what is known. Later events of one customer win over earlier ones.
 */
export async function recordCustomers(tx: Sql, customers: readonly ShopCustomer[]): Promise<void> {
  const newest = newestOfEach(customers);
  await lockCustomers(tx, newest.map(nameOf));
  await updateCustomers(tx, newest);
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

function nameOf({ shopId, customer }: ShopCustomer): CustomerName {
  return { shopId, customerId: customer.customerId };
}

/** Customers are gone from their stores: name and address are forgotten, the ledger stays. */
export async function recordDeletedCustomers(
  tx: Sql,
  customers: readonly CustomerName[],
  now: Instant,
): Promise<void> {
  await lockCustomers(tx, customers);
  await markCustomersDeleted(tx, customers, now);
}
