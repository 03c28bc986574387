// Orders by Shopify's arithmetic: taxes in or out, edits, refunds, cancellations, other currencies.

import { beforeEach, describe, expect, it } from "vitest";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { editOrder } from "../../../simulator/actions/order-edit.ts";
import { financialStatus, orderAmounts } from "../../../simulator/actions/order-amounts.ts";
import { refundOrder } from "../../../simulator/actions/order-refund.ts";
import { payOrder } from "../../../simulator/actions/order-payments.ts";
import {
  cancelOrder,
  placeOrder,
  setCustomer,
  type PlaceOrderInput,
} from "../../../simulator/actions/orders.ts";
import type { Order } from "../../../simulator/model.ts";
import { quietWorld, topicsOf, type QuietWorld } from "../support/quiet-world.ts";

let world: QuietWorld;

beforeEach(() => {
  world = quietWorld();
});

function place(input: Partial<PlaceOrderInput> = {}): Order {
  return placeOrder(world, world.shop, {
    lines: [{ title: "Coffee", priceMinor: 10_000, quantity: 2 }],
    paid: true,
    ...input,
  });
}

function firstLine(order: Order): Order["lines"][number] {
  const [line] = order.lines;
  if (!line) throw new Error("The order has no line");
  return line;
}

const shopMinor = (order: Order) => {
  const amounts = orderAmounts(order);
  return Object.fromEntries(Object.entries(amounts).map(([name, bag]) => [name, bag.shop]));
};

describe("placing an order", () => {
  it("takes taxes out of prices that include them", () => {
    const order = place({ taxRate: "0.25", shippingMinor: 500 });
    expect(shopMinor(order)).toMatchObject({ subtotal: 20_000, tax: 4_100, total: 20_500 });
  });

  it("adds taxes to prices that do not", () => {
    const order = place({ taxesIncluded: false, taxRate: "0.13", shippingMinor: 500 });
    expect(shopMinor(order)).toMatchObject({ subtotal: 20_000, tax: 2_665, total: 23_165 });
  });

  it("spreads an order discount over its lines and keeps line discounts on theirs", () => {
    const order = place({
      lines: [
        { title: "A", priceMinor: 1000, quantity: 1, discountMinor: 100 },
        { title: "B", priceMinor: 2000, quantity: 1 },
      ],
      orderDiscountMinor: 290,
    });
    const perLine = order.lines.map((line) => line.allocations.map((part) => part.amount.shop));
    expect(perLine).toEqual([[100, 90], [200]]);
    expect(order.discountApplications.map((entry) => entry.class)).toEqual(["product", "order"]);
  });

  it("tells of the order and of its payment in one go", () => {
    place();
    expect(topicsOf(world)).toEqual(["orders/create", "orders/paid", "orders/updated"]);
  });

  it("is refused for impossible lines", () => {
    expect(() => place({ lines: [] })).toThrow("at least one line");
    expect(() => place({ lines: [{ priceMinor: 1, quantity: 0 }] })).toThrow("1 or more");
    expect(() => place({ lines: [{ priceMinor: -1, quantity: 1 }] })).toThrow("0 or more");
    expect(() => place({ discountCodes: ["NOPE"] })).toThrow("not valid");
  });
});

describe("paying", () => {
  it("in parts makes the order paid with the last one", () => {
    const order = place({ paid: false });
    payOrder(world, world.shop, order.id, { amountMinor: 5_000 });
    expect(financialStatus(order)).toBe("partially_paid");
    expect(topicsOf(world)).not.toContain("orders/paid");
    payOrder(world, world.shop, order.id);
    expect(financialStatus(order)).toBe("paid");
    expect(topicsOf(world)).toContain("orders/paid");
    expect(() => payOrder(world, world.shop, order.id)).toThrow("paid already");
  });

  it("settles an order that costs nothing", () => {
    const order = place({ lines: [{ title: "Sample", priceMinor: 0, quantity: 1 }] });
    expect(financialStatus(order)).toBe("paid");
  });
});

describe("an edit", () => {
  it("from two units to one changes what is current, not what was ordered", () => {
    const order = place({ taxesIncluded: false, taxRate: "0.13", shippingMinor: null });
    const line = firstLine(order);
    editOrder(world, world.shop, order.id, { quantities: [{ lineId: line.id, quantity: 1 }] });
    expect(firstLine(order)).toMatchObject({ quantity: 2, currentQuantity: 1 });
    expect(shopMinor(order)).toMatchObject({
      subtotal: 20_000,
      currentSubtotal: 10_000,
      tax: 2_600,
      currentTax: 1_300,
    });
  });

  it("adds lines that are owed, and tells its deltas only", () => {
    const order = place({ shippingMinor: null });
    const edit = editOrder(world, world.shop, order.id, {
      additions: [{ title: "Mug", priceMinor: 1_600, quantity: 1 }],
    });
    expect(edit.additions).toHaveLength(1);
    expect(order.lines[1]).toMatchObject({ addedByEdit: true });
    expect(financialStatus(order)).toBe("partially_paid");
    expect(topicsOf(world).slice(-2)).toEqual(["orders/edited", "orders/updated"]);
  });

  it("is refused once everything is refunded, and leaves the order as it was", () => {
    const order = place();
    const line = firstLine(order);
    const change = { quantities: [{ lineId: line.id, quantity: -1 }] };
    expect(() => editOrder(world, world.shop, order.id, change)).toThrow("0 or more");
    expect(firstLine(order).currentQuantity).toBe(2);
    refundOrder(world, world.shop, order.id, { lines: [{ lineId: line.id, quantity: 2 }] });
    const late = { quantities: [{ lineId: line.id, quantity: 1 }] };
    expect(() => editOrder(world, world.shop, order.id, late)).toThrow("fully refunded");
  });
});

describe("a refund", () => {
  it("of units gives back their share after discounts and never loses a unit of money", () => {
    const order = place({
      lines: [{ title: "Coffee", priceMinor: 1_000, quantity: 3 }],
      orderDiscountMinor: 100,
      shippingMinor: null,
    });
    const line = firstLine(order);
    const give = () =>
      refundOrder(world, world.shop, order.id, { lines: [{ lineId: line.id, quantity: 1 }] });
    const refunds = [give(), give(), give()].map((refund) => refund.lines[0]?.subtotal.shop ?? 0);
    expect(refunds.reduce((sum, part) => sum + part, 0)).toBe(2_900);
    expect(financialStatus(order)).toBe("refunded");
  });

  it("of shipping alone is an adjustment, as Shopify writes it", () => {
    const order = place({ shippingMinor: 2_500 });
    const refund = refundOrder(world, world.shop, order.id, { shippingMinor: 1_500 });
    expect(refund.adjustments[0]).toMatchObject({
      kind: "shipping_refund",
      amount: { shop: -1_500 },
    });
    expect(shopMinor(order)).toMatchObject({ shipping: 2_500, currentShipping: 1_000 });
  });

  it("of an amount that names no line lowers the total and no line", () => {
    const order = place({ shippingMinor: null });
    refundOrder(world, world.shop, order.id, { amountMinor: 1_234 });
    expect(shopMinor(order)).toMatchObject({
      currentSubtotal: 20_000,
      currentTotal: 18_766,
      outstanding: 0,
    });
    expect(financialStatus(order)).toBe("partially_refunded");
  });

  it("beyond the units, the shipping or the money is refused and changes nothing", () => {
    const order = place({ shippingMinor: 500 });
    const line = firstLine(order);
    const before = structuredClone(order);
    const refuse = (input: Parameters<typeof refundOrder>[3], why: string) =>
      expect(() => refundOrder(world, world.shop, order.id, input)).toThrow(why);
    refuse({ lines: [{ lineId: line.id, quantity: 3 }] }, "more items");
    refuse({ shippingMinor: 501 }, "no more than the shipping");
    refuse({ lines: [{ lineId: line.id, quantity: 2 }], amountMinor: 501 }, "more than what was");
    expect(order).toEqual(before);
  });

  it("moves money at a rate of its own while its lines keep the order's", () => {
    const order = place({
      lines: [{ title: "Coffee", priceMinor: 1_350, quantity: 1 }],
      presentmentCurrency: "USD",
      exchangeRate: "0.666667",
      shippingMinor: null,
      paid: false,
    });
    payOrder(world, world.shop, order.id, { exchangeRate: "0.704777" });
    expect(order.transactions[0]?.amount).toEqual({ shop: 1_277, presentment: 900 });
    const refund = refundOrder(world, world.shop, order.id, {
      lines: [{ lineId: firstLine(order).id, quantity: 1 }],
      exchangeRate: "0.704225",
    });
    expect(refund.lines[0]?.subtotal).toEqual({ shop: 1_350, presentment: 900 });
    expect(refund.transactions[0]?.amount).toEqual({ shop: 1_278, presentment: 900 });
  });
});

describe("cancelling", () => {
  it("a paid order refunds all of it and leaves nothing current", () => {
    const order = place({ shippingMinor: 500 });
    cancelOrder(world, world.shop, order.id, { reason: "inventory" });
    expect(financialStatus(order)).toBe("refunded");
    expect(shopMinor(order)).toMatchObject({ currentTotal: 0, currentSubtotal: 0 });
    expect(topicsOf(world).slice(-3)).toEqual([
      "refunds/create",
      "orders/cancelled",
      "orders/updated",
    ]);
  });

  it("an unpaid order voids it without moving money", () => {
    const order = place({ paid: false });
    cancelOrder(world, world.shop, order.id);
    expect(financialStatus(order)).toBe("voided");
    expect(order.refunds[0]?.transactions).toEqual([]);
  });
});

describe("a guest order", () => {
  it("finds its customer later", () => {
    const order = place({ email: "guest@example.com" });
    expect(order.customerId).toBeNull();
    const customer = createCustomer(world, world.shop, { email: "guest@example.com" });
    setCustomer(world, world.shop, order.id, customer.id);
    expect(order.customerId).toBe(customer.id);
    expect(topicsOf(world).at(-1)).toBe("orders/updated");
  });
});
