// What we know of one Shopify order. It only grows: refunds are a set by id, single fields follow
// the newest payload.
import type { Instant } from "../calendar/instant.ts";
import type { AmountMinor } from "../money/money.ts";
import type { Rational } from "../points/rational.ts";
import type { OrderFacts } from "./order-facts.ts";

export const financialStatuses = [
  "pending",
  "authorized",
  "partially_paid",
  "paid",
  "partially_refunded",
  "refunded",
  "voided",
  "expired",
  "unknown",
] as const;
export type FinancialStatus = (typeof financialStatuses)[number];

/** What a line sells. Tips never earn; gift cards earn only where the program says so. */
export type LineKind = "product" | "gift_card" | "tip";

/** What one discount code took off a part of an order, in minor units of the shop's currency. */
export interface CodeDiscount {
  /** As the payload writes it; compare without regard to case. */
  readonly code: string;
  readonly amount: AmountMinor;
}

/**
 * One line as it was ordered. Amounts are for all `quantity` units in minor units of the shop's
 * currency; refunds do not change them. Ids are Shopify's numeric ids as text.
 */
export interface OrderLine {
  readonly id: string;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly kind: LineKind;
  /** Units ordered, including those refunded or removed later. */
  readonly quantity: number;
  /** Units that are neither refunded nor removed, as of this payload. */
  readonly currentQuantity: number;
  /** Price times quantity, before discounts. Includes tax where the order's prices do. */
  readonly gross: AmountMinor;
  /** All discounts on the line, its share of the order's discounts included. */
  readonly discount: AmountMinor;
  /** The part of `discount` that codes account for, by code. */
  readonly codeDiscounts: readonly CodeDiscount[];
  readonly tax: AmountMinor;
}

/** All shipping of the order together, in minor units of the shop's currency. */
export interface OrderShipping {
  /** Before discounts. */
  readonly gross: AmountMinor;
  readonly discount: AmountMinor;
  readonly codeDiscounts: readonly CodeDiscount[];
  readonly tax: AmountMinor;
}

/**
 * What the same goods cost in both currencies of an order: shop minor units for presentment minor
 * units. Its ratio turns a refund into the exchange rate of the order.
 */
export interface Exchange {
  readonly presentmentCurrency: string;
  readonly shop: AmountMinor;
  readonly presentment: AmountMinor;
}

/** The part of an order that is replaced as a whole by a newer payload. */
export interface OrderHead {
  /** Shopify's own clock; decides which payload is newer. */
  readonly updatedAt: Instant;
  /**
   * When we asked Shopify ourselves; null for webhooks. Among equal `updatedAt` the latest answer
   * wins.
   */
  readonly fetchedAt: Instant | null;
  /** What people call it: `#1001`. */
  readonly name: string;
  readonly placedAt: Instant;
  readonly cancelledAt: Instant | null;
  readonly test: boolean;
  readonly financialStatus: FinancialStatus;
  /**
   * Nothing was outstanding at this moment, or everything had been paid once and (partly) refunded.
   */
  readonly fullyPaid: boolean;
  readonly customerId: string | null;
  /** The shop's currency, in which all amounts of the head are. */
  readonly currency: string;
  /** Null when the customer paid in the shop's currency. */
  readonly exchange: Exchange | null;
  /** Whether line prices contain their tax. */
  readonly taxesIncluded: boolean;
  /** `web`, `pos`, … as Shopify names it. */
  readonly sourceName: string | null;
  /** As typed by the customer; compare without regard to case. */
  readonly discountCodes: readonly string[];
  /** What paid, as Shopify names it: `gift_card`, `shopify_store_credit`, …; sorted, each once. */
  readonly paymentGateways: readonly string[];
  /** When the last of what is to be sent was sent; null while something is not. */
  readonly fulfilledAt: Instant | null;
  /** When the last parcel arrived; null while one is under way, or where nobody tells. */
  readonly deliveredAt: Instant | null;
  readonly lines: readonly OrderLine[];
  readonly shipping: OrderShipping;
  /** Refunds that this payload knew, sorted: its `currentQuantity` already leaves them out. */
  readonly refundIds: readonly string[];
  /** All payments so far, whatever went back since; null for webhooks, which do not tell. */
  readonly received: RefundMoney | null;
}

export interface RefundedLine {
  readonly lineId: string;
  readonly quantity: number;
}

/**
 * Money that a refund names, in minor units. `presentment` is what the customer got in the currency
 * they paid in and is preferred: Shopify converts refunds at the rate of the day, not at that of
 * the order.
 */
export interface RefundMoney {
  readonly shop: AmountMinor;
  readonly presentment: AmountMinor | null;
  /**
   * Only where a payload names neither the shop's currency nor the customer's: the currency of the
   * amount, which stands in `shop`. The order tells which of the two it is.
   */
  readonly currency?: string;
}

/** One refund as one payload tells it: money may still be on its way, and may yet fail. */
export interface Refund {
  readonly id: string;
  readonly createdAt: Instant;
  readonly lines: readonly RefundedLine[];
  /** Shipping given back, before tax where prices exclude it; zero or more. */
  readonly shipping: RefundMoney;
  /**
   * Money given back beyond the named lines and shipping. Below zero where less was given back than
   * the named lines are worth.
   */
  readonly unnamed: RefundMoney;
  /** The share of what was paid back that was paid as store credit: 0 to 1. */
  readonly storeCreditShare: Rational;
  /**
   * False where lines or shipping are named, no money moved for them, and nothing says why: it may
   * follow as a refund of its own.
   */
  readonly movedMoney: boolean;
}

/** A refund as the newest payload tells it that names it. */
export interface KnownRefund extends Refund {
  readonly toldAt: Instant;
}

/** What Shopify answered when it was asked what an order had been paid so far. */
export interface Receipt {
  readonly money: RefundMoney;
  readonly fetchedAt: Instant;
}

export interface OrderState {
  readonly orderId: string;
  /** The newest payload; null while only refunds or edits were seen. */
  readonly newest: OrderHead | null;
  /**
   * The newest payload of an order that was fully paid at that moment: what the customer agreed to
   * pay and paid.
   */
  readonly paid: OrderHead | null;
  /** The earliest moment at which it is known to have been fully paid. */
  readonly paidAt: Instant | null;
  /** The latest answer, which later payloads do not tell; null while Shopify was not asked. */
  readonly received: Receipt | null;
  /** What Shopify was asked for beside payloads; null while nothing was. */
  readonly facts: OrderFacts | null;
  /** Sorted by id, each once. */
  readonly refunds: readonly KnownRefund[];
  /** The latest edit that we were told of; payloads older than it are out of date. */
  readonly editedAt: Instant | null;
  /** Two different payloads carried the same `updatedAt`: only Shopify can say which is true. */
  readonly ambiguous: boolean;
  /** The customer asked to be forgotten: what payloads still say of them is not kept. */
  readonly customerForgotten: boolean;
}

/** An order of which nothing is known yet: where every merging begins. */
export function emptyOrderState(orderId: string): OrderState {
  return {
    orderId,
    newest: null,
    paid: null,
    paidAt: null,
    received: null,
    facts: null,
    refunds: [],
    editedAt: null,
    ambiguous: false,
    customerForgotten: false,
  };
}
