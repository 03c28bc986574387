// A voucher that Shopify was asked for in vain: the points stay reserved, the merchant sees it, and
// it can still be had later.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { dueNow } from "../../../app/db/queue-head.ts";
import { findRedemption } from "../../../app/db/redemption-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { kinds } from "../../../app/outbox/kinds.ts";
import { requestRedemption } from "../../../app/usecases/request-redemption.ts";
import { resumeRedemptions } from "../../../app/usecases/resume-redemptions.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { FIVE_OFF } from "../../support/order-builder.ts";
import { CUSTOMER, type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

const { maxAttempts } = kinds.issue_voucher;

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let redemptionId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  await recordPaidOrder(shopId, { price: "60.00" });
  const asked = { shopId, customerId: CUSTOMER, ...FIVE_OFF, requestKey: randomUUID() };
  const result = await requestRedemption(asked, Date.now());
  if (result.outcome !== "accepted") throw new Error(result.reason);
  redemptionId = result.redemption.id;
});
afterEach(() => assertLedgerAddsUp(db.ownerPool));

/** One attempt through the outbox, after `attempts` others. */
async function deliverAfter(attempts: number, timeoutMs = 10_000) {
  await pool().query(
    `update outbox_message set attempts = $2, next_attempt_at = ${dueNow}
     where key = $1 and kind = 'issue_voucher'`,
    [redemptionId, attempts],
  );
  const { deliverOne } = await import("../../../app/outbox/deliver-one.ts");
  const { deliveries } = await import("../../../app/outbox/deliveries/catalogue.ts");
  const { abandonments } = await import("../../../app/outbox/deliveries/abandonments.ts");
  const issue_voucher = { ...kinds.issue_voucher, timeoutMs };
  const catalogue = { kinds: { issue_voucher }, deliveries, abandonments };
  const name = { shopId, kind: "issue_voucher", key: redemptionId };
  return deliverOne(name, 20_000, catalogue, () => undefined);
}

async function expectUnsettled(): Promise<void> {
  const stored = await findRedemption(pool(), shopId, redemptionId);
  expect(stored?.redemption.status).toBe("unsettled");
  expect((await balancesOf(shopId)).reserved).toBeGreaterThanOrEqual(100n);
}

async function expectIssuedAfterAll(): Promise<void> {
  await withTransaction((tx) => resumeRedemptions(tx, shopId));
  expect(await deliverAfter(0)).toBe("sent");
  const stored = await findRedemption(pool(), shopId, redemptionId);
  expect(stored?.redemption.status).toBe("issued");
}

describe("a voucher that was given up is unsettled, and can be had later,", () => {
  test("when Shopify failed once too often", async () => {
    await world.fail("CreateDiscount", "http_500", "after");
    expect(await deliverAfter(maxAttempts - 1)).toBe("dead");
    await expectUnsettled();
    await expectIssuedAfterAll();
  });

  test("when Shopify did not answer in time at last", async () => {
    await world.fail("CreateDiscount", "slow", "before");
    expect(await deliverAfter(maxAttempts - 1, 50)).toBe("dead");
    await expectUnsettled();
    await expectIssuedAfterAll();
  });

  test("when its attempts took the process along, the last one too", async () => {
    expect(await deliverAfter(maxAttempts)).toBe("dead");
    await expectUnsettled();
    await expectIssuedAfterAll();
  });

  test("when there is no access any more", async () => {
    if (world.shop.installation === null) throw new Error("The app is not installed");
    world.shop.installation.accessTokens = [];
    expect(await deliverAfter(maxAttempts - 1)).toBe("dead");
    await expectUnsettled();
    await world.signIn();
    await expectIssuedAfterAll();
  });

  test("when the shop uninstalled the app, at once", async () => {
    await pool().query(`update shop set uninstalled_at = now() where shop_id = $1`, [shopId]);
    expect(await deliverAfter(0)).toBe("dead");
    await expectUnsettled();
    await pool().query(`update shop set uninstalled_at = null where shop_id = $1`, [shopId]);
    await expectIssuedAfterAll();
  });
});
