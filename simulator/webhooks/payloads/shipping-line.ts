// A shipping line as orders and refunds show it.

import { allocations } from "./line-item.ts";
import { moneySet, shopAmount, taxLine } from "./parts.ts";
import { shippingNet } from "../../actions/order-amounts.ts";
import type { Order, ShippingLine } from "../../model.ts";
import { subtractBags } from "../../money.ts";
import type { JsonObject } from "../json.ts";

export function shippingLine(order: Order, line: ShippingLine): JsonObject {
  const net = shippingNet(line);
  return {
    id: BigInt(line.id),
    carrier_identifier: null,
    code: line.title,
    current_discounted_price_set: moneySet(subtractBags(net, line.refunded), order),
    discounted_price: shopAmount(net, order),
    discounted_price_set: moneySet(net, order),
    is_removed: false,
    phone: null,
    price: shopAmount(line.price, order),
    price_set: moneySet(line.price, order),
    requested_fulfillment_service_id: null,
    source: "shopify",
    title: line.title,
    tax_lines: line.taxLines.map((tax) => taxLine(tax, order)),
    discount_allocations: allocations(order, line.allocations),
  };
}
