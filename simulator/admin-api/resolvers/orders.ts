// Orders: finding them, and the fields of their head.

import { applicationsOf, inOrder, keyOf } from "./in-order.ts";
import { metafieldFields } from "./metafields.ts";
import { bagOf, utc, utcOrNull } from "./money-values.ts";
import { sortKeyOf, visibleOrders } from "./visible-orders.ts";
import { fieldsOf, textOf, type Arguments, type Call, type FieldResolvers } from "../call.ts";
import { connect, connectSorted } from "../connections.ts";
import { gap, topLevel } from "../errors.ts";
import {
  matchesNumber,
  matchesText,
  matchesTime,
  parseSearch,
  type Term,
} from "../search-query.ts";
import { displayFulfillmentStatus, fulfillmentStatus } from "../../actions/fulfillment-status.ts";
import {
  financialStatus,
  orderAmounts,
  tipOf,
  type OrderAmounts,
} from "../../actions/order-amounts.ts";
import type { Order } from "../../model.ts";
import { gid, idOf } from "../../world.ts";

export const orderRoot = fieldsOf<unknown>({
  order: (_source, args, call) => {
    const id = idOf("Order", textOf(args, "id"));
    if (id === null) throw topLevel(`Invalid id: ${textOf(args, "id")}`, "RESOURCE_NOT_FOUND");
    return visibleOrders(call).find((order) => order.id === id) ?? null;
  },
  orders: (_source, args, call) => listOrders(args, call),
  refund: (_source, args, call) => {
    const id = idOf("Refund", textOf(args, "id"));
    if (id === null) throw topLevel(`Invalid id: ${textOf(args, "id")}`, "RESOURCE_NOT_FOUND");
    const all = visibleOrders(call).flatMap((order) => inOrder(order, order.refunds));
    return all.find((entry) => entry.item.id === id) ?? null;
  },
});

const amount = (pick: (amounts: OrderAmounts) => OrderAmounts["total"]) => (order: Order) =>
  bagOf(pick(orderAmounts(order)), order);

export const orderTypes: Record<string, FieldResolvers> = {
  Order: fieldsOf<Order>({
    id: (order) => gid("Order", order.id),
    legacyResourceId: (order) => order.id,
    name: (order) => order.name,
    number: (order) => order.number,
    confirmationNumber: (order) => order.confirmationNumber,
    createdAt: (order) => utc(order.createdAt),
    processedAt: (order) => utc(order.processedAt),
    updatedAt: (order) => utc(order.updatedAt),
    cancelledAt: (order) => utcOrNull(order.cancelledAt),
    cancelReason: (order) => order.cancelReason?.toUpperCase() ?? null,
    closed: (order) => order.closedAt !== null,
    closedAt: (order) => utcOrNull(order.closedAt),
    test: (order) => order.test,
    edited: (order) => order.edits.length > 0,
    confirmed: () => true,
    currencyCode: (order) => order.currency,
    presentmentCurrencyCode: (order) => order.presentmentCurrency,
    taxesIncluded: (order) => order.taxesIncluded,
    displayFinancialStatus: (order) => financialStatus(order).toUpperCase(),
    displayFulfillmentStatus: (order) => displayFulfillmentStatus(order),
    fulfillments: (order, args) => {
      if (typeof args["query"] === "string") gap("Order.fulfillments(query:)");
      return firstOf(inOrder(order, order.fulfillments), args);
    },
    fullyPaid: (order) => orderAmounts(order).outstanding.presentment <= 0,
    unpaid: (order) => orderAmounts(order).received.presentment === 0,
    sourceName: (order) => order.sourceName,
    customerLocale: (order) => order.locale,
    customerAcceptsMarketing: (order) => order.acceptsMarketing,
    email: (order) => order.email,
    note: (order) => order.note,
    tags: (order) => order.tags,
    paymentGatewayNames: (order) => order.gateways,
    discountCode: (order) => codesOf(order)[0] ?? null,
    discountCodes: (order) => codesOf(order),
    customer: (order, _args, call) =>
      order.customerId === null ? null : (call.shop.customers.get(order.customerId) ?? null),
    subtotalPriceSet: amount((amounts) => amounts.subtotal),
    currentSubtotalPriceSet: amount((amounts) => amounts.currentSubtotal),
    totalPriceSet: amount((amounts) => amounts.total),
    originalTotalPriceSet: amount((amounts) => amounts.total),
    currentTotalPriceSet: amount((amounts) => amounts.currentTotal),
    totalTaxSet: amount((amounts) => amounts.tax),
    currentTotalTaxSet: amount((amounts) => amounts.currentTax),
    totalShippingPriceSet: amount((amounts) => amounts.shipping),
    currentShippingPriceSet: amount((amounts) => amounts.currentShipping),
    totalDiscountsSet: amount((amounts) => amounts.discounts),
    currentTotalDiscountsSet: amount((amounts) => amounts.currentDiscounts),
    totalReceivedSet: amount((amounts) => amounts.received),
    totalRefundedSet: amount((amounts) => amounts.refunded),
    totalOutstandingSet: amount((amounts) => amounts.outstanding),
    originalTotalDutiesSet: () => null,
    originalTotalAdditionalFeesSet: () => null,
    totalTipReceivedSet: (order) => bagOf(tipOf(order), order),
    lineItems: (order, args) => connect(inOrder(order, order.lines), args, keyOf),
    shippingLine: (order) => inOrder(order, order.shippingLines)[0] ?? null,
    shippingLines: (order, args) => connect(inOrder(order, order.shippingLines), args, keyOf),
    taxLines: (order) =>
      inOrder(
        order,
        order.lines.flatMap((line) => line.taxLines),
      ),
    discountApplications: (order, args) =>
      connect(applicationsOf(order), args, (entry) => String(entry.index)),
    refunds: (order, args) => firstOf(inOrder(order, order.refunds), args),
    transactions: (order, args) => {
      const unplayed = ["capturable", "manuallyResolvable"].find((name) => name in args);
      if (unplayed !== undefined) gap(`Order.transactions(${unplayed}:)`);
      const all = [...order.transactions, ...order.refunds.flatMap((entry) => entry.transactions)];
      return firstOf(inOrder(order, all), args);
    },
    ...metafieldFields<Order>((order) => gid("Order", order.id)),
  }),
};

function firstOf<Item>(items: Item[], args: Arguments): Item[] {
  return typeof args["first"] === "number" ? items.slice(0, args["first"]) : items;
}

function codesOf(order: Order): string[] {
  return order.discountApplications.flatMap((entry) => entry.code ?? []);
}

function listOrders(args: Arguments, call: Call): unknown {
  if (args["savedSearchId"]) gap("orders(savedSearchId:)");
  const terms = parseSearch(textOf(args, "query"));
  const found = visibleOrders(call).filter((order) => terms.every((term) => matches(order, term)));
  return connectSorted(found, args, sortKeyOf(args));
}

function matches(order: Order, term: Term): boolean {
  switch (term.field) {
    case "updated_at":
      return matchesTime(term, order.updatedAt);
    case "created_at":
      return matchesTime(term, order.createdAt);
    case "processed_at":
      return matchesTime(term, order.processedAt);
    case "id":
      return matchesNumber(term, BigInt(order.id));
    case "customer_id":
      return order.customerId !== null && matchesNumber(term, BigInt(order.customerId));
    case "name":
      return matchesText(term, order.name) || matchesText(term, order.name.slice(1));
    case "test":
      return matchesText(term, String(order.test));
    case "financial_status":
      return matchesText(term, financialStatus(order));
    case "fulfillment_status":
      return matchesText(term, fulfillmentStatus(order) ?? "unfulfilled");
    case "source_name":
      return matchesText(term, order.sourceName);
    case "email":
      return matchesText(term, order.email);
    case "discount_code":
      return codesOf(order).some((code) => matchesText(term, code));
    default:
      return gap(`the order filter "${term.field}"`);
  }
}
