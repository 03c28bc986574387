// Sending an order in parcels, what the carrier tells of them, and taking one back.

import { requireOrder } from "./find-order.ts";
import { fulfillableUnits } from "./fulfillment-status.ts";
import { closeWhenDone, reopenWhenUndone } from "./order-filing.ts";
import type { Fulfillment, Order, ShipmentStatus, Shop } from "../model.ts";
import { iso, newId, refuse, takeId, type World } from "../world.ts";

export type FulfillInput = {
  id?: string;
  /** Units of single lines; everything that is left when it is not given. */
  lines?: { lineId: string; quantity: number }[];
};

export function fulfillOrder(
  world: World,
  shop: Shop,
  id: string,
  input: FulfillInput = {},
): Fulfillment {
  const order = requireOrder(shop, id);
  if (order.cancelledAt !== null) refuse(`Order ${order.name} is cancelled`);
  const fulfillment = recordFulfillment(world, order, input);
  closeWhenDone(world, order);
  world.emit(shop, { topic: "orders/updated", order });
  return fulfillment;
}

/** Notes what is sent, without telling anybody. */
export function recordFulfillment(world: World, order: Order, input: FulfillInput): Fulfillment {
  const wanted = input.lines ?? everythingLeft(order);
  if (wanted.length === 0) refuse(`Nothing of order ${order.name} is left to send`);
  for (const { lineId, quantity } of wanted) checkUnits(order, lineId, quantity, wanted);
  const now = iso(world);
  const number = order.fulfillments.length + 1;
  const tracking = `SIM${order.number}${String(number).padStart(3, "0")}`;
  const fulfillment: Fulfillment = {
    id: takeId(world, input.id),
    number,
    status: "success",
    shipmentStatus: null,
    deliveredAt: null,
    createdAt: now,
    updatedAt: now,
    tracking: {
      company: "Parcel Post",
      number: tracking,
      url: `https://parcel.example/track/${tracking}`,
    },
    lines: wanted.map((line) => ({ ...line, id: newId(world) })),
  };
  order.fulfillments.push(fulfillment);
  order.updatedAt = now;
  return fulfillment;
}

/**
 * What the carrier says. That it changes the order's `updated_at` and so sends `orders/updated` is
 * what the simulator assumes: Shopify documents it for fulfilments only.
 */
export function reportShipment(
  world: World,
  shop: Shop,
  id: string,
  fulfillmentId: string,
  status: ShipmentStatus,
): Fulfillment {
  const order = requireOrder(shop, id);
  const fulfillment = requireFulfillment(order, fulfillmentId);
  fulfillment.shipmentStatus = status;
  fulfillment.updatedAt = iso(world);
  if (status === "delivered") fulfillment.deliveredAt = fulfillment.updatedAt;
  order.updatedAt = fulfillment.updatedAt;
  world.emit(shop, { topic: "orders/updated", order });
  return fulfillment;
}

/** Its units may be sent again. Shopify allows it even after delivery, and twice. */
export function cancelFulfillment(
  world: World,
  shop: Shop,
  id: string,
  fulfillmentId: string,
): Fulfillment {
  const order = requireOrder(shop, id);
  const fulfillment = requireFulfillment(order, fulfillmentId);
  if (fulfillment.status === "cancelled") return fulfillment;
  fulfillment.status = "cancelled";
  fulfillment.updatedAt = iso(world);
  order.updatedAt = fulfillment.updatedAt;
  reopenWhenUndone(order);
  world.emit(shop, { topic: "orders/updated", order });
  return fulfillment;
}

function requireFulfillment(order: Order, id: string): Fulfillment {
  const found = order.fulfillments.find((entry) => entry.id === id);
  return found ?? refuse(`Order ${order.name} has no fulfilment ${id}`);
}

function everythingLeft(order: Order): { lineId: string; quantity: number }[] {
  return order.lines.flatMap((line) => {
    const quantity = fulfillableUnits(order, line);
    return quantity > 0 ? [{ lineId: line.id, quantity }] : [];
  });
}

function checkUnits(
  order: Order,
  lineId: string,
  quantity: number,
  wanted: { lineId: string; quantity: number }[],
): void {
  const line = order.lines.find((candidate) => candidate.id === lineId);
  if (!line) refuse(`Order ${order.name} has no line ${lineId}`);
  if (!Number.isSafeInteger(quantity) || quantity < 1) refuse("A quantity is 1 or more");
  const sum = wanted
    .filter((entry) => entry.lineId === lineId)
    .reduce((total, entry) => total + entry.quantity, 0);
  const left = fulfillableUnits(order, line);
  if (sum > left) refuse(`No more units of ${line.title} can be sent than are left (${left})`);
}
