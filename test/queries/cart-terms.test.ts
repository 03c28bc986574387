// What a cart is counted by, beside what counts the order that comes of it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { estimateCart } from "../../app/core/earning/estimate-cart.ts";
import { loadCartTerms } from "../../app/queries/cart-terms.ts";
import { loadVersionInForce } from "../../app/queries/checkout.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT, money } from "../support/order-builder.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const everybody = { anyOf: [{ allOf: [] }] };
const green = { id: "green", name: "Green", enter: everybody, earnMultiplier: "1.5" };

/** One line of 40.00. */
const cart = {
  currency: "EUR",
  lines: [
    {
      productId: "9001",
      variantId: "9002",
      quantity: 1,
      total: money("40.00"),
      discounts: [],
      isSent: true,
    },
  ],
  discounts: [],
  shipping: money("0"),
  tax: money("0"),
  total: money("40.00"),
  isPaidByGiftCard: false,
};

test.each([
  ["a guest", null],
  ["a customer who is no member yet", "7001"],
])("%s is told the points of the tier that a first order enters", async (_, customerId) => {
  const shopId = await openLoyaltyShop(
    db.pool,
    { domain: `tier-of-${customerId ?? "guests"}.myshopify.com`, timeZone: "UTC" },
    { ...PROGRAM_INPUT, tiers: { list: [green] } },
  );
  const version = await loadVersionInForce(shopId, NOW);
  if (version === undefined) throw new Error("no program");
  const shop = { id: shopId, timeZone: "UTC" };
  const asked = { shop, version, customerId, shopper: undefined, cart, now: NOW };
  const { buying, order, ...terms } = await loadCartTerms(asked);
  const estimate = estimateCart(cart, { order, buying }, version, terms);
  await recordPaidOrder(shopId, { customerId: "7001", price: "40.00" });
  const { available } = await balancesOf(shopId);
  expect(available).toBe(120n);
  expect(estimate).toEqual({ points: available, certainty: "exact" });
});
