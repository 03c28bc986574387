// Shopify deletes what an app wrote when it is uninstalled. A store that comes back has it all
// again: the program, and the balance of every member with points.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { uninstallShop } from "../../../app/usecases/uninstall-shop.ts";
import { installShop } from "../../../app/usecases/install-shop.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { installApp, uninstallApp } from "../../../simulator/oauth/installation.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { deliverAll, passPauses } from "../../support/notes.ts";
import { type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

const MEMBERS = 30;

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  for (let index = 0; index < MEMBERS; index++) {
    const customerId = String(9_000 + index);
    createCustomer(world.simulator.context, world.shop, { id: customerId });
    await recordPaidOrder(shopId, { customerId, price: `${index + 1}.00` });
  }
  // Without points there is nothing to show, and nobody to show it to.
  await recordPaidOrder(shopId, { customerId: "9900", price: "0.10" });
  await recordPaidOrder(shopId, { customerId: "9901", price: "50.00" });
  await pool().query(`update member set deleted_at = now() where shopify_customer_id = '9901'`);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.signIn();
  await install();
  await deliverEverything();
});
afterEach(() => world.leaveBudget(2_000));

const install = () =>
  installShop({ domain: world.shop.domain, scopes: "read_orders", now: new Date() });

async function deliverEverything(): Promise<void> {
  const { abandonments } = await import("../../../app/outbox/deliveries/abandonments.ts");
  const { deliveries } = await import("../../../app/outbox/deliveries/catalogue.ts");
  const { kinds } = await import("../../../app/outbox/kinds.ts");
  do await passPauses();
  while ((await deliverAll({ kinds, deliveries, abandonments })).length > 0);
}

/** What Shopify holds of ours, by owner. */
function metafields(): Map<string, string> {
  return new Map([...world.shop.metafields.values()].map((one) => [one.ownerId, one.value]));
}

async function expectEverythingWritten(): Promise<void> {
  const written = metafields();
  for (let index = 0; index < MEMBERS; index++) {
    expect(written.get(`gid://shopify/Customer/${9_000 + index}`)).toBe(String(2 * (index + 1)));
  }
  expect(written.has(`gid://shopify/AppInstallation/${world.shop.installation?.id}`)).toBe(true);
  expect(written.size).toBe(MEMBERS + 1);
}

/** In Shopify; the app hears of it by webhook, sooner or later. */
async function leaveAndComeBack(): Promise<void> {
  uninstallApp(world.simulator.context, world.shop);
  expect(metafields().size).toBe(0);
  installApp(world.simulator.context, world.shop);
  await world.signIn();
}

describe("a store that comes back", () => {
  test("has the program and every member's balance written again", async () => {
    await expectEverythingWritten();
    await leaveAndComeBack();
    const departure = { shopId, happenedAt: null, now: Date.now() };
    await withTransaction((tx) => uninstallShop(tx, departure));
    await world.signIn();
    await install();
    await deliverEverything();
    await expectEverythingWritten();
  });

  test("has them also when nobody told in time that it was away", async () => {
    await leaveAndComeBack();
    await install();
    await deliverEverything();
    await expectEverythingWritten();
  });

  test("has the greatest balances first, spread over time", async () => {
    await withTransaction((tx) => uninstallShop(tx, { shopId, happenedAt: null, now: Date.now() }));
    await world.signIn();
    await install();
    const { rows } = await pool().query<{ available: bigint; wait_ms: number }>(
      `select member.available,
         extract(epoch from next_attempt_at - min(next_attempt_at) over ())::float8 * 1000
           as wait_ms
       from outbox_message as message
       join member on member.shop_id = message.shop_id and member.id::text = message.key
       where message.shop_id = $1 and kind = 'write_member_balance' and message.status = 'ready'
       order by next_attempt_at`,
      [shopId],
    );
    const expected = Array.from({ length: MEMBERS }, (_, index) => ({
      available: BigInt(2 * (MEMBERS - index)),
      wait_ms: index * 100,
    }));
    expect(rows).toEqual(expected);
  });

  test("that was never away writes nothing again", async () => {
    const before = await countReady();
    await install();
    expect(await countReady()).toBe(before);
  });
});

async function countReady(): Promise<number> {
  const { rows } = await pool().query<{ count: bigint }>(
    `select count(*) from outbox_message
     where shop_id = $1 and kind = 'write_member_balance' and status = 'ready'`,
    [shopId],
  );
  return Number(rows[0]?.count);
}
