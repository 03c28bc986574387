// What Shopify is asked about an order, and what it is not.
import { describe, expect, test } from "vitest";
import { neededFacts, paidWorth } from "../../../app/core/earning/needed-facts.ts";
import type { OrderFacts } from "../../../app/core/orders/order-facts.ts";
import type { OrderHead } from "../../../app/core/orders/order-state.ts";
import { ZERO } from "../../../app/core/points/rational.ts";
import { campaign, rule, terms } from "../../support/earning.ts";
import type { TermsInput } from "../../support/earning.ts";
import { CUSTOMER_ID, head, line, shipping, version } from "../../support/order-builder.ts";

interface Given {
  order?: Partial<OrderHead>;
  facts?: Partial<OrderFacts>;
  customerId?: string | null;
}

function needed(input: TermsInput, { order, facts, customerId = CUSTOMER_ID }: Given = {}) {
  const known = facts ? { products: [], buyer: null, payments: [], ...facts } : null;
  const paid = { head: head(order), facts: known };
  return neededFacts(paid, customerId, version(terms(input)), "UTC");
}

const byTag = rule({ conditions: { products: { tags: ["Sale"] } } });
const product = { askedAt: 1, tags: [], collectionIds: [], gap: null };
const buyer = { askedAt: 1, tags: [], segmentIds: [], gap: null };

describe("nothing is asked", () => {
  test.each<[string, TermsInput]>([
    ["where no condition is set", {}],
    [
      "where payloads tell: products and variants by number",
      {
        rules: [rule({ conditions: { products: { productIds: ["1"], variantIds: ["2"] } } })],
      },
    ],
    [
      "where payloads tell: channels and tiers",
      {
        rules: [rule({ conditions: { channels: ["pos"], tiers: ["gold"] } })],
      },
    ],
    [
      "for a campaign that did not run",
      {
        campaigns: [
          campaign({ endsAt: "2026-02-15T00:00", conditions: { customerTags: ["vip"] } }),
        ],
      },
    ],
    [
      "for a rule of another channel",
      {
        rules: [rule({ conditions: { channels: ["pos"], customerTags: ["vip"] } })],
      },
    ],
  ])("%s", (_name, input) => {
    expect(needed(input)).toBeNull();
  });

  test("about products that are known, or that could not be known", () => {
    const products = [{ ...product, productId: "9001", gap: "gone" as const }];
    expect(needed({ rules: [byTag] }, { facts: { products } })).toBeNull();
  });

  test("about tips, and lines of no product", () => {
    const lines = [line({ kind: "tip" }), line({ id: "2", productId: null })];
    expect(needed({ rules: [byTag] }, { order: { lines } })).toBeNull();
  });

  test("about a guest, or a customer who is known", () => {
    const input = { rules: [rule({ conditions: { customerTags: ["vip"] } })] };
    expect(needed(input, { customerId: null })).toBeNull();
    expect(needed(input, { facts: { buyer } })).toBeNull();
  });

  test("about payments that all count", () => {
    const order = { paymentGateways: ["gift_card", "shopify_store_credit"] };
    expect(needed({}, { order })).toBeNull();
  });
});

describe("asked is", () => {
  test("for the tags and collections that rules, campaigns and exclusions name", () => {
    const input: TermsInput = {
      rules: [byTag],
      campaigns: [campaign({ conditions: { excludedProducts: { collectionIds: ["500"] } } })],
      excludedProducts: { tags: ["sale", "clearance"] },
      productMultipliers: [{ id: "m", products: { collectionIds: ["400"] }, multiplier: "2" }],
    };
    expect(needed(input)).toEqual({
      productIds: ["9001"],
      productTags: ["clearance", "sale"],
      collectionIds: ["400", "500"],
      buyer: null,
      paymentsOfWorth: null,
    });
  });

  test("about each product once, and only about those that are new", () => {
    const lines = ["7", "5", "7", "6"].map((productId, n) => line({ id: `${n}`, productId }));
    const products = [{ ...product, productId: "6" }];
    const asked = needed({ rules: [byTag] }, { order: { lines }, facts: { products } });
    expect(asked?.productIds).toEqual(["5", "7"]);
  });

  test("for the customer's tags and segments that conditions name", () => {
    const conditions = { customerTags: ["VIP", "staff"], segmentIds: ["77"] };
    expect(needed({ rules: [rule({ conditions })] })?.buyer).toEqual({
      customerId: CUSTOMER_ID,
      tags: ["staff", "vip"],
      segmentIds: ["77"],
    });
  });

  test.each([
    ["gift_card", { giftCardPaymentsIncluded: false }],
    ["shopify_store_credit", { storeCreditPaymentsIncluded: false }],
  ])("what %s paid, where that does not count", (gateway, input) => {
    const order = { paymentGateways: [gateway, "shopify_payments"] };
    expect(needed(input, { order })?.paymentsOfWorth).toBe("4000");
    expect(needed(input, { order: { paymentGateways: ["shopify_payments"] } })).toBeNull();
  });

  test("anew what paid an order that an edit made larger", () => {
    const payments = [
      { worth: "4000", askedAt: 1, giftCardShare: ZERO, storeCreditShare: ZERO, gap: null },
    ];
    const input = { giftCardPaymentsIncluded: false };
    const paymentGateways = ["gift_card"];
    const lines = [line(), line({ id: "2", price: "10.00" })];
    expect(needed(input, { order: { paymentGateways }, facts: { payments } })).toBeNull();
    const asked = needed(input, { order: { paymentGateways, lines }, facts: { payments } });
    expect(asked?.paymentsOfWorth).toBe("5000");
  });
});

describe("the worth that names payments", () => {
  test("is what was ordered, after discounts, with tax and shipping", () => {
    const order = head({
      lines: [line({ price: "10.00", quantity: 3, discount: "5.00", tax: "2.50" })],
      shipping: shipping("4.90", { tax: "0.50" }),
      taxesIncluded: false,
    });
    expect(paidWorth(order)).toBe("3290");
  });

  test("does not change by what is refunded", () => {
    const lines = [line({ quantity: 2 })];
    const refunded = [line({ quantity: 2, currentQuantity: 0 })];
    expect(paidWorth(head({ lines }))).toBe(paidWorth(head({ lines: refunded })));
  });
});
