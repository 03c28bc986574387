// How orders earn, as the panel says it: members of a tier that earns more read their own rate, and
// what is missing for a reward is told at that rate, too; guests read the base rate.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, ask, loadProxyRoutes } from "../support/storefront.ts";

const program = {
  ...PROGRAM_INPUT,
  tiers: {
    list: [
      {
        id: "green",
        name: "Green",
        enter: { anyOf: [{ allOf: [] }] },
        earnMultiplier: "1.5",
      },
    ],
  },
};
const customerId = "9001";

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  const shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  await recordPaidOrder(shopId, { customerId, price: "10.00" });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

async function panelOf(customer: string | null): Promise<PanelAnswer> {
  const visit = { customerId: customer };
  const { json } = await ask(routes, "GET /proxy/panel", { visit });
  return json;
}

test("a member reads the rate of the tier, and what is missing at that rate", async () => {
  const answer = await panelOf(customerId);
  expect(answer.program.earning).toMatchObject({ points: "3", tier: "Green" });
  // 30 of 100 points are there; 70 take 23.33 at three a unit, and 35 at two.
  expect(answer).toMatchObject({ next: { why: "spend", amount: { amountMinor: 2_400 } } });
});

test("a customer who did nothing yet reads what the first order earns", async () => {
  expect((await panelOf("9002")).program.earning).toMatchObject({ points: "3", tier: "Green" });
});

test("a guest reads the base rate", async () => {
  expect((await panelOf(null)).program.earning).toMatchObject({ points: "2", tier: null });
});
