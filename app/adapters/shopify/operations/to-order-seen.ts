// Turns the Admin API's order into the same event that a webhook becomes.
import { z } from "zod";
import type { Instant } from "../../../core/calendar/instant.ts";
import { minorDigitsOf } from "../../../core/money/currency.ts";
import { type AmountMinor, parseAmount } from "../../../core/money/money.ts";
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
import { isStoreCredit, shareThrough } from "../../../core/orders/payments.ts";
import { type Rational, ZERO, add } from "../../../core/points/rational.ts";
import {
  type AllocationAnswer,
  type MoneyBag,
  type OrderLineAnswer,
  shippingLineSchema,
} from "./order-lines.ts";
import { fulfillmentSchema, readFulfilment } from "./order-fulfilment.ts";
import type { RefundAnswer } from "./order-refund.ts";

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
  shippingLines: z.object({ nodes: z.array(shippingLineSchema) }),
  refunds: z.array(z.object({ id: z.string() })),
});

export interface OrderAnswer {
  head: z.output<typeof orderHeadSchema>;
  lines: OrderLineAnswer[];
  refunds: RefundAnswer[];
}

/** Once paid in full, an order keeps one of these. */
const ONCE_FULLY_PAID: readonly FinancialStatus[] = ["paid", "partially_refunded", "refunded"];

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

class UnreadableAmount extends Error {}

function readHead(
  { head, lines }: OrderAnswer,
  refunds: readonly Refund[],
  fetchedAt: Instant,
): OrderHead {
  const status = head.displayFinancialStatus?.toLowerCase();
  const financialStatus = financialStatuses.find((known) => known === status) ?? "unknown";
  return {
    updatedAt: Date.parse(head.updatedAt),
    fetchedAt,
    name: head.name,
    placedAt: Date.parse(head.processedAt),
    cancelledAt: head.cancelledAt === null ? null : Date.parse(head.cancelledAt),
    test: head.test,
    financialStatus,
    fullyPaid: head.fullyPaid || ONCE_FULLY_PAID.includes(financialStatus),
    customerId: head.customer === null ? null : numericId(head.customer.id),
    currency: head.currencyCode,
    exchange: readExchange(head, lines),
    taxesIncluded: head.taxesIncluded,
    sourceName: head.sourceName,
    discountCodes: head.discountCodes,
    paymentGateways: [...new Set(head.paymentGatewayNames)].toSorted(),
    ...readFulfilment(head, lines),
    lines: lines.map(readLine),
    shipping: readShipping(head),
    refundIds: refunds.map(({ id }) => id).toSorted(),
  };
}

/** When the last payment was made of an order with nothing outstanding. */
function readPaidAt({ fullyPaid, transactions }: OrderAnswer["head"]): Instant | null {
  const moments = transactions
    .filter(({ kind, status }) => (kind === "SALE" || kind === "CAPTURE") && status === "SUCCESS")
    .flatMap(({ processedAt }) => (processedAt === null ? [] : [Date.parse(processedAt)]));
  return fullyPaid && moments.length > 0 ? Math.max(...moments) : null;
}

function readLine(line: OrderLineAnswer): OrderLine {
  return {
    id: numericId(line.id),
    productId: line.product && numericId(line.product.id),
    variantId: line.variant && numericId(line.variant.id),
    kind: lineKind(line),
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    gross: shopAmount(line.originalTotalSet),
    discount: total(line.discountAllocations, (part) => shopAmount(part.allocatedAmountSet)),
    codeDiscounts: codeDiscountsOf(line.discountAllocations),
    tax: total(line.taxLines, (part) => shopAmount(part.priceSet)),
  };
}

/** Shopify writes a tip as a line of no product, without tax and shipping. */
function lineKind(line: OrderLineAnswer): OrderLine["kind"] {
  if (line.isGiftCard) return "gift_card";
  const bare = !line.vendor && !line.sku && !line.taxable && !line.requiresShipping;
  return bare && line.title === "Tip" ? "tip" : "product";
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

function readRefund(refund: RefundAnswer): Refund {
  const units = new Map<string, number>();
  for (const { lineItem, quantity } of refund.refundLineItems.nodes) {
    const lineId = numericId(lineItem.id);
    units.set(lineId, (units.get(lineId) ?? 0) + quantity);
  }
  return {
    id: numericId(refund.id),
    createdAt: Date.parse(refund.createdAt ?? refund.processedAt),
    lines: [...units]
      .map(([lineId, quantity]) => ({ lineId, quantity }))
      .toSorted((a, b) => (a.lineId < b.lineId ? -1 : 1)),
    shipping: shippingMoney(refund),
    unnamed: unnamedMoney(refund),
    storeCreditShare: storeCreditShareOf(refund),
  };
}

/** Money that is still on its way counts as paid back. */
function storeCreditShareOf({ transactions }: RefundAnswer): Rational {
  const moved = transactions.nodes
    .filter(({ kind, status }) => kind === "REFUND" && MOVING.includes(status))
    .map(({ gateway, amountSet }) => ({
      gateway: gateway ?? "",
      amount: amount(amountSet.presentmentMoney),
    }));
  return shareThrough(moved, isStoreCredit);
}

const MOVING: readonly string[] = ["SUCCESS", "PENDING"];

/** The shipping lines, or else the adjustments without a reason: they tell the same. */
function shippingMoney({ refundShippingLines, orderAdjustments }: RefundAnswer): RefundMoney {
  const lines = refundShippingLines.nodes;
  if (lines.length > 0) return sumOf(lines.map((line) => line.subtotalAmountSet));
  const shipping = orderAdjustments.nodes.filter(({ reason }) => reason === null);
  return negated(sumOf(shipping.map((part) => part.amountSet)));
}

/** Discrepancies are written below zero when more is given back than the lines say. */
function unnamedMoney(refund: RefundAnswer): RefundMoney {
  const adjustments = refund.orderAdjustments.nodes;
  if (adjustments.length > 0 || refund.refundLineItems.nodes.length > 0) {
    const discrepancies = adjustments.filter(
      ({ reason }) => reason !== null && !/rounding/i.test(reason),
    );
    return negated(sumOf(discrepancies.flatMap((part) => [part.amountSet, part.taxAmountSet])));
  }
  if (refund.refundShippingLines.nodes.length > 0) return sumOf([]);
  // A refund that explains itself only by the money that moved.
  return sumOf([refund.totalRefundedSet]);
}

function sumOf(bags: readonly MoneyBag[]): RefundMoney {
  const converted = bags.some(
    ({ shopMoney, presentmentMoney }) => shopMoney.currencyCode !== presentmentMoney.currencyCode,
  );
  return {
    shop: total(bags, shopAmount),
    presentment: converted ? total(bags, (bag) => amount(bag.presentmentMoney)) : null,
  };
}

function negated({ shop, presentment }: RefundMoney): RefundMoney {
  const opposite = ({ n, d }: AmountMinor) => ({ n: -n, d });
  return { shop: opposite(shop), presentment: presentment && opposite(presentment) };
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

function total<T>(parts: readonly T[], read: (part: T) => AmountMinor): AmountMinor {
  return parts.map(read).reduce(add, ZERO);
}

function shopAmount({ shopMoney }: MoneyBag): AmountMinor {
  return amount(shopMoney);
}

function amount({ amount: text, currencyCode }: MoneyBag["shopMoney"]): AmountMinor {
  const parsed = minorDigitsOf(currencyCode) === null ? null : parseAmount(text, currencyCode);
  if (parsed === null) throw new UnreadableAmount(currencyCode);
  return parsed;
}

/** `gid://shopify/Order/5123` → `5123`. */
function numericId(gid: string): string {
  return gid.split("/").at(-1)?.split("?")[0] ?? gid;
}
