// An order as control calls answer it.

import { fulfillmentStatus } from "../actions/fulfillment-status.ts";
import { financialStatus, orderAmounts } from "../actions/order-amounts.ts";
import type { MoneyBag, Order } from "../model.ts";
import { formatMinor } from "../money.ts";

/** The order with what follows from it, in decimal text. */
export function present(order: Order): Record<string, unknown> {
  const amounts = orderAmounts(order);
  const entries = Object.entries(amounts) as [string, MoneyBag][];
  return {
    ...order,
    financialStatus: financialStatus(order),
    fulfillmentStatus: fulfillmentStatus(order),
    amounts: Object.fromEntries(
      entries.map(([name, bag]) => [
        name,
        {
          shop: formatMinor(bag.shop, order.currency),
          presentment: formatMinor(bag.presentment, order.presentmentCurrency),
        },
      ]),
    ),
  };
}
