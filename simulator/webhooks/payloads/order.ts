// The payload of orders/create, /paid, /updated and /cancelled.

import { customerFields } from "./customer.ts";
import { fulfillment } from "./fulfillment.ts";
import { lineItem } from "./line-item.ts";
import { addressFields, moneySet, shopAmount, shopTime, taxLine } from "./parts.ts";
import { refundPayload } from "./refund.ts";
import { shippingLine } from "./shipping-line.ts";
import { fulfillmentStatus } from "../../actions/fulfillment-status.ts";
import {
  discountOf,
  financialStatus,
  orderAmounts,
  tipOf,
  type OrderAmounts,
} from "../../actions/order-amounts.ts";
import type { MoneyBag, Order, Shop, TaxLine } from "../../model.ts";
import { addBags, zero } from "../../money.ts";
import { gid } from "../../world.ts";
import type { JsonObject } from "../json.ts";

export function orderPayload(shop: Shop, order: Order): JsonObject {
  const amounts = orderAmounts(order);
  return {
    id: BigInt(order.id),
    admin_graphql_api_id: gid("Order", order.id),
    ...headFields(shop, order),
    ...originFields(order),
    ...amountFields(order, amounts),
    ...buyerFields(shop, order),
    discount_applications: order.discountApplications.map(application),
    fulfillments: order.fulfillments.map((entry) => fulfillment(shop, order, entry)),
    line_items: order.lines.map((line) => lineItem(order, line)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(shop, order, refund)),
    shipping_lines: order.shippingLines.map((line) => shippingLine(order, line)),
    returns: [],
    line_item_groups: [],
  };
}

function headFields(shop: Shop, order: Order): JsonObject {
  return {
    buyer_accepts_marketing: order.acceptsMarketing,
    cancel_reason: order.cancelReason,
    cancelled_at: order.cancelledAt === null ? null : shopTime(shop, order.cancelledAt),
    closed_at: order.closedAt === null ? null : shopTime(shop, order.closedAt),
    confirmation_number: order.confirmationNumber,
    confirmed: true,
    created_at: shopTime(shop, order.createdAt),
    currency: order.currency,
    customer_locale: order.locale,
    duties_included: false,
    estimated_taxes: false,
    financial_status: financialStatus(order),
    fulfillment_status: fulfillmentStatus(order),
    merchant_business_entity_id: Buffer.from(shop.id).toString("base64url"),
    name: order.name,
    note: order.note,
    note_attributes: [],
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${shop.domain}/${shop.id}/orders/${order.token}/authenticate`,
    payment_gateway_names: order.gateways,
    po_number: null,
    presentment_currency: order.presentmentCurrency,
    processed_at: shopTime(shop, order.processedAt),
    tags: order.tags.join(", "),
    tax_exempt: false,
    taxes_included: order.taxesIncluded,
    test: order.test,
    token: order.token,
    updated_at: shopTime(shop, order.updatedAt),
    user_id: null,
  };
}

function originFields(order: Order): JsonObject {
  return {
    app_id: null,
    browser_ip: null,
    cart_token: order.cartToken,
    checkout_token: null,
    client_details: null,
    device_id: null,
    landing_site: null,
    landing_site_ref: null,
    location_id: order.locationId === null ? null : BigInt(order.locationId),
    merchant_of_record_app_id: null,
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
  };
}

function amountFields(order: Order, amounts: OrderAmounts): JsonObject {
  const both = (name: string, bag: MoneyBag): JsonObject => ({
    [name]: shopAmount(bag, order),
    [`${name}_set`]: moneySet(bag, order),
  });
  return {
    ...both("current_subtotal_price", amounts.currentSubtotal),
    ...both("current_total_discounts", amounts.currentDiscounts),
    ...both("current_total_price", amounts.currentTotal),
    ...both("current_total_tax", amounts.currentTax),
    ...both("subtotal_price", amounts.subtotal),
    ...both("total_discounts", amounts.discounts),
    ...both("total_line_items_price", amounts.lineItems),
    ...both("total_price", amounts.total),
    ...both("total_tax", amounts.tax),
    current_shipping_price_set: moneySet(amounts.currentShipping, order),
    current_total_additional_fees_set: null,
    current_total_duties_set: null,
    discount_codes: discountCodes(order),
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    tax_lines: orderTaxLines(order).map((tax) => taxLine(tax, order)),
    total_cash_rounding_payment_adjustment_set: moneySet(zero, order),
    total_cash_rounding_refund_adjustment_set: moneySet(zero, order),
    total_outstanding: shopAmount(amounts.outstanding, order),
    total_shipping_price_set: moneySet(amounts.shipping, order),
    total_tip_received: shopAmount(tipOf(order), order),
    total_weight: order.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0),
  };
}

function buyerFields(shop: Shop, order: Order): JsonObject {
  const customer = order.customerId === null ? null : shop.customers.get(order.customerId);
  const address = customer?.address ?? null;
  const email = order.email ?? "";
  return {
    contact_email: email,
    email,
    phone: customer?.phone ?? null,
    customer: customer ? customerFields(shop, customer) : null,
    billing_address: address
      ? { ...addressFields(address), latitude: null, longitude: null }
      : null,
    shipping_address:
      address && order.shippingLines.length > 0
        ? { ...addressFields(address), latitude: null, longitude: null }
        : null,
  };
}

function discountCodes(order: Order): JsonObject[] {
  return order.discountApplications.flatMap((entry, index) => {
    if (entry.code === null) return [];
    const amount = addBags(
      ...[...order.lines, ...order.shippingLines].map((line) =>
        discountOf({
          allocations: line.allocations.filter((part) => part.applicationIndex === index),
        }),
      ),
    );
    const type = entry.targetType === "shipping_line" ? "shipping" : entry.valueType;
    return [{ code: entry.code, amount: shopAmount(amount, order), type }];
  });
}

function application(entry: Order["discountApplications"][number]): JsonObject {
  return {
    target_type: entry.targetType,
    type: entry.kind,
    value: entry.value,
    value_type: entry.valueType,
    allocation_method: entry.allocationMethod,
    target_selection: entry.targetSelection,
    ...(entry.code === null ? { title: entry.title } : { code: entry.code }),
  };
}

/** The taxes of all lines, those of the same name and rate added up. */
function orderTaxLines(order: Order): TaxLine[] {
  const sums = new Map<string, TaxLine>();
  for (const tax of [...order.lines, ...order.shippingLines].flatMap((line) => line.taxLines)) {
    const key = `${tax.title} ${tax.rate}`;
    const sum = sums.get(key);
    sums.set(key, { ...tax, amount: sum ? addBags(sum.amount, tax.amount) : tax.amount });
  }
  return [...sums.values()];
}
