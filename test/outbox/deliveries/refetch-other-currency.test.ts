// An order that is asked for and comes in another currency than the store's: the merchant hears.
import { afterAll, beforeAll, expect, test } from "vitest";
import { updateShopFacts } from "../../../app/db/shop-store.ts";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop } from "../../support/loyalty-shop.ts";
import {
  CUSTOMER,
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

test("a refetch is a dead letter while the store is known by another currency", async () => {
  const shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  await world.signIn();
  const { id: orderId } = placeOrder(world.simulator.context, world.shop, {
    customerId: CUSTOMER,
    lines: [{ title: "Cup", priceMinor: 4000, quantity: 1 }],
    paid: true,
  });
  await updateShopFacts(db.pool, shopId, { name: "Harbour Coffee", currency: "JPY" });
  expect(await deliverOnce(shopId, "refetch_order", { orderId })).toEqual({
    outcome: "dead",
    reason: "currency_mismatch",
  });
  await deliverOnce(shopId, "fetch_shop", {});
  expect(await deliverOnce(shopId, "refetch_order", { orderId })).toEqual({ outcome: "sent" });
});
