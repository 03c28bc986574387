// Staff make a member of a customer whom they have in front of them.
import type { Instant } from "../core/calendar/instant.ts";
import type { CustomerFacts } from "../core/orders/order-event.ts";
import { withTransaction } from "../db/transaction.ts";
import { enrolCustomers } from "./enrol-customers.ts";

/** Repeating it is harmless: who is a member stays as they are. */
export async function enrolCustomer(
  shopId: bigint,
  customer: CustomerFacts,
  now: Instant,
): Promise<void> {
  await withTransaction((tx) => enrolCustomers(tx, [{ shopId, customer, enrolledAt: now }], now));
}
