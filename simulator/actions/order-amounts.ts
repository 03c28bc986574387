// What Shopify derives from an order: totals as placed, totals now, its payment status.

import type {
  FinancialStatus,
  MoneyBag,
  Order,
  OrderLine,
  ShippingLine,
  Transaction,
} from "../model.ts";
import { addBags, fromPresentment, scaleBag, subtractBags, zero } from "../money.ts";

export function lineGross(line: OrderLine): MoneyBag {
  return {
    shop: line.price.shop * line.quantity,
    presentment: line.price.presentment * line.quantity,
  };
}

export function discountOf(line: Pick<OrderLine, "allocations">): MoneyBag {
  return addBags(...line.allocations.map((allocation) => allocation.amount));
}

/** What the buyer pays for all ordered units, after every discount. */
export function lineNet(line: OrderLine): MoneyBag {
  return subtractBags(lineGross(line), discountOf(line));
}

export function taxOf(line: Pick<OrderLine, "taxLines">): MoneyBag {
  return addBags(...line.taxLines.map((tax) => tax.amount));
}

/** The share of a whole-line amount that belongs to the units still on the order. */
export function currentShare(line: OrderLine, whole: MoneyBag): MoneyBag {
  return subtractBags(whole, scaleBag(whole, line.quantity - line.currentQuantity, line.quantity));
}

/** What is sold: every line but the tip. */
export function goodsOf(order: Order): OrderLine[] {
  return order.lines.filter((line) => !line.tip);
}

/** What the buyer gave on top when the order was placed. */
export function tipOf(order: Order): MoneyBag {
  return addBags(...order.lines.filter((line) => line.tip).map(lineNet));
}

export function shippingNet(line: ShippingLine): MoneyBag {
  return subtractBags(line.price, discountOf(line));
}

export type OrderAmounts = {
  lineItems: MoneyBag;
  discounts: MoneyBag;
  currentDiscounts: MoneyBag;
  subtotal: MoneyBag;
  currentSubtotal: MoneyBag;
  shipping: MoneyBag;
  currentShipping: MoneyBag;
  tax: MoneyBag;
  currentTax: MoneyBag;
  total: MoneyBag;
  currentTotal: MoneyBag;
  received: MoneyBag;
  refunded: MoneyBag;
  outstanding: MoneyBag;
};

export function orderAmounts(order: Order): OrderAmounts {
  const { shippingLines } = order;
  const lines = goodsOf(order);
  const tips = order.lines.filter((line) => line.tip);
  const subtotal = addBags(...lines.map(lineNet));
  const currentSubtotal = addBags(...lines.map((line) => currentShare(line, lineNet(line))));
  const shipping = addBags(...shippingLines.map(shippingNet));
  const currentShipping = subtractBags(shipping, refundedShipping(order));
  const tax = addBags(...lines.map(taxOf), ...shippingLines.map(taxOf));
  const currentTax = addBags(
    ...lines.map((line) => currentShare(line, taxOf(line))),
    ...shippingLines.map(currentShippingTax),
  );
  const added = order.taxesIncluded ? { tax: zero, currentTax: zero } : { tax, currentTax };
  const discrepancies = addBags(...order.refunds.flatMap(discrepancyOf));
  const total = addBags(subtotal, shipping, added.tax, tipOf(order));
  const currentTotal = addBags(
    currentSubtotal,
    currentShipping,
    added.currentTax,
    ...tips.map((line) => currentShare(line, lineNet(line))),
    discrepancies,
  );
  const received = sumOf(order, ["sale", "capture"]);
  const refunded = addBags(...order.refunds.flatMap((refund) => refund.transactions.map(amountOf)));
  return {
    lineItems: addBags(...lines.map(lineGross)),
    discounts: addBags(...lines.map(discountOf), ...shippingLines.map(discountOf)),
    currentDiscounts: addBags(
      ...lines.map((line) => currentShare(line, discountOf(line))),
      ...shippingLines.map(discountOf),
    ),
    subtotal,
    currentSubtotal,
    shipping,
    currentShipping,
    tax,
    currentTax,
    total,
    currentTotal,
    received,
    refunded,
    outstanding: subtractBags(currentTotal, subtractBags(received, refunded)),
  };
}

export function financialStatus(order: Order): FinancialStatus {
  const { received, refunded, outstanding, total } = orderAmounts(order);
  if (received.presentment === 0) {
    if (order.cancelledAt !== null) return "voided";
    if (openAuthorizations(order).length > 0) return "authorized";
    if (order.transactions.some((entry) => entry.kind === "void")) return "voided";
    return total.presentment === 0 && order.transactions.length > 0 ? "paid" : "pending";
  }
  if (refunded.presentment >= received.presentment) return "refunded";
  if (refunded.presentment > 0) return "partially_refunded";
  return outstanding.presentment > 0 ? "partially_paid" : "paid";
}

/** Amounts that are set aside on the buyer's card and were neither taken nor let go. */
export function openAuthorizations(order: Order): Transaction[] {
  const closed = order.transactions.flatMap(({ kind, parentId }) =>
    kind === "capture" || kind === "void" ? (parentId ?? []) : [],
  );
  return order.transactions.filter(
    ({ id, kind }) => kind === "authorization" && !closed.includes(id),
  );
}

/** Money that moves at a rate of its own: payments and refunds. */
export function amountAtRate(order: Order, presentment: number, rate?: string): MoneyBag {
  const exchangeRate = rate ?? order.exchangeRate;
  return { shop: fromPresentment(presentment, { ...order, exchangeRate }), presentment };
}

function refundedShipping(order: Order): MoneyBag {
  return addBags(...order.shippingLines.map((line) => line.refunded));
}

function currentShippingTax(line: ShippingLine): MoneyBag {
  const whole = shippingNet(line);
  const tax = taxOf(line);
  return subtractBags(tax, scaleBag(tax, line.refunded.shop, whole.shop));
}

function discrepancyOf(refund: Order["refunds"][number]): MoneyBag[] {
  return refund.adjustments
    .filter((adjustment) => adjustment.kind === "refund_discrepancy")
    .map((adjustment) => adjustment.amount);
}

function sumOf(order: Order, kinds: string[]): MoneyBag {
  return addBags(...order.transactions.filter((entry) => kinds.includes(entry.kind)).map(amountOf));
}

function amountOf(transaction: { amount: MoneyBag }): MoneyBag {
  return transaction.amount;
}
