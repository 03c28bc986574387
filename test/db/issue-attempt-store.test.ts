// Whoever was held up while another settled the redemption asks Shopify for nothing more: there
// would be a second credit.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findAttempt, recordAsk, takeCreditTurn } from "../../app/db/issue-attempt-store.ts";
import { pool } from "../../app/db/pool.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { settleMoneyGiven, settleMoneyRefused } from "../../app/usecases/settle-money.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { NOW, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";

let db: TestDatabase;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  const credit = { id: "credit", kind: "store_credit" as const, points: "100", amountMinor: "500" };
  const document = { ...PROGRAM_INPUT, rewards: [credit] };
  shopId = await openLoyaltyShop(db.pool, { domain: "attempts.myshopify.com" }, document);
  await recordPaidOrder(shopId, { price: "500.00" });
});
afterAll(() => db.drop());

async function reserved() {
  const agreed = { points: 100n, amountMinor: 500n, percent: null };
  const asked = { rewardId: "credit", agreed, choice: null, requestKey: randomUUID() };
  const result = await requestRedemption({ shopId, customerId: "7001", ...asked }, NOW);
  if (result.outcome !== "accepted") throw new Error(result.reason);
  return { shopId, redemptionId: result.redemption.id };
}

type Name = Awaited<ReturnType<typeof reserved>>;

test.each<[string, (name: Name) => Promise<void>]>([
  ["given", (name) => settleMoneyGiven(name, { gid: "gid://one", keepsCode: false }, NOW + 1)],
  ["refused", (name) => settleMoneyRefused(name, "No credit.", NOW + 1)],
])("who read a credit before it was %s can ask for it no more", async (_, settle) => {
  const name = await reserved();
  const before = await findAttempt(pool(), name);
  expect(await takeCreditTurn(pool(), name, "7001")).toBe(true);
  const ask = { askedAt: NOW, lastSeenGid: null };
  expect(await recordAsk(pool(), name, before, ask)).toBe(true);
  await settle(name);
  expect(await recordAsk(pool(), name, before, ask)).toBe(false);
  expect(await takeCreditTurn(pool(), name, "7001")).toBe(false);
  // Nothing is left behind that would keep the next credit of the customer waiting.
  expect(await takeCreditTurn(pool(), await reserved(), "7001")).toBe(true);
  await pool().query("delete from issue_attempt where shop_id = $1", [shopId]);
});
