// Plays a planned year through the shop's own rules, each step at its moment, so that every webhook
// is the one Shopify would have sent.

import type { Afterwards } from "./plan-afterwards.ts";
import { planYear, type PlannedOrder } from "./plan-year.ts";
import { createRandom } from "./random.ts";
import { fulfillableUnits } from "../actions/fulfillment-status.ts";
import { fulfillOrder, reportShipment } from "../actions/fulfillments.ts";
import { editOrder } from "../actions/order-edit.ts";
import { orderAmounts } from "../actions/order-amounts.ts";
import { refundOrder } from "../actions/order-refund.ts";
import { cancelOrder, placeOrder, setCustomer } from "../actions/orders.ts";
import type { Order, Shop } from "../model.ts";
import { worldAt, type World } from "../world.ts";

const dayMs = 24 * 3600 * 1000;

export type SeedOptions = { orders: number; seed: number; until: Date };

export type Step = { at: Date; play(): void };

/** One step at a time: the caller decides how fast, and sees how far it is. */
export function planSeed(world: World, shop: Shop, options: SeedOptions): Step[] {
  const { until } = options;
  const planned = planYear(shop, createRandom(options.seed), options.orders, until);
  return planned
    .flatMap((entry) => stepsOf(world, shop, entry))
    .filter((step) => step.at.getTime() < until.getTime())
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function stepsOf(world: World, shop: Shop, planned: PlannedOrder): Step[] {
  let order: Order | null = null;
  const place: Step = {
    at: planned.at,
    play() {
      order = placeOrder(worldAt(world, planned.at), shop, planned.order);
    },
  };
  const later = planned.afterwards.map((afterwards): Step => {
    const at = new Date(planned.at.getTime() + afterwards.afterDays * dayMs);
    return {
      at,
      play() {
        if (order) happen(worldAt(world, at), shop, order, afterwards);
      },
    };
  });
  return [place, ...later];
}

function happen(world: World, shop: Shop, order: Order, afterwards: Afterwards): void {
  const line = order.lines[0];
  if (!line) return;
  switch (afterwards.kind) {
    case "refund_line":
      refundOrder(world, shop, order.id, {
        lines: [{ lineId: line.id, quantity: 1, restockType: "return" }],
        ...(afterwards.asStoreCredit ? { storeCreditMinor: "all" } : {}),
      });
      return;
    case "refund_all":
      refundOrder(world, shop, order.id, {
        lines: order.lines.map((entry) => ({ lineId: entry.id, quantity: entry.quantity })),
        shippingMinor: orderAmounts(order).shipping.shop,
      });
      return;
    case "refund_amount":
      refundOrder(world, shop, order.id, { amountMinor: afterwards.amountMinor });
      return;
    case "cancel":
      cancelOrder(world, shop, order.id, { reason: "customer" });
      return;
    case "remove_unit":
      editOrder(world, shop, order.id, {
        quantities: [{ lineId: line.id, quantity: line.quantity - 1 }],
      });
      return;
    case "add_item":
      editOrder(world, shop, order.id, {
        additions: [{ variantId: afterwards.variantId, quantity: 1 }],
      });
      return;
    case "find_customer":
      setCustomer(world, shop, order.id, afterwards.customerId);
      return;
    case "send":
      if (isLeftToSend(order)) fulfillOrder(world, shop, order.id);
      return;
    case "deliver":
      for (const { id } of order.fulfillments) {
        reportShipment(world, shop, order.id, id, "delivered");
      }
  }
}

function isLeftToSend(order: Order): boolean {
  return (
    order.cancelledAt === null && order.lines.some((line) => fulfillableUnits(order, line) > 0)
  );
}
