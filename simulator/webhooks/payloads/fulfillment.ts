// A fulfilment inside an order's payload.

import { lineItem } from "./line-item.ts";
import { shopTime } from "./parts.ts";
import type { Fulfillment, Order, Shop } from "../../model.ts";
import { gid } from "../../world.ts";
import type { JsonObject } from "../json.ts";

export function fulfillment(shop: Shop, order: Order, entry: Fulfillment): JsonObject {
  const { company, number, url } = entry.tracking;
  return {
    id: BigInt(entry.id),
    admin_graphql_api_id: gid("Fulfillment", entry.id),
    created_at: shopTime(shop, entry.createdAt),
    location_id: BigInt(shop.locationId),
    name: `${order.name}.${entry.number}`,
    order_id: BigInt(order.id),
    origin_address: {},
    receipt: {},
    service: "manual",
    shipment_status: entry.shipmentStatus,
    status: entry.status,
    tracking_company: company,
    tracking_number: number,
    tracking_numbers: [number],
    tracking_url: url,
    tracking_urls: [url],
    updated_at: shopTime(shop, entry.updatedAt),
    line_items: entry.lines.flatMap(({ lineId, quantity }) => {
      const line = order.lines.find((candidate) => candidate.id === lineId);
      // Here the quantity is that of the parcel.
      return line ? [{ ...lineItem(order, line), quantity }] : [];
    }),
  };
}
