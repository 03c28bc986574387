// Tiers, rules and campaigns beside the base rate: to whom and to what they apply, and what each
// gives.
import { describe, expect, test } from "vitest";
import {
  GOLD,
  earned,
  gold,
  perItem,
  perOrder,
  perUnit,
  points,
  rule,
  terms,
  times,
  worth,
} from "../../support/earning.ts";
import type { Circumstances } from "../../support/earning.ts";
import { ORDER_ID, line, orderSeen, shipping } from "../../support/order-builder.ts";

describe("a tier", () => {
  test("multiplies base points of its members", () => {
    expect(points(GOLD, [line()], gold)).toBe(60n);
  });

  test("gives nothing to members of no tier, or of another", () => {
    expect(points(GOLD)).toBe(40n);
    expect(points(GOLD, [line()], { tierId: "silver" })).toBe(40n);
  });
});

describe("a rule for some products", () => {
  const lines = [
    line({ id: "1", price: "10.00", productId: "11", variantId: "111" }),
    line({ id: "2", price: "5.00", productId: "12", variantId: "121" }),
    line({ id: "3", price: "2.00", productId: null, variantId: null }),
  ];
  const facts = (productId: string, tags: string[], collectionIds: string[]) => ({
    products: [{ productId, askedAt: 1, tags, collectionIds, gap: null }],
    buyer: null,
    payments: [],
  });
  const asked = (products: object) => terms({ rules: [rule({ conditions: { products } })] });
  const seen = orderSeen({ lines });

  test.each([
    ["product", { productIds: ["11"] }],
    ["variant", { variantIds: ["111"] }],
    ["any of several", { productIds: ["99"], variantIds: ["111"] }],
  ])("works on lines of the named %s", (_name, products) => {
    expect(worth(asked(products), [seen])).toBe(27n);
  });

  test.each([
    ["tag, in whatever case", { tags: ["SALE"] }, facts("12", ["sale"], [])],
    ["collection", { collectionIds: ["500"] }, facts("12", [], ["500"])],
  ])("works on lines of the named %s", (_name, products, known) => {
    const told = { type: "facts_seen", orderId: ORDER_ID, facts: known } as const;
    expect(worth(asked(products), [seen, told])).toBe(22n);
  });

  test("works on no line whose product cannot be known", () => {
    expect(worth(asked({ tags: ["sale"] }), [seen])).toBe(17n);
  });

  test("leaves out excluded products", () => {
    const conditions = { excludedProducts: { productIds: ["11"] } };
    expect(points({ rules: [rule({ conditions })] }, lines)).toBe(24n);
  });

  test("that no line sells does not apply", () => {
    const document = terms({ rules: [rule({ conditions: { products: { productIds: ["99"] } } })] });
    expect(earned(document, [seen]).snapshot.extras).toEqual([]);
  });
});

describe("conditions on the whole order", () => {
  const buyer = { askedAt: 1, tags: ["vip"], segmentIds: ["77"], gap: null };
  const facts = {
    type: "facts_seen",
    orderId: ORDER_ID,
    facts: { products: [], buyer, payments: [] },
  } as const;
  const under = (conditions: object, source: string | null = "web", given: Circumstances = {}) =>
    worth(
      terms({ rules: [rule({ conditions })] }),
      [orderSeen({ sourceName: source }), facts],
      given,
    );

  test.each([
    ["web", "online", 80n],
    ["580111", "online", 80n],
    ["3890849", "online", 80n],
    ["pos", "online", 40n],
    ["pos", "pos", 80n],
    ["shopify_draft_order", "other", 80n],
    [null, "other", 80n],
    [null, "online", 40n],
  ])("an order from %s is of the channel %s or not", (source, channel, expected) => {
    expect(under({ channels: [channel] }, source)).toBe(expected);
  });

  test("a tier may be asked for", () => {
    expect(under({ tiers: ["gold"] }, "web", gold)).toBe(80n);
    expect(under({ tiers: ["gold"] })).toBe(40n);
  });

  test.each([
    ["a customer's tag, in whatever case", { customerTags: ["VIP", "staff"] }, 80n],
    ["a tag that the customer has not", { customerTags: ["staff"] }, 40n],
    ["a customer's segment", { segmentIds: ["77"] }, 80n],
    ["a segment that the customer is not in", { segmentIds: ["78"] }, 40n],
  ])("%s decides", (_name, conditions, expected) => {
    expect(under(conditions)).toBe(expected);
  });

  test("all that is given must be met", () => {
    expect(under({ customerTags: ["vip"], channels: ["pos"] })).toBe(40n);
  });
});

describe("what an extra gives", () => {
  const lines = [line({ id: "1", price: "10.00", quantity: 2 }), line({ id: "2", price: "5.00" })];
  const giving = (effect: ReturnType<typeof rule>["effect"], of = lines) =>
    points({ rules: [rule({ effect })] }, of);

  test("a multiplier multiplies base points", () => {
    expect(giving(times("1.5"))).toBe(37n);
  });

  test("a bonus per unit of currency adds to them", () => {
    expect(giving(perUnit("0.5"))).toBe(37n);
  });

  test("a bonus per item counts units, free ones too", () => {
    expect(giving(perItem("7"))).toBe(46n);
    expect(giving(perItem("7"), [line({ price: "0.00", quantity: 3 })])).toBe(21n);
  });

  test("a bonus per order is given once", () => {
    expect(giving(perOrder("10"))).toBe(35n);
    expect(giving(perOrder("10"), [line({ price: "0.00", quantity: 3 })])).toBe(10n);
  });

  test("gift cards and tips earn no bonus", () => {
    const bought = [line({ kind: "gift_card" }), line({ id: "2", kind: "tip" })];
    expect(giving(perItem("7"), bought)).toBe(0n);
    expect(giving(perOrder("7"), bought)).toBe(0n);
  });

  test("products that never earn get no bonus either", () => {
    const excludedProducts = { productIds: ["9001"] };
    expect(points({ rules: [rule({ effect: perItem("7") })], excludedProducts })).toBe(0n);
  });

  test("a product multiplier scales base points, and what multiplies them", () => {
    const productMultipliers = [
      { id: "a", products: { productIds: ["9001"] }, multiplier: "3" },
      { id: "b", products: { variantIds: ["9002"] }, multiplier: "9" },
    ];
    expect(points({ productMultipliers })).toBe(120n);
    expect(points({ productMultipliers, rules: [rule()] })).toBe(240n);
    expect(points({ productMultipliers, rules: [rule({ effect: perUnit("1") })] })).toBe(160n);
  });

  test("shipping earns a multiplier for everything, and none for some products", () => {
    const order = orderSeen({ shipping: shipping("10.00") });
    const input = (conditions: object) =>
      terms({ shippingIncluded: true, rules: [rule({ conditions })] });
    expect(worth(input({}), [order])).toBe(100n);
    expect(worth(input({ products: { productIds: ["9001"] } }), [order])).toBe(90n);
    expect(worth(input({ excludedProducts: { productIds: ["9001"] } }), [order])).toBe(60n);
  });
});
