// What can be learnt of an order, whichever door it came through: a webhook, a refetch, a sweep.
import type { Instant } from "../calendar/instant.ts";
import type { OrderFacts } from "./order-facts.ts";
import type { OrderHead, Refund } from "./order-state.ts";

/**
 * The customer as the order's payload shows them. Personal data: it goes to the member row and
 * nowhere else.
 */
export interface CustomerFacts {
  readonly customerId: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Of the checkout, such as `de` or `pt-BR`. */
  readonly locale: string | null;
  /** Null where the payload does not tell. */
  readonly updatedAt: Instant | null;
}

/** A whole order: orders/paid, orders/updated, orders/cancelled, or the answer to a refetch. */
export interface OrderSeen {
  readonly type: "order_seen";
  readonly orderId: string;
  readonly head: OrderHead;
  /** When it was fully paid, where the source tells; null otherwise, and while it is not. */
  readonly paidAt: Instant | null;
  /** All refunds up to this moment. */
  readonly refunds: readonly Refund[];
  readonly customer: CustomerFacts | null;
}

/** refunds/create. May come before the order itself. */
export interface RefundSeen {
  readonly type: "refund_seen";
  readonly orderId: string;
  readonly refund: Refund;
  /** The store's currency as the refund's own amounts tell it. */
  readonly shopCurrency?: string;
}

/** orders/edited carries deltas only: it says that the order must be looked at again. */
export interface OrderEdited {
  readonly type: "order_edited";
  readonly orderId: string;
  readonly editedAt: Instant;
}

/** What Shopify answered about things that payloads do not tell, or why it cannot be known. */
export interface FactsSeen {
  readonly type: "facts_seen";
  readonly orderId: string;
  readonly facts: OrderFacts;
}

export type OrderEvent = OrderSeen | RefundSeen | OrderEdited | FactsSeen;
