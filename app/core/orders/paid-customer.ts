// A merchant may give an order to another customer after it was paid.
import type { OrderState } from "./order-state.ts";

/**
 * The customer of the payload that is kept as paid, where the newest one names another or none;
 * null in all other cases. Together with the newest payload's customer these are all customers that
 * a state names.
 */
export function formerCustomerOf({ newest, paid }: OrderState): string | null {
  if (paid === null || paid.customerId === newest?.customerId) return null;
  return paid.customerId;
}
