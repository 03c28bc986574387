// Filing orders away and taking them out again. It changes nothing about what was sold.

import { requireOrder } from "./find-order.ts";
import { fulfillmentStatus } from "./fulfillment-status.ts";
import { orderAmounts } from "./order-amounts.ts";
import type { Order, Shop } from "../model.ts";
import { iso, type World } from "../world.ts";

/** An order that is closed already stays as it is. */
export function closeOrder(world: World, shop: Shop, id: string): Order {
  return file(world, shop, requireOrder(shop, id), iso(world));
}

/** An order that is open already stays as it is. */
export function reopenOrder(world: World, shop: Shop, id: string): Order {
  return file(world, shop, requireOrder(shop, id), null);
}

/** Shopify files an order away by itself once it is paid and sent. */
export function closeWhenDone(world: World, order: Order): void {
  const isPaid = orderAmounts(order).outstanding.presentment <= 0 && order.transactions.length > 0;
  if (isPaid && fulfillmentStatus(order) === "fulfilled") order.closedAt ??= iso(world);
}

/** And takes it out again when a fulfilment is cancelled. */
export function reopenWhenUndone(order: Order): void {
  if (order.cancelledAt === null && fulfillmentStatus(order) !== "fulfilled") order.closedAt = null;
}

function file(world: World, shop: Shop, order: Order, closedAt: string | null): Order {
  if ((order.closedAt === null) === (closedAt === null)) return order;
  order.closedAt = closedAt;
  order.updatedAt = iso(world);
  world.emit(shop, { topic: "orders/updated", order });
  return order;
}
