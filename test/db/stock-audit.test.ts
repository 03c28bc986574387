// The proof covers stocks: as many places are taken as redemptions hold, of a reward and of each of
// its drops.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { settleRefused } from "../../app/usecases/settle-redemption.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { NOW, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { FIVE_OFF, PROGRAM_INPUT } from "../support/order-builder.ts";

const RULE = "stocks count the redemptions that hold a place";

let db: TestDatabase;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** Three places in all, two of them in the drop: one is held, one was given back. */
beforeEach(async () => {
  const drops = [{ id: "spring", opensAt: "2020-01-01T00:00", stock: 2 }];
  const [five] = PROGRAM_INPUT.rewards ?? [];
  if (five === undefined) throw new Error("The program has no reward");
  const document = { ...PROGRAM_INPUT, rewards: [{ ...five, stock: 3, drops }] };
  const domain = `${randomUUID()}.myshopify.com`;
  shopId = await openLoyaltyShop(db.pool, { domain }, document);
  await recordPaidOrder(shopId, { price: "500.00" });
  await redeem();
  await settleRefused(shopId, await redeem(), "No.", NOW);
});

async function redeem(): Promise<string> {
  const asked = { shopId, customerId: "7001", ...FIVE_OFF, requestKey: randomUUID() };
  const result = await requestRedemption(asked, NOW);
  if (result.outcome !== "accepted") throw new Error(result.reason);
  return result.redemption.id;
}

async function findings() {
  return (await auditLedger(db.url, { shopId })).findings;
}

test("what the app wrote is right, with what was given back", async () => {
  expect(await findings()).toEqual([]);
});

test.each([
  ["counts one that nobody holds", "update reward_stock set taken = taken + 1", 2],
  ["misses one that somebody holds", "update reward_stock set taken = taken - 1", 2],
  ["is forgotten while somebody holds a place", "delete from reward_stock", 2],
  [
    "of a drop alone is wrong",
    "update reward_stock set taken = taken + 1 where drop_id = 'spring'",
    1,
  ],
  [
    "counts places of a reward that nobody ever asked for",
    "update reward_stock set reward_id = reward_id || '-old'",
    4,
  ],
])("a stock that %s is found", async (_case, statement, count) => {
  const isScoped = statement.includes("where");
  const scope = isScoped ? " and shop_id = $1" : " where shop_id = $1";
  await db.ownerPool.query(statement + scope, [shopId]);
  const found = await findings();
  expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set([RULE]));
  expect(found).toHaveLength(count);
});
