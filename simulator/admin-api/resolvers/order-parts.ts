// Lines, shipping, taxes, discounts, refunds and payments of an order.

import {
  applicationsOf,
  inOrder,
  keyOf,
  type ApplicationInOrder,
  type InOrder,
} from "./in-order.ts";
import { bagOf, moneyOf, plainFields, utc } from "./money-values.ts";
import { fieldsOf, type FieldResolvers } from "../call.ts";
import { connect } from "../connections.ts";
import { fulfillableUnits } from "../../actions/fulfillment-status.ts";
import {
  currentShare,
  lineGross,
  lineNet,
  shippingNet,
  taxOf,
} from "../../actions/order-amounts.ts";
import type {
  DiscountAllocation,
  DiscountApplication,
  MoneyBag,
  Order,
  OrderLine,
  Refund,
  RefundAdjustment,
  RefundLine,
  RefundShippingLine,
  ShippingLine,
  TaxLine,
  Transaction,
} from "../../model.ts";
import { giftCardReceipt } from "../../actions/gift-cards.ts";
import { findVariant } from "../../actions/products.ts";
import { addBags, parseMinor, scaleBag, subtractBags } from "../../money.ts";
import { stringify } from "../../webhooks/json.ts";
import { gid } from "../../world.ts";

export const orderPartTypes: Record<string, FieldResolvers> = {
  LineItem: fieldsOf<InOrder<OrderLine>>({
    id: ({ item }) => gid("LineItem", item.id),
    title: ({ item }) => item.title,
    name: ({ item }) => (item.variantTitle ? `${item.title} - ${item.variantTitle}` : item.title),
    variantTitle: ({ item }) => item.variantTitle,
    sku: ({ item }) => item.sku,
    vendor: ({ item }) => item.vendor,
    quantity: ({ item }) => item.quantity,
    currentQuantity: ({ item }) => item.currentQuantity,
    unfulfilledQuantity: ({ order, item }) => fulfillableUnits(order, item),
    refundableQuantity: ({ item }) => item.currentQuantity,
    isGiftCard: ({ item }) => item.giftCard,
    product: ({ item }, _args, call) => {
      const product = item.productId === null ? null : call.shop.products.get(item.productId);
      return product && product.deletedAt === null ? product : null;
    },
    variant: ({ item }, _args, call) => {
      const found = item.variantId === null ? null : findVariant(call.shop, item.variantId);
      return found && found.product.deletedAt === null ? found.variant : null;
    },
    taxable: ({ item }) => item.taxable,
    requiresShipping: ({ item }) => item.requiresShipping,
    originalUnitPriceSet: ({ order, item }) => bagOf(item.price, order),
    originalTotalSet: ({ order, item }) => bagOf(lineGross(item), order),
    discountedTotalSet: ({ order, item }, args) =>
      bagOf(discountedTotal(order, item, args["withCodeDiscounts"] === true), order),
    totalDiscountSet: ({ order, item }) =>
      bagOf(addBags(...ownAllocations(order, item, true).map((part) => part.amount)), order),
    discountedUnitPriceAfterAllDiscountsSet: ({ order, item }) =>
      bagOf(scaleBag(lineNet(item), 1, item.quantity), order),
    priceAfterAllDiscountsBeforeTaxesSet: ({ order, item }) =>
      bagOf(currentShare(item, withoutTax(order, item)), order),
    discountAllocations: ({ order, item }) => inOrder(order, item.allocations),
    taxLines: ({ order, item }) => inOrder(order, item.taxLines),
  }),
  ShippingLine: fieldsOf<InOrder<ShippingLine>>({
    id: ({ item }) => gid("ShippingLine", item.id),
    title: ({ item }) => item.title,
    code: ({ item }) => item.title,
    custom: () => false,
    isRemoved: () => false,
    originalPriceSet: ({ order, item }) => bagOf(item.price, order),
    discountedPriceSet: ({ order, item }) => bagOf(shippingNet(item), order),
    currentDiscountedPriceSet: ({ order, item }) =>
      bagOf(subtractBags(shippingNet(item), item.refunded), order),
    discountAllocations: ({ order, item }) => inOrder(order, item.allocations),
    taxLines: ({ order, item }) => inOrder(order, item.taxLines),
  }),
  TaxLine: fieldsOf<InOrder<TaxLine>>({
    title: ({ item }) => item.title,
    rate: ({ item }) => Number(item.rate),
    ratePercentage: ({ item }) => Number((Number(item.rate) * 100).toFixed(6)),
    priceSet: ({ order, item }) => bagOf(item.amount, order),
  }),
  DiscountAllocation: fieldsOf<InOrder<DiscountAllocation>>({
    allocatedAmountSet: ({ order, item }) => bagOf(item.amount, order),
    discountApplication: ({ order, item }) => applicationsOf(order)[item.applicationIndex],
  }),
  DiscountCodeApplication: { ...applicationFields(), code: codeOf },
  ManualDiscountApplication: { ...applicationFields(), title: titleOf, description: titleOf },
  AutomaticDiscountApplication: { ...applicationFields(), title: titleOf },
  RefundDuty: plainFields("amountSet"),
  Refund: fieldsOf<InOrder<Refund>>({
    id: ({ item }) => gid("Refund", item.id),
    legacyResourceId: ({ item }) => item.id,
    note: ({ item }) => item.note,
    createdAt: ({ item }) => utc(item.createdAt),
    processedAt: ({ item }) => utc(item.createdAt),
    updatedAt: ({ item }) => utc(item.createdAt),
    order: ({ order }) => order,
    return: () => null,
    totalRefundedSet: ({ order, item }) =>
      bagOf(addBags(...item.transactions.map((entry) => entry.amount)), order),
    refundLineItems: ({ order, item }, args) => connect(inOrder(order, item.lines), args, keyOf),
    refundShippingLines: ({ order, item }, args) =>
      connect(inOrder(order, item.shippingLines), args, keyOf),
    // Since 2024-10 what was refunded of shipping has lines of its own here.
    orderAdjustments: ({ order, item }, args) => {
      const discrepancies = item.adjustments.filter(({ kind }) => kind === "refund_discrepancy");
      return connect(inOrder(order, discrepancies), args, keyOf);
    },
    duties: () => [],
    transactions: ({ order, item }, args) =>
      connect(inOrder(order, item.transactions), args, keyOf),
  }),
  RefundLineItem: fieldsOf<InOrder<RefundLine>>({
    id: ({ item }) => gid("RefundLineItem", item.id),
    quantity: ({ item }) => item.quantity,
    restockType: ({ item }) => item.restockType.toUpperCase(),
    restocked: ({ item }) => item.restockType !== "no_restock",
    subtotalSet: ({ order, item }) => bagOf(item.subtotal, order),
    totalTaxSet: ({ order, item }) => bagOf(item.tax, order),
    lineItem: ({ order, item }) =>
      inOrder(order, order.lines).find((line) => line.item.id === item.lineId),
  }),
  RefundShippingLine: fieldsOf<InOrder<RefundShippingLine>>({
    id: ({ item }) => gid("RefundShippingLine", item.id),
    subtotalAmountSet: ({ order, item }) => bagOf(item.amount, order),
    shippingLine: ({ order, item }) =>
      inOrder(order, order.shippingLines).find((line) => line.item.id === item.shippingLineId),
  }),
  OrderAdjustment: fieldsOf<InOrder<RefundAdjustment>>({
    id: ({ item }) => gid("OrderAdjustment", item.id),
    reason: () => "REFUND_DISCREPANCY",
    amountSet: ({ order, item }) => bagOf(item.amount, order),
    taxAmountSet: ({ order, item }) => bagOf(item.tax, order),
  }),
  OrderTransaction: fieldsOf<InOrder<Transaction>>({
    id: ({ item }) => gid("OrderTransaction", item.id),
    kind: ({ item }) => item.kind.toUpperCase(),
    status: ({ item }) => item.status.toUpperCase(),
    gateway: ({ item }) => item.gateway,
    test: ({ order }) => order.test,
    createdAt: ({ item }) => utc(item.createdAt),
    processedAt: ({ item }) => utc(item.createdAt),
    manualPaymentGateway: ({ item }) => item.gateway === "manual",
    parentTransaction: ({ order, item }) =>
      inOrder(order, order.transactions).find((entry) => entry.item.id === item.parentId) ?? null,
    amountSet: ({ order, item }) => bagOf(item.amount, order),
    order: ({ order }) => order,
    receiptJson: ({ item }, _args, { shop }) => stringify(giftCardReceipt(shop, item)),
  }),
  Count: plainFields("count", "precision"),
};

/** Line discounts only; codes are left out unless they are asked for. */
function discountedTotal(order: Order, line: OrderLine, withCodes: boolean): MoneyBag {
  const own = ownAllocations(order, line, withCodes);
  return subtractBags(lineGross(line), addBags(...own.map((part) => part.amount)));
}

function ownAllocations(order: Order, line: OrderLine, withCodes: boolean): DiscountAllocation[] {
  return line.allocations.filter((part) => {
    const from = order.discountApplications[part.applicationIndex];
    return from?.class === "product" && (withCodes || from.kind !== "discount_code");
  });
}

function withoutTax(order: Order, line: OrderLine): MoneyBag {
  return order.taxesIncluded ? subtractBags(lineNet(line), taxOf(line)) : lineNet(line);
}

function applicationFields(): FieldResolvers {
  return fieldsOf<ApplicationInOrder>({
    index: ({ index }) => index,
    allocationMethod: ({ item }) => item.allocationMethod.toUpperCase(),
    targetSelection: ({ item }) => item.targetSelection.toUpperCase(),
    targetType: ({ item }) => item.targetType.toUpperCase(),
    value: ({ order, item }) => pricingValue(order, item),
  });
}

function pricingValue(order: Order, item: DiscountApplication): unknown {
  if (item.valueType === "percentage") {
    return { __typename: "PricingPercentageValue", percentage: Number(item.value) };
  }
  const minor = parseMinor(item.value, order.currency);
  return { __typename: "MoneyV2", ...moneyOf(minor, order.currency) };
}

function codeOf(source: unknown): string | null {
  return (source as ApplicationInOrder).item.code;
}

function titleOf(source: unknown): string {
  return (source as ApplicationInOrder).item.title;
}
