// A shopper who redeems does not wait behind what the app writes in the background.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { requestRedemption } from "../../../app/usecases/request-redemption.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { FIVE_OFF } from "../../support/order-builder.ts";
import { deliverAll, passPauses } from "../../support/notes.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const MEMBERS = 12;

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  await world.signIn();
  // The simulator reads its schema with the first call.
  await deliverOnce(shopId, "fetch_shop", {}, { patienceMs: 30_000 });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  for (let index = 0; index < MEMBERS; index++) {
    const customerId = String(9_000 + index);
    if (!world.shop.customers.has(customerId)) {
      createCustomer(world.simulator.context, world.shop, { id: customerId });
    }
    await recordPaidOrder(shopId, { customerId, price: "100.00" });
  }
});

/** Sets what is left, and lets the app hear of it. */
async function leaveBudget(available: number): Promise<void> {
  await world.leaveBudget(available);
  await deliverOnce(shopId, "fetch_shop", {});
}

async function deliverDue() {
  const { deliveries } = await import("../../../app/outbox/deliveries/catalogue.ts");
  const { abandonments } = await import("../../../app/outbox/deliveries/abandonments.ts");
  const { kinds } = await import("../../../app/outbox/kinds.ts");
  return deliverAll({ kinds, deliveries, abandonments }, 1);
}

async function waiting(kind: string) {
  const { rows } = await pool().query<{ attempts: number; last_error: string | null }>(
    `select attempts, last_error from outbox_message
     where shop_id = $1 and kind = $2 and status = 'ready'`,
    [shopId, kind],
  );
  return rows;
}

describe("with the call budget nearly used up", () => {
  test("a voucher is issued at once while balances wait, and they are written later", async () => {
    await leaveBudget(600);
    await deliverDue();
    const postponed = await waiting("write_member_balance");
    expect(postponed).toHaveLength(MEMBERS);
    for (const row of postponed) {
      expect(row).toEqual({ attempts: 0, last_error: "calls_kept_for_shoppers" });
    }

    const asked = { shopId, customerId: "9000", ...FIVE_OFF, requestKey: randomUUID() };
    const result = await requestRedemption(asked, Date.now());
    if (result.outcome !== "accepted") throw new Error(result.reason);
    await deliverDue();
    expect(world.discountsOf(result.redemption.code)).toHaveLength(1);
    expect(await waiting("write_member_balance")).toHaveLength(MEMBERS);

    const written = async () => {
      await passPauses();
      await deliverDue();
      return (await waiting("write_member_balance")).length;
    };
    await expect.poll(written, { timeout: 15_000 }).toBe(0);
  });

  test("each of many waits for a turn of its own", async () => {
    await leaveBudget(300);
    await deliverDue();
    const { rows } = await pool().query<{ turns: number; span_ms: number }>(
      `select count(distinct next_attempt_at)::int as turns,
         extract(epoch from max(next_attempt_at) - min(next_attempt_at))::float8 * 1000 as span_ms
       from outbox_message where shop_id = $1 and status = 'ready'`,
      [shopId],
    );
    expect(rows[0]?.turns).toBe(MEMBERS);
    expect(rows[0]?.span_ms).toBeGreaterThan(1_000);
  });
});
