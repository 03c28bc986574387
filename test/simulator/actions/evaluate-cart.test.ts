// Who may use a code, when, how often, from which subtotal on, and with which others.

import { beforeEach, describe, expect, it } from "vitest";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import {
  createDiscount,
  deactivateDiscount,
  describeDiscount,
  type DiscountDefaults,
} from "../../../simulator/actions/discounts.ts";
import { evaluateCart, type PricedLine } from "../../../simulator/actions/evaluate-cart.ts";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import type { Discount, DiscountItems } from "../../../simulator/model.ts";
import { quietWorld, type QuietWorld } from "../support/quiet-world.ts";

let world: QuietWorld;

beforeEach(() => {
  world = quietWorld();
});

function line(priceMinor: number, quantity = 1, change: Partial<PricedLine> = {}): PricedLine {
  return {
    variantId: null,
    productId: null,
    collectionIds: [],
    giftCard: false,
    priceMinor,
    quantity,
    ...change,
  };
}

function discount(input: Partial<DiscountDefaults> & { code: string }): Discount {
  const value = { kind: "amount" as const, amountMinor: 500, eachItem: false };
  return createDiscount(world, world.shop, describeDiscount(world, { value, ...input }));
}

function evaluate(lines: PricedLine[], codes: string[], customerId: string | null = null) {
  const cart = { lines, codes, customerId, email: null };
  return evaluateCart(world, world.shop, cart);
}

function reason(lines: PricedLine[], code: string, customerId: string | null = null): unknown {
  return evaluate(lines, [code], customerId).refused[0]?.reason;
}

describe("an amount off the order", () => {
  it("is spread over the lines in proportion and loses nothing", () => {
    discount({ code: "FIVE" });
    const result = evaluate([line(1000), line(2000), line(333)], ["five"]);
    expect(result.discountMinor).toBe(500);
    expect(result.lines.map((entry) => entry.finalMinor)).toEqual([850, 1700, 283]);
    expect(result.applied[0]?.amountMinor).toBe(500);
  });

  it("never exceeds the cart and never touches gift cards", () => {
    discount({ code: "FIVE" });
    expect(evaluate([line(300)], ["FIVE"]).totalMinor).toBe(0);
    expect(reason([line(2500, 1, { giftCard: true })], "FIVE")).toBe("no_entitled_items");
  });

  it("needs the minimum subtotal of the goods it applies to", () => {
    discount({ code: "FIVE", minimumSubtotalMinor: 2000 });
    expect(reason([line(1999)], "FIVE")).toBe("below_minimum");
    expect(reason([line(1000), line(5000, 1, { giftCard: true })], "FIVE")).toBe("below_minimum");
    expect(evaluate([line(1000, 2)], ["FIVE"]).discountMinor).toBe(500);
  });
});

describe("a percentage", () => {
  it("is taken off the goods and rounded once", () => {
    discount({ code: "TENTH", value: { kind: "percentage", fraction: "0.1" } });
    expect(evaluate([line(333), line(333)], ["TENTH"]).discountMinor).toBe(67);
  });
});

describe("a product discount", () => {
  it("applies to its own products, once per unit if so wanted", () => {
    const items: DiscountItems = {
      kind: "selected",
      productIds: ["1"],
      variantIds: [],
      collectionIds: [],
    };
    const value = { kind: "amount", amountMinor: 200, eachItem: true } as const;
    discount({ code: "MUG", items, value });
    const lines = [line(1000, 3, { productId: "1" }), line(1000, 1, { productId: "2" })];
    const result = evaluate(lines, ["MUG"]);
    expect(result.lines.map((entry) => entry.finalMinor)).toEqual([2400, 1000]);
    expect(result.applied[0]?.class).toBe("product");
    expect(reason([line(1000, 1, { productId: "3" })], "MUG")).toBe("no_entitled_items");
  });
});

describe("who may use a code", () => {
  it("is only the customer it was made for, signed in or by e-mail", () => {
    const mara = createCustomer(world, world.shop, { email: "mara@example.com" });
    const other = createCustomer(world, world.shop, { email: "other@example.com" });
    discount({ code: "MINE", buyers: { kind: "customers", customerIds: [mara.id] } });
    expect(reason([line(1000)], "MINE", other.id)).toBe("not_for_this_customer");
    expect(reason([line(1000)], "MINE")).toBe("not_for_this_customer");
    expect(evaluate([line(1000)], ["MINE"], mara.id).discountMinor).toBe(500);
    const guest = { lines: [line(1000)], codes: ["MINE"], customerId: null };
    const byEmail = evaluateCart(world, world.shop, { ...guest, email: "Mara@example.com" });
    expect(byEmail.discountMinor).toBe(500);
  });

  it("ends with the usage limit, even when the order is cancelled later", () => {
    discount({ code: "ONCE", usageLimit: 1 });
    placeOrder(world, world.shop, {
      lines: [{ title: "Mug", priceMinor: 1000, quantity: 1 }],
      discountCodes: ["ONCE"],
    });
    expect(reason([line(1000)], "ONCE")).toBe("used_up");
  });

  it("is each customer once when it says so", () => {
    const mara = createCustomer(world, world.shop, { email: "mara@example.com" });
    const other = createCustomer(world, world.shop, { email: "other@example.com" });
    discount({ code: "HELLO", appliesOncePerCustomer: true });
    placeOrder(world, world.shop, {
      customerId: mara.id,
      lines: [{ title: "Mug", priceMinor: 1000, quantity: 1 }],
      discountCodes: ["HELLO"],
    });
    expect(reason([line(1000)], "HELLO", mara.id)).toBe("once_per_customer");
    expect(evaluate([line(1000)], ["HELLO"], other.id).discountMinor).toBe(500);
  });

  it("waits for the start and stops at the end, to the moment", () => {
    discount({ code: "SOON", startsAt: "2026-06-01T10:00:01Z" });
    discount({ code: "GONE", endsAt: "2026-06-01T10:00:00Z" });
    expect(reason([line(1000)], "SOON")).toBe("not_started");
    expect(reason([line(1000)], "GONE")).toBe("expired");
    const off = discount({ code: "OFF" });
    deactivateDiscount(world, off);
    expect(reason([line(1000)], "OFF")).toBe("expired");
  });

  it("is nobody for a code that does not exist", () => {
    expect(reason([line(1000)], "NOPE")).toBe("unknown");
  });
});

describe("several codes", () => {
  const both = { order: true, product: true, shipping: false };

  it("combine only when each allows the other's class", () => {
    discount({ code: "A", combinesWith: both });
    discount({ code: "B" });
    const result = evaluate([line(2000)], ["A", "B"]);
    expect(result.discountMinor).toBe(500);
    expect(result.applied.map((entry) => entry.code)).toEqual(["A"]);
    expect(result.refused[0]).toMatchObject({ code: "B", reason: "does_not_combine" });
  });

  it("add up when they do", () => {
    discount({ code: "A", combinesWith: both });
    discount({ code: "B", combinesWith: both });
    expect(evaluate([line(2000)], ["A", "B"]).discountMinor).toBe(1000);
  });

  it("that do not combine leave the better one", () => {
    discount({ code: "SMALL" });
    const value = { kind: "amount", amountMinor: 900, eachItem: false } as const;
    discount({ code: "LARGE", value });
    const result = evaluate([line(2000)], ["SMALL", "LARGE"]);
    expect(result.applied.map((entry) => entry.code)).toEqual(["LARGE"]);
  });

  it("count once each, whatever their case", () => {
    discount({ code: "A" });
    expect(evaluate([line(2000)], ["a", "A", " a "]).discountMinor).toBe(500);
  });
});
