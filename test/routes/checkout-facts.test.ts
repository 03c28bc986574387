// What a cart would earn where only Shopify knows what decides about it.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { createProduct } from "../../simulator/actions/products.ts";
import type { CartSent, CheckoutAnswer, EstimateView } from "../../widget/contract/checkout.ts";
import { backgroundPace } from "../../app/outbox/background-pace.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { rule } from "../support/earning.ts";
import { type AskExtensionRoute, loadExtensionRoutes } from "../support/extension-visit.ts";
import { openLoyaltyShop } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { sentCart, sentLine } from "../support/sent-cart.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";

const program = {
  ...PROGRAM_INPUT,
  earning: {
    pointsPerUnit: "2",
    productMultipliers: [{ id: "tea", products: { tags: ["tea"] }, multiplier: "3" }],
    rules: [rule({ id: "vip", conditions: { customerTags: ["vip"] } })],
  },
} satisfies Parameters<typeof openLoyaltyShop>[2];

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let ask: AskExtensionRoute;
let customers = 74_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  ask = await loadExtensionRoutes();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  await world.signIn();
  // The simulator reads its schema with the first call; no shopper of these tests waits for that.
  await deliverOnce(shopId, "write_program", {});
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  customerId = String((customers += 1));
});

/** For the customer of the test; null for a guest. */
async function estimated(
  cart: CartSent,
  who: string | null = customerId,
): Promise<EstimateView | null> {
  const { json } = await ask("checkout", { body: { cart }, token: { customerId: who } });
  return (json as CheckoutAnswer).estimate;
}

test("it depends on what products are like, which Shopify is asked for", async () => {
  const product = createProduct(world.simulator.context, world.shop, {
    title: "Assam",
    tags: ["Tea"],
    variants: [{ priceMinor: 4000 }],
  });
  const cart = sentCart({ lines: [sentLine({ productId: product.id })], tax: "0.0000" });
  const estimate = { points: 240, certainty: "exact" };
  expect(await estimated(cart)).toEqual(estimate);
  // The answer is kept for a while: carts ask with every change.
  await world.fail("FetchProductFacts", "http_500", "before");
  expect(await estimated(cart)).toEqual(estimate);
});

test("it depends on what the customer is like", async () => {
  const email = `tea${customerId}@example.com`;
  const person = { id: customerId, email, tags: ["VIP"] };
  createCustomer(world.simulator.context, world.shop, person);
  const cart = sentCart({ tax: "0.0000" });
  expect(await estimated(cart)).toEqual({ points: 160, certainty: "exact" });
  expect(await estimated(cart, null)).toEqual({ points: 80, certainty: "at_least" });
});

test("it is not said where Shopify does not tell what decides about it", async () => {
  await world.fail("FetchProductFacts", "http_500", "before", 5);
  const cart = sentCart({ lines: [sentLine({ productId: "987654" })] });
  expect(await estimated(cart)).toBeNull();
});

test("it is not said where asking would leave too few calls for redemptions", async () => {
  const cart = sentCart({ lines: [sentLine({ productId: "987655" })] });
  const hear = (available: number) =>
    backgroundPace.hear(
      shopId,
      { available, maximum: 2_000, restoredPerSecond: 0.001 },
      performance.now(),
    );
  hear(800);
  expect(await estimated(cart)).toBeNull();
  hear(2_000);
  expect(await estimated(cart)).toMatchObject({ points: 80 });
});
