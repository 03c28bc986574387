// Who is in a segment, by its query.

import { beforeEach, describe, expect, it } from "vitest";
import { createCustomer, updateCustomer } from "../../../simulator/actions/customers.ts";
import { createDiscount, describeDiscount } from "../../../simulator/actions/discounts.ts";
import { evaluateCart } from "../../../simulator/actions/evaluate-cart.ts";
import { setMetafield } from "../../../simulator/actions/metafields.ts";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import {
  createSegment,
  deleteSegment,
  isInSegment,
  membersOf,
  updateSegment,
} from "../../../simulator/actions/segments.ts";
import { quietWorld, type QuietWorld } from "../support/quiet-world.ts";

let world: QuietWorld;

beforeEach(() => {
  world = quietWorld();
  createCustomer(world, world.shop, { id: "1", tags: ["VIP", "tea drinker"] });
  createCustomer(world, world.shop, {
    id: "2",
    email: "two@example.com",
    marketingState: "SUBSCRIBED",
    address: null,
  });
  for (let count = 0; count < 2; count += 1) {
    placeOrder(world, world.shop, {
      customerId: "2",
      lines: [{ title: "Mug", priceMinor: 5_025, quantity: 1 }],
      paid: true,
    });
  }
  const ownerId = "gid://shopify/Customer/1";
  const common = { ownerId, namespace: "app--1--loyalty" };
  const text = "single_line_text_field";
  setMetafield(world, world.shop, { ...common, key: "tier", type: text, value: "gold" });
  setMetafield(world, world.shop, { ...common, key: "points", type: "number_integer", value: "9" });
});

function members(query: string): string[] {
  const segment = createSegment(world, world.shop, { name: query, query });
  return membersOf(world.shop, segment.id).map(({ id }) => id);
}

describe("a segment", () => {
  it.each([
    ["customer_tags CONTAINS 'vip'", ["1"]],
    ["customer_tags NOT CONTAINS 'vip'", ["2"]],
    ["customer_tags CONTAINS 'tea'", []],
    ["customer_tags IS NULL", ["2"]],
    ["customer_tags IS NOT NULL", ["1"]],
    ["number_of_orders >= 2", ["2"]],
    ["number_of_orders = 0", ["1"]],
    ["number_of_orders BETWEEN 1 AND 2", ["2"]],
    ["amount_spent > 100.49", ["2"]],
    ["amount_spent > 100.50", []],
    ["customer_countries CONTAINS 'DE'", ["1"]],
    ["email_subscription_status = 'SUBSCRIBED'", ["2"]],
    ["email_subscription_status != 'SUBSCRIBED'", ["1"]],
    ["metafields.app--1--loyalty.tier = 'Gold'", ["1"]],
    ["metafields.app--1--loyalty.tier != 'gold'", ["2"]],
    ["metafields.app--1--loyalty.points >= 10", []],
    ["metafields.app--1--loyalty.points < 10", ["1"]],
    ["metafields.app--1--loyalty.points IS NULL", ["2"]],
    ["number_of_orders > 5 OR customer_tags CONTAINS 'VIP' AND amount_spent = 0", ["1"]],
    ["(number_of_orders > 5 OR customer_tags CONTAINS 'VIP') AND amount_spent > 0", []],
  ])("%s", (query, expected) => {
    expect(members(query)).toEqual(expected);
  });

  it.each([
    ["", "needs a query"],
    ["customer_tags", "unexpected"],
    ["customer_tags CONTAINS vip", "'vip' is unexpected"],
    ["customer_tags > 'a'", "cannot compare a list"],
    ["number_of_orders CONTAINS 3", "cannot compare one value"],
    ["number_of_orders BETWEEN 3", "unexpected"],
    ["(number_of_orders = 3", "unexpected"],
    ["number_of_orders = 3 number_of_orders", "unexpected"],
    ["customer_tags CONTAINS 'x' AND last_order_date > -30d", "unexpected"],
    ["customer_tags CONTAINS 'x' AND birthday IS NULL", 'segment filter "birthday"'],
  ])("is refused for %s", (query, message) => {
    expect(() => members(query)).toThrow(message);
  });

  it("follows its customers and its query", () => {
    const { id } = createSegment(world, world.shop, {
      name: "Regulars",
      query: "customer_tags CONTAINS 'regular'",
    });
    expect(isInSegment(world.shop, id, "2")).toBe(false);
    updateCustomer(world, world.shop, "2", { tags: ["regular"] });
    expect(isInSegment(world.shop, id, "2")).toBe(true);
    updateSegment(world, world.shop, id, { query: "number_of_orders > 2" });
    expect(isInSegment(world.shop, id, "2")).toBe(false);
    deleteSegment(world.shop, id);
    expect(isInSegment(world.shop, id, "2")).toBe(false);
    expect(() => deleteSegment(world.shop, id)).toThrow("No segment");
  });

  it("may use the codes that are for it", () => {
    const query = "customer_tags CONTAINS 'vip'";
    const { id } = createSegment(world, world.shop, { name: "VIP", query });
    createDiscount(world, world.shop, {
      ...describeDiscount(world, { code: "VIP", value: { kind: "percentage", fraction: "0.1" } }),
      buyers: { kind: "segments", segmentIds: [id] },
    });
    const refusals = ["1", "2", null].map((customerId) =>
      evaluateCart(world, world.shop, {
        lines: [
          {
            variantId: null,
            productId: null,
            collectionIds: [],
            giftCard: false,
            priceMinor: 1_000,
            quantity: 1,
          },
        ],
        codes: ["VIP"],
        customerId,
        email: null,
      }).refused.map(({ reason }) => reason),
    );
    expect(refusals).toEqual([[], ["not_for_this_customer"], ["not_for_this_customer"]]);
  });
});
