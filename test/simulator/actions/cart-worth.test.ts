// What several discounts take off together: free shipping, goods of a choice, what applies by
// itself.

import { beforeEach, describe, expect, it } from "vitest";
import { createCustomer, updateCustomer } from "../../../simulator/actions/customers.ts";
import {
  countedUses,
  createDiscount,
  describeDiscount,
  updateDiscount,
  type DiscountDefaults,
} from "../../../simulator/actions/discounts.ts";
import { evaluateCart, type PricedLine } from "../../../simulator/actions/evaluate-cart.ts";
import { orderAmounts } from "../../../simulator/actions/order-amounts.ts";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import { createSegment } from "../../../simulator/actions/segments.ts";
import type { Discount, DiscountItems, FreeShipping } from "../../../simulator/model.ts";
import { orderPayload } from "../../../simulator/webhooks/payloads/order.ts";
import { quietWorld, topicsOf, type QuietWorld } from "../support/quiet-world.ts";

let world: QuietWorld;

beforeEach(() => {
  world = quietWorld();
});

const everything = { order: true, product: true, shipping: true };
const fiveOff = { kind: "amount", amountMinor: 500, eachItem: false } as const;
const freeShipping: FreeShipping = {
  kind: "free_shipping",
  countryCodes: null,
  includeRestOfWorld: false,
  maximumPriceMinor: null,
};

function line(priceMinor: number, change: Partial<PricedLine> = {}): PricedLine {
  const plain = { variantId: null, productId: null, collectionIds: [], giftCard: false };
  return { ...plain, priceMinor, quantity: 1, ...change };
}

function discount(input: Partial<DiscountDefaults>): Discount {
  const described = describeDiscount(world, { code: null, value: fiveOff, ...input });
  return createDiscount(world, world.shop, described);
}

const selected = (ids: Partial<DiscountItems>): DiscountItems => ({
  kind: "selected",
  productIds: [],
  variantIds: [],
  collectionIds: [],
  ...ids,
});

function evaluate(
  codes: string[],
  lines = [line(3000)],
  shipping: { priceMinor: number; countryCode: string } | null | undefined = {
    priceMinor: 490,
    countryCode: "DE",
  },
  customerId: string | null = null,
) {
  const cart = { lines, codes, customerId, email: null };
  return evaluateCart(world, world.shop, { ...cart, ...(shipping !== undefined && { shipping }) });
}

describe("free shipping", () => {
  it("takes off what shipping costs and nothing of the goods", () => {
    discount({ code: "SHIP", value: freeShipping });
    expect(evaluate(["SHIP"])).toMatchObject({
      shippingDiscountMinor: 490,
      discountMinor: 0,
      totalMinor: 3000,
      applied: [{ code: "SHIP", class: "shipping", amountMinor: 490 }],
      refused: [],
    });
  });

  it.each([
    ["a country that it is not for", { countryCodes: ["FR"] }, "not_for_this_country"],
    ["a rate above its limit", { maximumPriceMinor: 489 }, "shipping_too_dear"],
  ])("refuses %s", (_, change, reason) => {
    discount({ code: "SHIP", value: { ...freeShipping, ...change } });
    expect(evaluate(["SHIP"]).refused).toMatchObject([{ code: "SHIP", reason }]);
  });

  it.each([
    ["its own country", { countryCodes: ["FR", "DE"] }],
    ["the rest of the world", { countryCodes: ["FR"], includeRestOfWorld: true }],
    ["a rate at its limit", { maximumPriceMinor: 490 }],
  ])("is given for %s", (_, change) => {
    discount({ code: "SHIP", value: { ...freeShipping, ...change } });
    expect(evaluate(["SHIP"]).shippingDiscountMinor).toBe(490);
  });

  it("waits while nobody knows how the goods are sent, and is refused where nothing is", () => {
    discount({ code: "SHIP", value: freeShipping });
    const lines = [line(3000)];
    const cart = { lines, codes: ["SHIP"], customerId: null, email: null };
    expect(evaluateCart(world, world.shop, cart)).toMatchObject({ applied: [], refused: [] });
    for (const shipping of [null, { priceMinor: 0, countryCode: "DE" }]) {
      expect(evaluate(["SHIP"], lines, shipping).refused[0]?.reason).toBe("nothing_to_ship");
    }
  });

  it("asks its minimum of the goods as they are after all other discounts", () => {
    discount({ code: "FIVE", combinesWith: everything });
    const minimumSubtotalMinor = 3000;
    const combinesWith = { ...everything, shipping: false };
    discount({ code: "SHIP", value: freeShipping, combinesWith, minimumSubtotalMinor });
    expect(evaluate(["FIVE", "SHIP"], [line(3500)]).applied).toHaveLength(2);
    const short = evaluate(["FIVE", "SHIP"], [line(3499)]);
    expect(short.applied.map(({ code }) => code)).toEqual(["FIVE"]);
    expect(short.refused).toMatchObject([{ code: "SHIP", reason: "does_not_combine" }]);
  });

  it("is given once, even if two are entered that say they combine", () => {
    discount({ code: "ONE", value: freeShipping, combinesWith: everything });
    discount({ code: "TWO", value: freeShipping, combinesWith: everything });
    expect(evaluate(["ONE", "TWO"]).applied.map(({ code }) => code)).toEqual(["ONE"]);
  });
});

describe("discounts on goods of a choice", () => {
  it("give one unit of a variant for nothing, spread over all its units in the cart", () => {
    const value = { kind: "amount", amountMinor: 1000, eachItem: false } as const;
    discount({ code: "FREE-MUG", items: selected({ variantIds: ["7"] }), value });
    const lines = [line(1000, { variantId: "7", quantity: 3 }), line(2000, { variantId: "8" })];
    const worth = evaluate(["FREE-MUG"], lines);
    expect(worth.lines.map(({ finalMinor }) => finalMinor)).toEqual([2000, 2000]);
    const dearer = evaluate(["FREE-MUG"], [line(900, { variantId: "7" })]);
    expect(dearer.discountMinor).toBe(900);
  });

  it("find their goods by collection, and ask their minimum of these alone", () => {
    const items = selected({ collectionIds: ["5"] });
    discount({ code: "TEA", items, minimumSubtotalMinor: 2000 });
    const tea = line(1500, { collectionIds: ["5"] });
    expect(evaluate(["TEA"], [tea, line(9000)]).refused[0]?.reason).toBe("below_minimum");
    expect(evaluate(["TEA"], [{ ...tea, quantity: 2 }]).discountMinor).toBe(500);
  });

  it("share a cart, each line keeping the better one", () => {
    const both = selected({ productIds: ["1", "2"] });
    const tenth = { kind: "percentage", fraction: "0.1" } as const;
    discount({ code: "TENTH", items: both, value: tenth, combinesWith: everything });
    const only = selected({ productIds: ["1"] });
    discount({ code: "FIVE", items: only, combinesWith: everything });
    const lines = [line(2000, { productId: "1" }), line(2000, { productId: "2" })];
    const worth = evaluate(["TENTH", "FIVE"], lines);
    expect(worth.lines.map(({ finalMinor }) => finalMinor)).toEqual([1500, 1800]);
    expect(worth.applied.map(({ code, amountMinor }) => [code, amountMinor])).toEqual([
      ["TENTH", 200],
      ["FIVE", 500],
    ]);
  });

  it("count units for a minimum quantity", () => {
    discount({ code: "TWO", items: selected({ productIds: ["1"] }), minimumQuantity: 2 });
    const one = line(1000, { productId: "1" });
    expect(evaluate(["TWO"], [one, line(1000)]).refused[0]?.reason).toBe("below_minimum");
    expect(evaluate(["TWO"], [{ ...one, quantity: 2 }]).discountMinor).toBe(500);
  });

  it("leave subscriptions or single purchases alone, as they say", () => {
    discount({ code: "ONCE" });
    discount({ code: "PLAN", appliesOnSubscription: true, appliesOnOneTimePurchase: false });
    const [single, plan] = [line(1000), line(1000, { subscription: true })];
    expect(evaluate(["ONCE"], [plan]).refused[0]?.reason).toBe("no_entitled_items");
    expect(evaluate(["PLAN"], [single]).refused[0]?.reason).toBe("no_entitled_items");
    expect(evaluate(["PLAN"], [single, plan]).lines[1]?.finalMinor).toBe(500);
  });
});

describe("a discount that applies by itself", () => {
  it("needs no code, and is for the customers of its segment at that moment", () => {
    const mara = createCustomer(world, world.shop, { email: "mara@example.com", tags: ["gold"] });
    const query = "customer_tags CONTAINS 'gold'";
    const gold = createSegment(world, world.shop, { name: "Gold", query });
    discount({ title: "Gold perk", buyers: { kind: "segments", segmentIds: [gold.id] } });
    expect(evaluate([]).applied).toEqual([]);
    expect(evaluate([], undefined, null, mara.id).applied).toMatchObject([
      { code: null, discount: { title: "Gold perk" }, amountMinor: 500 },
    ]);
    updateCustomer(world, world.shop, mara.id, { tags: [] });
    expect(evaluate([], undefined, null, mara.id).applied).toEqual([]);
  });

  it("joins codes that it combines with, and else gives way to the better of both", () => {
    discount({ title: "Perk", combinesWith: everything });
    discount({ code: "JOINS", combinesWith: everything });
    const alone = { kind: "amount", amountMinor: 400, eachItem: false } as const;
    discount({ code: "ALONE", value: alone });
    expect(evaluate(["JOINS"]).discountMinor).toBe(1000);
    const beaten = evaluate(["ALONE"]);
    expect(beaten.applied.map(({ code }) => code)).toEqual([null]);
    expect(beaten.refused).toMatchObject([{ code: "ALONE", reason: "does_not_combine" }]);
  });

  it("is no longer given once it has ended", () => {
    discount({ endsAt: "2026-06-01T10:00:00Z" });
    expect(evaluate([]).applied).toEqual([]);
  });
});

describe("an order", () => {
  const goods = { lines: [{ title: "Mug", priceMinor: 3000, quantity: 1 }], shippingMinor: 490 };

  it("tells webhooks of free shipping as all of the shipping's price", () => {
    discount({ code: "SHIP", value: freeShipping });
    const order = placeOrder(world, world.shop, { ...goods, discountCodes: ["SHIP"], paid: true });
    expect(orderAmounts(order).total.shop).toBe(3000);
    expect(orderPayload(world.shop, order)).toMatchObject({
      discount_codes: [{ code: "SHIP", amount: "4.90", type: "shipping" }],
      discount_applications: [
        {
          target_type: "shipping_line",
          type: "discount_code",
          value: "100.0",
          value_type: "percentage",
          target_selection: "all",
          allocation_method: "each",
          code: "SHIP",
        },
      ],
      shipping_lines: [
        {
          price: "4.90",
          discounted_price: "0.00",
          discount_allocations: [{ amount: "4.90", discount_application_index: 0 }],
        },
      ],
      total_discounts: "4.90",
    });
  });

  it("tells webhooks what applied by itself by its title, and counts it as a use", () => {
    const perk = discount({ title: "Gold perk" });
    const order = placeOrder(world, world.shop, { ...goods, paid: true });
    expect(orderPayload(world.shop, order)).toMatchObject({
      discount_codes: [],
      discount_applications: [{ type: "automatic", title: "Gold perk", value: "5.00" }],
      line_items: [{ discount_allocations: [{ amount: "5.00" }] }],
    });
    expect(perk.uses).toMatchObject([{ orderId: order.id }]);
  });

  it("goes where the customer lives unless it says otherwise", () => {
    discount({ code: "FRANCE", value: { ...freeShipping, countryCodes: ["FR"] } });
    const placed = { ...goods, discountCodes: ["FRANCE"] };
    expect(() => placeOrder(world, world.shop, placed)).toThrow("not for shipping to your country");
    const order = placeOrder(world, world.shop, { ...placed, shippingCountry: "FR" });
    expect(orderAmounts(order).shipping.shop).toBe(0);
  });

  it("is counted among the uses of its discounts a moment later", () => {
    const once = discount({ code: "ONCE", usageLimit: 1 });
    placeOrder(world, world.shop, { ...goods, discountCodes: ["ONCE"] });
    expect(countedUses(world, once)).toBe(0);
    expect(evaluate(["ONCE"]).refused[0]?.reason).toBe("used_up");
    world.at = new Date(world.at.getTime() + world.state.lag.usesSeconds * 1000);
    expect(countedUses(world, once)).toBe(1);
  });
});

it("a change of a discount is told, and takes no code that another has", () => {
  const mine = discount({ code: "MINE" });
  discount({ code: "OTHER" });
  expect(() => updateDiscount(world, world.shop, mine, { code: "other" })).toThrow("unique");
  updateDiscount(world, world.shop, mine, { code: "MINE", title: "New name" });
  expect(topicsOf(world)).toEqual(["discounts/create", "discounts/create", "discounts/update"]);
  expect(mine.title).toBe("New name");
});
