// Sending an order in parcels, as Shopify counts it, and filing orders away.

import { beforeEach, describe, expect, it } from "vitest";
import {
  displayFulfillmentStatus,
  displayStatus,
  fulfillableUnits,
  fulfillmentStatus,
} from "../../../simulator/actions/fulfillment-status.ts";
import {
  cancelFulfillment,
  fulfillOrder,
  reportShipment,
} from "../../../simulator/actions/fulfillments.ts";
import { editOrder } from "../../../simulator/actions/order-edit.ts";
import { closeOrder, reopenOrder } from "../../../simulator/actions/order-filing.ts";
import { payOrder } from "../../../simulator/actions/order-payments.ts";
import { refundOrder } from "../../../simulator/actions/order-refund.ts";
import {
  cancelOrder,
  placeOrder,
  type PlaceOrderInput,
} from "../../../simulator/actions/orders.ts";
import type { Order } from "../../../simulator/model.ts";
import { quietWorld, topicsOf, type QuietWorld } from "../support/quiet-world.ts";

let world: QuietWorld;

beforeEach(() => {
  world = quietWorld();
});

function place(input: Partial<PlaceOrderInput> = {}): Order {
  const order = placeOrder(world, world.shop, {
    lines: [
      { title: "Coffee", priceMinor: 1_000, quantity: 3 },
      { title: "Mug", priceMinor: 1_600, quantity: 1 },
    ],
    paid: true,
    ...input,
  });
  world.events.length = 0;
  return order;
}

const send = (order: Order, ...units: number[]) =>
  fulfillOrder(world, world.shop, order.id, {
    lines: units.flatMap((quantity, index) => {
      const lineId = order.lines[index]?.id ?? "";
      return quantity > 0 ? [{ lineId, quantity }] : [];
    }),
  });

const left = (order: Order) => order.lines.map((line) => fulfillableUnits(order, line));

describe("a fulfilment", () => {
  it("of some units leaves the order partly sent, the last one sends all of it", () => {
    const order = place();
    expect(fulfillmentStatus(order)).toBeNull();
    send(order, 2);
    expect([fulfillmentStatus(order), left(order)]).toEqual(["partial", [1, 1]]);
    expect(displayFulfillmentStatus(order)).toBe("PARTIALLY_FULFILLED");
    fulfillOrder(world, world.shop, order.id);
    expect([fulfillmentStatus(order), left(order)]).toEqual(["fulfilled", [0, 0]]);
    expect(topicsOf(world)).toEqual(["orders/updated", "orders/updated"]);
  });

  it("of more than is left, of nothing or of a tip is refused", () => {
    const order = place({ tipMinor: 200 });
    send(order, 2);
    expect(() => send(order, 2)).toThrow("than are left (1)");
    expect(() => send(order, 0, 0, 1)).toThrow("than are left (0)");
    fulfillOrder(world, world.shop, order.id);
    expect(() => fulfillOrder(world, world.shop, order.id)).toThrow("left to send");
  });

  it("can be delivered, which is a moment of its own", () => {
    const order = place();
    const parcel = send(order, 3, 1);
    expect([displayStatus(parcel), parcel.deliveredAt]).toEqual(["FULFILLED", null]);
    world.at = new Date("2026-06-04T09:30:00Z");
    reportShipment(world, world.shop, order.id, parcel.id, "in_transit");
    expect([displayStatus(parcel), parcel.deliveredAt]).toEqual(["IN_TRANSIT", null]);
    world.at = new Date("2026-06-05T09:30:00Z");
    reportShipment(world, world.shop, order.id, parcel.id, "delivered");
    expect([displayStatus(parcel), parcel.deliveredAt]).toEqual([
      "DELIVERED",
      "2026-06-05T09:30:00.000Z",
    ]);
    expect(order.updatedAt).toBe("2026-06-05T09:30:00.000Z");
    expect(topicsOf(world).at(-1)).toBe("orders/updated");
  });

  it("that is cancelled leaves its units to be sent again, and stays in the list", () => {
    const order = place();
    const parcel = send(order, 3, 1);
    cancelFulfillment(world, world.shop, order.id, parcel.id);
    expect([fulfillmentStatus(order), left(order)]).toEqual([null, [3, 1]]);
    expect(displayStatus(parcel)).toBe("CANCELED");
    const told = world.events.length;
    cancelFulfillment(world, world.shop, order.id, parcel.id);
    expect(world.events).toHaveLength(told);
    send(order, 3, 1);
    expect(order.fulfillments.map(({ status }) => status)).toEqual(["cancelled", "success"]);
  });

  it("is complete without the units that a refund cancelled or an edit removed", () => {
    const order = place();
    const [coffee, mug] = order.lines;
    if (!coffee || !mug) throw new Error("Two lines were ordered");
    refundOrder(world, world.shop, order.id, {
      lines: [{ lineId: coffee.id, quantity: 1, restockType: "cancel" }],
    });
    editOrder(world, world.shop, order.id, { quantities: [{ lineId: mug.id, quantity: 0 }] });
    expect(left(order)).toEqual([2, 0]);
    send(order, 2);
    expect(fulfillmentStatus(order)).toBe("fulfilled");
  });

  it("still sends units that were refunded without being restocked", () => {
    const order = place();
    refundOrder(world, world.shop, order.id, {
      lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }],
    });
    expect(left(order)).toEqual([3, 1]);
  });

  it("keeps an order from being cancelled, and its units from being edited away", () => {
    const order = place();
    const parcel = send(order, 1);
    const quantities = [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }];
    editOrder(world, world.shop, order.id, { quantities });
    expect(() =>
      editOrder(world, world.shop, order.id, {
        quantities: [{ lineId: order.lines[0]?.id ?? "", quantity: 0 }],
      }),
    ).toThrow("were sent");
    expect(() => cancelOrder(world, world.shop, order.id)).toThrow("cancel its fulfilments first");
    cancelFulfillment(world, world.shop, order.id, parcel.id);
    cancelOrder(world, world.shop, order.id);
    expect(() => fulfillOrder(world, world.shop, order.id)).toThrow("is cancelled");
  });

  it("is made at the till, where goods are handed over", () => {
    const order = place({ sourceName: "pos", shippingMinor: null });
    expect(fulfillmentStatus(order)).toBe("fulfilled");
  });
});

describe("an order is filed away", () => {
  it("once it is paid and sent, and taken out when a fulfilment is cancelled", () => {
    const order = place({ paid: false });
    const parcel = fulfillOrder(world, world.shop, order.id);
    expect(order.closedAt).toBeNull();
    payOrder(world, world.shop, order.id);
    expect(order.closedAt).toBe("2026-06-01T10:00:00.000Z");
    cancelFulfillment(world, world.shop, order.id, parcel.id);
    expect(order.closedAt).toBeNull();
  });

  it("by hand, and opened again; twice changes nothing", () => {
    const order = place();
    closeOrder(world, world.shop, order.id);
    closeOrder(world, world.shop, order.id);
    expect(order.closedAt).toBe("2026-06-01T10:00:00.000Z");
    reopenOrder(world, world.shop, order.id);
    reopenOrder(world, world.shop, order.id);
    expect(order.closedAt).toBeNull();
    expect(topicsOf(world)).toEqual(["orders/updated", "orders/updated"]);
  });

  it("when it is cancelled", () => {
    const order = place();
    cancelOrder(world, world.shop, order.id);
    expect(order.closedAt).toBe(order.cancelledAt);
  });
});
