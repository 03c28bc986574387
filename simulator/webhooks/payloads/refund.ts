// The payload of refunds/create, which orders also carry in their list of refunds.

import { lineItem } from "./line-item.ts";
import { moneySet, shopAmount, shopTime } from "./parts.ts";
import { shippingLine } from "./shipping-line.ts";
import type {
  Order,
  Refund,
  RefundAdjustment,
  RefundLine,
  Shop,
  Transaction,
} from "../../model.ts";
import { formatMinor, zero } from "../../money.ts";
import { giftCardReceipt } from "../../actions/gift-cards.ts";
import { gid } from "../../world.ts";
import { numberText, type JsonObject } from "../json.ts";

/** Refunds are made by a person in the admin. */
const staffUserId = 92_100_000_001;

export function refundPayload(shop: Shop, order: Order, refund: Refund): JsonObject {
  const at = shopTime(shop, refund.createdAt);
  return {
    id: BigInt(refund.id),
    order_id: BigInt(order.id),
    created_at: at,
    note: refund.note ?? "",
    user_id: staffUserId,
    processed_at: at,
    duties: [],
    total_duties_set: moneySet(zero, order),
    return: null,
    refund_shipping_lines: refund.shippingLines.map((entry) => {
      const line = order.shippingLines.find((candidate) => candidate.id === entry.shippingLineId);
      return {
        id: BigInt(entry.id),
        shipping_line_id: BigInt(entry.shippingLineId),
        subtotal_amount_set: moneySet(entry.amount, order),
        ...(line ? { shipping_line: shippingLine(order, line) } : {}),
      };
    }),
    restock: refund.lines.some((line) => line.restockType !== "no_restock"),
    admin_graphql_api_id: gid("Refund", refund.id),
    order_adjustments: refund.adjustments.map((entry) => adjustment(order, refund, entry)),
    refund_line_items: refund.lines.map((line) => refundLine(order, line)),
    transactions: refund.transactions.map((entry) => transaction(shop, order, entry)),
  };
}

function refundLine(order: Order, refunded: RefundLine): JsonObject {
  const line = order.lines.find((candidate) => candidate.id === refunded.lineId);
  return {
    id: BigInt(refunded.id),
    quantity: refunded.quantity,
    line_item_id: BigInt(refunded.lineId),
    location_id: order.locationId === null ? null : BigInt(order.locationId),
    restock_type: refunded.restockType,
    // Bare numbers here, unlike everywhere else.
    subtotal: numberText(formatMinor(refunded.subtotal.shop, order.currency)),
    total_tax: numberText(formatMinor(refunded.tax.shop, order.currency)),
    subtotal_set: moneySet(refunded.subtotal, order),
    total_tax_set: moneySet(refunded.tax, order),
    ...(line ? { line_item: lineItem(order, line) } : {}),
  };
}

function adjustment(order: Order, refund: Refund, entry: RefundAdjustment): JsonObject {
  return {
    id: BigInt(entry.id),
    order_id: BigInt(order.id),
    refund_id: BigInt(refund.id),
    amount: shopAmount(entry.amount, order),
    tax_amount: shopAmount(entry.tax, order),
    kind: entry.kind,
    reason: entry.kind === "shipping_refund" ? "Shipping refund" : "Refund discrepancy",
    amount_set: moneySet(entry.amount, order),
    tax_amount_set: moneySet(entry.tax, order),
  };
}

function transaction(shop: Shop, order: Order, entry: Transaction): JsonObject {
  return {
    id: BigInt(entry.id),
    order_id: BigInt(order.id),
    kind: entry.kind,
    gateway: entry.gateway,
    status: entry.status,
    message: null,
    created_at: shopTime(shop, entry.createdAt),
    test: order.test,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: entry.parentId === null ? null : BigInt(entry.parentId),
    processed_at: shopTime(shop, entry.createdAt),
    device_id: null,
    error_code: null,
    source_name: order.sourceName,
    receipt: giftCardReceipt(shop, entry),
    amount: formatMinor(entry.amount.presentment, order.presentmentCurrency),
    currency: order.presentmentCurrency,
    payment_id: `${order.name}.1`,
    total_unsettled_set: {
      presentment_money: { amount: "0.0", currency: order.presentmentCurrency },
      shop_money: { amount: "0.0", currency: order.currency },
    },
    manual_payment_gateway: entry.gateway === "manual",
    amount_rounding: null,
    admin_graphql_api_id: gid("OrderTransaction", entry.id),
  };
}
