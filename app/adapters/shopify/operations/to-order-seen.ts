// Turns the Admin API's order into the same event that a webhook becomes.
import { z } from "zod";
import type { Instant } from "../../../core/calendar/instant.ts";
import { minorDigitsOf } from "../../../core/money/currency.ts";
import type { AmountMinor } from "../../../core/money/money.ts";
import type { CustomerFacts, OrderSeen } from "../../../core/orders/order-event.ts";
import {
  type CodeDiscount,
  type Exchange,
  type FinancialStatus,
  type OrderHead,
  type OrderLine,
  type Refund,
  type RefundMoney,
  financialStatuses,
} from "../../../core/orders/order-state.ts";
import { ZERO, add, compare, isZero, subtract } from "../../../core/points/rational.ts";
import {
  type AllocationAnswer,
  type OrderLineAnswer,
  moneyBagSchema,
  shippingLineSchema,
} from "./order-lines.ts";
import { fulfillmentSchema, readFulfilment } from "./order-fulfilment.ts";
import type { RefundAnswer } from "./order-refund.ts";
import { UnreadableAmount, amount, numericId, shopAmount, sumOf, total } from "./read-money.ts";
import { readRefund } from "./read-refund.ts";

export const orderHeadSchema = z.object({
  id: z.string(),
  name: z.string(),
  updatedAt: z.string(),
  createdAt: z.string(),
  processedAt: z.string(),
  cancelledAt: z.string().nullable(),
  test: z.boolean(),
  displayFinancialStatus: z.string().nullable(),
  fullyPaid: z.boolean(),
  currencyCode: z.string(),
  presentmentCurrencyCode: z.string(),
  taxesIncluded: z.boolean(),
  sourceName: z.string().nullable(),
  customerLocale: z.string().nullable(),
  discountCodes: z.array(z.string()),
  paymentGatewayNames: z.array(z.string()),
  displayFulfillmentStatus: z.string(),
  fulfillments: z.array(fulfillmentSchema),
  transactions: z.array(
    z.object({ kind: z.string(), status: z.string(), processedAt: z.string().nullable() }),
  ),
  customer: z
    .object({
      id: z.string(),
      firstName: z.string().nullable(),
      lastName: z.string().nullable(),
      updatedAt: z.string(),
      defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
    })
    .nullable(),
  shippingLines: z.object({
    nodes: z.array(shippingLineSchema),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
  refunds: z.array(z.object({ id: z.string() })),
  totalReceivedSet: moneyBagSchema,
  totalOutstandingSet: moneyBagSchema,
  totalTipReceivedSet: moneyBagSchema,
  originalTotalDutiesSet: moneyBagSchema.nullable(),
  originalTotalAdditionalFeesSet: moneyBagSchema.nullable(),
});

export interface OrderAnswer {
  head: z.output<typeof orderHeadSchema>;
  lines: OrderLineAnswer[];
  refunds: RefundAnswer[];
}

/** Null when an amount or a currency cannot be counted in. */
export function toOrderSeen(order: OrderAnswer, fetchedAt: Instant): OrderSeen | null {
  const currencies = [order.head.currencyCode, order.head.presentmentCurrencyCode];
  if (currencies.some((currency) => minorDigitsOf(currency) === null)) return null;
  try {
    const refunds = order.refunds.map(readRefund);
    return {
      type: "order_seen",
      orderId: numericId(order.head.id),
      head: readHead(order, refunds, fetchedAt),
      paidAt: readPaidAt(order.head),
      refunds,
      customer: readCustomer(order.head),
    };
  } catch (error) {
    if (error instanceof UnreadableAmount) return null;
    throw error;
  }
}

function readHead(
  { head, lines }: OrderAnswer,
  refunds: readonly Refund[],
  fetchedAt: Instant,
): OrderHead {
  const status = head.displayFinancialStatus?.toLowerCase();
  const financialStatus = financialStatuses.find((known) => known === status) ?? "unknown";
  const isTip = tipsOf(head, lines);
  return {
    updatedAt: Date.parse(head.updatedAt),
    fetchedAt,
    name: head.name,
    placedAt: Date.parse(head.processedAt),
    cancelledAt: head.cancelledAt === null ? null : Date.parse(head.cancelledAt),
    test: head.test,
    financialStatus,
    fullyPaid: head.fullyPaid || isOncePaid(financialStatus, head),
    customerId: head.customer === null ? null : numericId(head.customer.id),
    currency: head.currencyCode,
    exchange: readExchange(head, lines),
    taxesIncluded: head.taxesIncluded,
    sourceName: head.sourceName,
    discountCodes: head.discountCodes,
    paymentGateways: [...new Set(head.paymentGatewayNames)].toSorted(),
    ...readFulfilment(head, lines),
    lines: lines.map((line) => readLine(line, isTip)),
    shipping: readShipping(head),
    refundIds: refunds.map(({ id }) => id).toSorted(),
    received: withoutDuties(head),
  };
}

/**
 * Once paid in full, an order keeps one of these. A deposit of which a part went back is called
 * "partially refunded" too: then money is outstanding.
 */
function isOncePaid(
  status: FinancialStatus,
  { totalOutstandingSet }: OrderAnswer["head"],
): boolean {
  if (status === "partially_refunded") return compare(shopAmount(totalOutstandingSet), ZERO) <= 0;
  return status === "paid" || status === "refunded";
}

/** What was received for goods and shipping: duties and fees are on top of both. */
function withoutDuties(head: OrderAnswer["head"]): RefundMoney {
  const { totalReceivedSet, originalTotalDutiesSet, originalTotalAdditionalFeesSet } = head;
  const all = sumOf([totalReceivedSet]);
  const extra = [originalTotalDutiesSet, originalTotalAdditionalFeesSet].filter(
    (set) => set !== null,
  );
  const taken = sumOf(extra);
  return {
    shop: subtract(all.shop, taken.shop),
    presentment: all.presentment && subtract(all.presentment, taken.presentment ?? ZERO),
  };
}

/** When the last payment was made of an order with nothing outstanding. */
function readPaidAt({ fullyPaid, transactions }: OrderAnswer["head"]): Instant | null {
  const moments = transactions
    .filter(({ kind, status }) => (kind === "SALE" || kind === "CAPTURE") && status === "SUCCESS")
    .flatMap(({ processedAt }) => (processedAt === null ? [] : [Date.parse(processedAt)]));
  return fullyPaid && moments.length > 0 ? Math.max(...moments) : null;
}

function readLine(line: OrderLineAnswer, isTip: (line: OrderLineAnswer) => boolean): OrderLine {
  return {
    id: numericId(line.id),
    productId: line.product && numericId(line.product.id),
    variantId: line.variant && numericId(line.variant.id),
    kind: line.isGiftCard ? "gift_card" : isTip(line) ? "tip" : "product",
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    gross: shopAmount(line.originalTotalSet),
    discount: total(line.discountAllocations, (part) => shopAmount(part.allocatedAmountSet)),
    codeDiscounts: codeDiscountsOf(line.discountAllocations),
    tax: total(line.taxLines, (part) => shopAmount(part.priceSet)),
  };
}

/**
 * Shopify writes a tip as a line of no product, without tax and shipping, and says what tips came
 * to: a bare line of that amount is one, whatever its title.
 */
function tipsOf({ totalTipReceivedSet }: OrderAnswer["head"], lines: readonly OrderLineAnswer[]) {
  const isBare = (line: OrderLineAnswer): boolean =>
    !line.vendor && !line.sku && !line.taxable && !line.requiresShipping && !line.isGiftCard;
  const tips = shopAmount(totalTipReceivedSet);
  const isAll = (amount: AmountMinor): boolean => !isZero(tips) && compare(amount, tips) === 0;
  const areTips = isAll(total(lines.filter(isBare), (line) => shopAmount(line.originalTotalSet)));
  return (line: OrderLineAnswer): boolean =>
    isBare(line) && (areTips || line.title === "Tip" || isAll(shopAmount(line.originalTotalSet)));
}

/** Each code once, in the order of the answer. */
function codeDiscountsOf(allocations: readonly AllocationAnswer[]): CodeDiscount[] {
  const amounts = new Map<string, AmountMinor>();
  for (const { allocatedAmountSet, discountApplication } of allocations) {
    const { code } = discountApplication;
    if (!code) continue;
    amounts.set(code, add(amounts.get(code) ?? ZERO, shopAmount(allocatedAmountSet)));
  }
  return [...amounts].map(([code, taken]) => ({ code, amount: taken }));
}

function readShipping({ shippingLines }: OrderAnswer["head"]): OrderHead["shipping"] {
  const kept = shippingLines.nodes.filter((line) => !line.isRemoved);
  return {
    gross: total(kept, (line) => shopAmount(line.originalPriceSet)),
    discount: total(kept, (line) =>
      total(line.discountAllocations, (part) => shopAmount(part.allocatedAmountSet)),
    ),
    codeDiscounts: codeDiscountsOf(kept.flatMap((line) => line.discountAllocations)),
    tax: total(kept, (line) => total(line.taxLines, (part) => shopAmount(part.priceSet))),
  };
}

function readExchange(
  head: OrderAnswer["head"],
  lines: readonly OrderLineAnswer[],
): Exchange | null {
  if (head.presentmentCurrencyCode === head.currencyCode) return null;
  return {
    presentmentCurrency: head.presentmentCurrencyCode,
    shop: total(lines, (line) => shopAmount(line.originalTotalSet)),
    presentment: total(lines, (line) => amount(line.originalTotalSet.presentmentMoney)),
  };
}

function readCustomer({ customer, customerLocale }: OrderAnswer["head"]): CustomerFacts | null {
  if (customer === null) return null;
  return {
    customerId: numericId(customer.id),
    email: customer.defaultEmailAddress?.emailAddress ?? null,
    firstName: customer.firstName,
    lastName: customer.lastName,
    locale: customerLocale,
    updatedAt: Date.parse(customer.updatedAt),
  };
}
