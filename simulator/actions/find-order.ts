// Finding orders.

import type { Order, Shop } from "../model.ts";
import { refuse } from "../world.ts";

export function requireOrder(shop: Shop, id: string): Order {
  return shop.orders.get(id) ?? refuse(`No order ${id} in ${shop.domain}`);
}

export function ordersOf(shop: Shop, customerId: string): Order[] {
  return [...shop.orders.values()].filter((order) => order.customerId === customerId);
}
