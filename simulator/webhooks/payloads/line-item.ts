// A line of an order as webhooks show it; refunds repeat it.

import { moneySet, shopAmount, taxLine } from "./parts.ts";
import { fulfillableUnits, lineStatus } from "../../actions/fulfillment-status.ts";
import type { DiscountAllocation, Order, OrderLine } from "../../model.ts";
import { zero } from "../../money.ts";
import { gid } from "../../world.ts";
import type { JsonObject } from "../json.ts";

export function lineItem(order: Order, line: OrderLine): JsonObject {
  return {
    id: BigInt(line.id),
    admin_graphql_api_id: gid("LineItem", line.id),
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: fulfillableUnits(order, line),
    fulfillment_service: line.giftCard ? "gift_card" : "manual",
    fulfillment_status: lineStatus(order, line),
    gift_card: line.giftCard,
    grams: line.grams,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    price: shopAmount(line.price, order),
    price_set: moneySet(line.price, order),
    product_exists: line.productId !== null,
    product_id: line.productId === null ? null : BigInt(line.productId),
    properties: [],
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku ?? "",
    taxable: line.taxable,
    title: line.title,
    // Discounts from codes and applications stand in discount_allocations alone.
    total_discount: shopAmount(zero, order),
    total_discount_set: moneySet(zero, order),
    variant_id: line.variantId === null ? null : BigInt(line.variantId),
    variant_inventory_management: null,
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: line.taxLines.map((tax) => taxLine(tax, order)),
    duties: [],
    discount_allocations: allocations(order, line.allocations),
    ...(line.tip ? tipFields(order) : {}),
  };
}

/** Present on tips only: how they were paid. */
function tipFields(order: Order): JsonObject {
  const gateway = order.gateways[0] ?? null;
  return { tip_payment_gateway: gateway, tip_payment_method: gateway };
}

export function allocations(order: Order, list: DiscountAllocation[]): JsonObject[] {
  return list.map((allocation) => ({
    amount: shopAmount(allocation.amount, order),
    amount_set: moneySet(allocation.amount, order),
    discount_application_index: allocation.applicationIndex,
  }));
}
