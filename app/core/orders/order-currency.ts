// In which currency an order is counted. Shopify keeps an order in the currency that its store had
// when it was placed, also after the store has changed to another one.
import type { OrderEvent } from "./order-event.ts";
import type { OrderState } from "./order-state.ts";

/**
 * Whether what the news name in the store's currency is in the one in which the order is counted:
 * that of what is known of it, else the store's own. Minor units of two currencies are never added.
 * News without amounts, and currencies that are not known, contradict nothing.
 */
export function isInOrdersCurrency(
  event: OrderEvent,
  known: OrderState | null,
  shopCurrency: string | null,
): boolean {
  const told = currencyOf(event);
  const expected = known?.newest?.currency ?? shopCurrency;
  return told === null || expected === null || told === expected;
}

function currencyOf(event: OrderEvent): string | null {
  switch (event.type) {
    case "order_seen":
      return event.head.currency;
    case "refund_seen":
      return event.shopCurrency ?? null;
    case "order_edited":
    case "facts_seen":
      return null;
  }
}
