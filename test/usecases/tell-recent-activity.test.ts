// The figures that visitors are told: of what stands in the store's own books, in the days that the
// merchant chose, once a day, and of nobody else's store.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { pool } from "../../app/db/pool.ts";
import { countRecentActivity } from "../../app/db/recent-activity-store.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { requestRecentActivity } from "../../app/usecases/tell-recent-activity.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { NOW, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PLACED_AT, PROGRAM_INPUT } from "../support/order-builder.ts";

const donation = { kind: "donation", points: "50", amountMinor: "500", cause: "Trees" } as const;
const document: ProgramDocumentInput = {
  ...PROGRAM_INPUT,
  rewards: [
    { id: "trees", ...donation },
    { id: "sea", ...donation, cause: "The sea" },
  ],
};

let db: TestDatabase;
let shops = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const openShop = (changes: Partial<ProgramDocumentInput> = {}) =>
  openLoyaltyShop(
    db.pool,
    { domain: `told-${(shops += 1)}.myshopify.com` },
    { ...document, ...changes },
  );

const redeem = async (shopId: bigint, customerId: string, rewardId: string, now: Instant = NOW) => {
  const agreed = { points: 50n, amountMinor: 500n, percent: null };
  const wish = { shopId, customerId, rewardId, agreed, choice: null, requestKey: randomUUID() };
  const result = await requestRedemption(wish, now);
  if (result.outcome !== "accepted") throw new Error(result.reason);
};

const counted = (shopId: bigint, since: Instant, until: Instant = NOW + DAY_MS) =>
  countRecentActivity(pool(), shopId, { since, until });

describe("what is counted", () => {
  test("is each member once, with all that they earned, and each reward with who chose it", async () => {
    const shopId = await openShop();
    await recordPaidOrder(shopId, { customerId: "1", price: "50.00" });
    await recordPaidOrder(shopId, { customerId: "1", price: "25.00" });
    await recordPaidOrder(shopId, { customerId: "2", price: "50.00" });
    await redeem(shopId, "1", "trees");
    await redeem(shopId, "1", "trees");
    await redeem(shopId, "2", "sea");
    const counts = await counted(shopId, PLACED_AT);
    expect(counts).toMatchObject({
      earned: { members: 2, points: 250n },
      redeemed: { members: 2 },
    });
    expect(counts.rewards.toSorted((a, b) => (a.rewardId < b.rewardId ? -1 : 1))).toEqual([
      { rewardId: "sea", members: 1 },
      { rewardId: "trees", members: 1 },
    ]);
  });

  test("is neither what is older, nor what is later, nor what another store did", async () => {
    const shopId = await openShop();
    const other = await openShop();
    await recordPaidOrder(other, { customerId: "1" });
    await redeem(other, "1", "trees");
    await recordPaidOrder(shopId, { customerId: "1" });
    await redeem(shopId, "1", "trees");
    const nothing = { earned: { members: 0, points: 0n }, redeemed: { members: 0 }, rewards: [] };
    expect(await counted(shopId, NOW + 1)).toEqual(nothing);
    expect(await counted(shopId, 0, PLACED_AT)).toEqual(nothing);
    expect(await counted(shopId, PLACED_AT)).toMatchObject({ earned: { members: 1 } });
  });
});

describe("the figures are written", () => {
  const asked = async (shopId: bigint) => {
    const { rows } = await pool().query<{ status: string }>(
      `select status from outbox_message where shop_id = $1 and kind = 'write_program'`,
      [shopId],
    );
    return rows.map(({ status }) => status);
  };
  const wrote = (shopId: bigint, ago: string) =>
    db.ownerPool.query(
      `update outbox_message set status = 'sent', next_attempt_at = now() - $2::interval
        where shop_id = $1 and kind = 'write_program'`,
      [shopId, ago],
    );

  test("once a day, for the stores that tell their visitors", async () => {
    const telling = await openShop({ activityNotice: { days: 7 } });
    const silent = await openShop();
    for (const shopId of [telling, silent]) await wrote(shopId, "23 hours");
    expect(await requestRecentActivity(100)).toBe(0);
    for (const shopId of [telling, silent]) await wrote(shopId, "25 hours");
    expect(await requestRecentActivity(100)).toBe(1);
    expect(await asked(telling)).toEqual(["ready"]);
    expect(await asked(silent)).toEqual(["sent"]);
    expect(await requestRecentActivity(100)).toBe(0);
  });

  test("not for a store that has left", async () => {
    const shopId = await openShop({ activityNotice: { days: 7 } });
    await wrote(shopId, "2 days");
    await db.ownerPool.query(`update shop set uninstalled_at = now() where shop_id = $1`, [shopId]);
    expect(await requestRecentActivity(100)).toBe(0);
  });
});
