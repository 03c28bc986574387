// Paying by several means, setting aside and taking later, and giving back by way of store credit.

import { beforeEach, describe, expect, it } from "vitest";
import { financialStatus, orderAmounts } from "../../../simulator/actions/order-amounts.ts";
import {
  capturePayment,
  payOrder,
  voidPayment,
  type PayInput,
} from "../../../simulator/actions/order-payments.ts";
import { refundOrder } from "../../../simulator/actions/order-refund.ts";
import {
  cancelOrder,
  placeOrder,
  type PlaceOrderInput,
} from "../../../simulator/actions/orders.ts";
import type { Order, Transaction } from "../../../simulator/model.ts";
import { quietWorld, topicsOf, type QuietWorld } from "../support/quiet-world.ts";

let world: QuietWorld;

beforeEach(() => {
  world = quietWorld();
});

const place = (input: Partial<PlaceOrderInput> = {}) =>
  placeOrder(world, world.shop, {
    lines: [{ title: "Coffee", priceMinor: 2_500, quantity: 4 }],
    ...input,
  });

const withCard = (amountMinor: number): PayInput[] => [
  { gateway: "gift_card", amountMinor },
  { gateway: "shopify_payments" },
];

const brief = ({ kind, gateway, amount }: Transaction) => [kind, gateway, amount.shop];
const paidTimes = () => topicsOf(world).filter((topic) => topic === "orders/paid").length;
const firstLine = (order: Order) => order.lines[0]?.id ?? "";

describe("an order", () => {
  it("is paid by several means in one checkout", () => {
    const order = place({ payments: withCard(3_000) });
    expect(order.transactions.map(brief)).toEqual([
      ["sale", "gift_card", 3_000],
      ["sale", "shopify_payments", 7_000],
    ]);
    expect(order.gateways).toEqual(["gift_card", "shopify_payments"]);
    expect(financialStatus(order)).toBe("paid");
    expect(topicsOf(world)).toEqual(["orders/create", "orders/paid", "orders/updated"]);
  });

  it("is paid wholly with a gift card, or with store credit", () => {
    for (const gateway of ["gift_card", "shopify_store_credit"]) {
      const order = place({ payments: [{ gateway }] });
      expect([financialStatus(order), order.gateways]).toEqual(["paid", [gateway]]);
    }
  });

  it("whose gift card is enough is paid with nothing else", () => {
    const order = place({ payments: withCard(10_000) });
    expect(order.transactions.map(brief)).toEqual([["sale", "gift_card", 10_000]]);
  });

  it("is not placed at all when its payments are too much", () => {
    expect(() => place({ payments: [{ amountMinor: 10_001 }] })).toThrow("outstanding");
    expect(world.shop.orders.size).toBe(0);
    expect(world.events).toEqual([]);
  });

  it("is authorised first and paid when that is captured", () => {
    const order = place({ payments: [{ authorize: true }] });
    expect(financialStatus(order)).toBe("authorized");
    expect(() => payOrder(world, world.shop, order.id)).toThrow("paid already");
    expect(paidTimes()).toBe(0);
    capturePayment(world, world.shop, order.id);
    expect(financialStatus(order)).toBe("paid");
    expect(order.transactions.map(brief)).toEqual([
      ["authorization", "shopify_payments", 10_000],
      ["capture", "shopify_payments", 10_000],
    ]);
    expect(order.transactions[1]?.parentId).toBe(order.transactions[0]?.id);
    expect(paidTimes()).toBe(1);
    expect(() => capturePayment(world, world.shop, order.id)).toThrow("Nothing is set aside");
  });

  it("of which a part is captured is partially paid", () => {
    const order = place({ payments: [{ authorize: true }] });
    expect(() => capturePayment(world, world.shop, order.id, { amountMinor: 10_001 })).toThrow(
      "no more than",
    );
    capturePayment(world, world.shop, order.id, { amountMinor: 4_000 });
    expect(financialStatus(order)).toBe("partially_paid");
    payOrder(world, world.shop, order.id, { gateway: "manual" });
    expect(financialStatus(order)).toBe("paid");
    expect(paidTimes()).toBe(1);
  });

  it("whose authorisation is let go is void", () => {
    const order = place({ payments: [{ authorize: true }] });
    voidPayment(world, world.shop, order.id);
    expect(financialStatus(order)).toBe("voided");
    expect(() => voidPayment(world, world.shop, order.id)).toThrow("Nothing is set aside");
  });

  it("that is cancelled lets go of what was set aside, and gives back nothing", () => {
    const order = place({ payments: [{ authorize: true }] });
    cancelOrder(world, world.shop, order.id);
    expect(order.transactions.map(({ kind }) => kind)).toEqual(["authorization", "void"]);
    expect([financialStatus(order), orderAmounts(order).refunded.shop]).toEqual(["voided", 0]);
  });

  it("with a tip counts it in its total, not in its subtotal", () => {
    const order = place({ tipMinor: 500, paid: true });
    const { subtotal, total } = orderAmounts(order);
    expect([subtotal.shop, total.shop]).toEqual([10_000, 10_500]);
    expect(order.lines.at(-1)).toMatchObject({ title: "Tip", tip: true, productId: null });
    cancelOrder(world, world.shop, order.id);
    expect(orderAmounts(order)).toMatchObject({
      currentTotal: { shop: 0 },
      refunded: { shop: 10_500 },
    });
  });
});

describe("a refund", () => {
  it("goes back to the card before the gift card", () => {
    const order = place({ payments: withCard(3_000) });
    refundOrder(world, world.shop, order.id, {
      lines: [{ lineId: firstLine(order), quantity: 2 }],
    });
    refundOrder(world, world.shop, order.id, {
      lines: [{ lineId: firstLine(order), quantity: 2 }],
    });
    expect(order.refunds.map(({ transactions }) => transactions.map(brief))).toEqual([
      [["refund", "shopify_payments", 5_000]],
      [
        ["refund", "shopify_payments", 2_000],
        ["refund", "gift_card", 3_000],
      ],
    ]);
    expect(financialStatus(order)).toBe("refunded");
  });

  it("is paid out as store credit, wholly or in part", () => {
    const order = place({ paid: true });
    const lines = [{ lineId: firstLine(order), quantity: 1 }];
    const whole = refundOrder(world, world.shop, order.id, { lines, storeCreditMinor: "all" });
    expect(whole.transactions.map(brief)).toEqual([["refund", "shopify_store_credit", 2_500]]);
    expect(whole.transactions[0]?.parentId).toBeNull();
    const part = refundOrder(world, world.shop, order.id, { lines, storeCreditMinor: 500 });
    expect(part.transactions.map(brief)).toEqual([
      ["refund", "shopify_store_credit", 500],
      ["refund", "shopify_payments", 2_000],
    ]);
    expect(() =>
      refundOrder(world, world.shop, order.id, { lines, storeCreditMinor: 2_501 }),
    ).toThrow("no more than what is refunded");
    expect(orderAmounts(order).refunded.shop).toBe(5_000);
  });

  it("of a cancellation can be store credit as well", () => {
    const order = place({ paid: true });
    cancelOrder(world, world.shop, order.id, { storeCredit: true });
    expect(order.refunds[0]?.transactions.map(brief)).toEqual([
      ["refund", "shopify_store_credit", 10_000],
    ]);
  });

  it("takes back what was captured", () => {
    const order = place({ payments: [{ authorize: true }] });
    capturePayment(world, world.shop, order.id, { amountMinor: 6_000 });
    refundOrder(world, world.shop, order.id, { amountMinor: 1_000 });
    expect(order.refunds[0]?.transactions[0]?.parentId).toBe(order.transactions[1]?.id);
  });
});
