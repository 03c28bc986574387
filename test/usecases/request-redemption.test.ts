// Reserving points for a voucher, on a real database: once per decision, never more than there is.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../app/db/pool.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { MAX_OPEN_VOUCHERS } from "../../app/usecases/reserve-reward.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { FIVE_OFF } from "../support/order-builder.ts";

let db: TestDatabase;
let shopId: bigint;
let shops = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

beforeEach(async () => {
  shops += 1;
  shopId = await openLoyaltyShop(db.pool, { domain: `shop-${shops}.myshopify.com` });
});
afterEach(() => assertLedgerAddsUp(db.ownerPool));

const asking = (changes: Partial<Parameters<typeof requestRedemption>[0]> = {}) =>
  requestRedemption(
    { shopId, customerId: "7001", ...FIVE_OFF, requestKey: randomUUID(), ...changes },
    NOW,
  );

const messages = async (kind: string) =>
  (
    await pool().query<{ key: string; payload: unknown }>(
      `select key, payload from outbox_message where shop_id = $1 and kind = $2`,
      [shopId, kind],
    )
  ).rows;

describe("asking for a voucher", () => {
  test("reserves the points, fixes a code and asks for the voucher at once", async () => {
    await recordPaidOrder(shopId, { price: "60.00" });
    const result = await asking();
    if (result.outcome !== "accepted") throw new Error(result.reason);
    expect(result.redemption).toMatchObject({ status: "reserved", points: 100n, currency: "EUR" });
    expect(result.redemption.code).toMatch(/^REG(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    expect(await balancesOf(shopId)).toEqual({ available: 20n, reserved: 100n, shortfall: 0n });
    expect(await messages("issue_voucher")).toEqual([
      { key: result.redemption.id, payload: { redemptionId: result.redemption.id } },
    ]);
    expect(await messages("write_member_balance")).toHaveLength(1);
  });

  test("the same key with the same reward is the same redemption", async () => {
    await recordPaidOrder(shopId, { price: "500.00" });
    const requestKey = randomUUID();
    const first = await asking({ requestKey });
    const second = await asking({ requestKey });
    expect(second).toEqual(first);
    expect(await balancesOf(shopId)).toMatchObject({ available: 900n, reserved: 100n });
  });

  test("the same key with another reward is refused", async () => {
    await recordPaidOrder(shopId, { price: "500.00" });
    const requestKey = randomUUID();
    await asking({ requestKey });
    expect(await asking({ requestKey, rewardId: "ten-off" })).toEqual({
      outcome: "refused",
      reason: "request_key_reused",
    });
  });

  test("a member short of points is told how many are missing", async () => {
    await recordPaidOrder(shopId, { price: "40.00" });
    expect(await asking()).toEqual({
      outcome: "refused",
      reason: "insufficient_points",
      missing: 20n,
      pointsName: { one: "Point", other: "Points" },
    });
    expect(await messages("issue_voucher")).toEqual([]);
  });

  test("a customer without any order is no member yet", async () => {
    expect(await asking({ customerId: "7999" })).toMatchObject({ reason: "not_a_member" });
  });

  test("a member who was forgotten is no member any more", async () => {
    await recordPaidOrder(shopId, {});
    await pool().query(`update member set redacted_at = now() where shop_id = $1`, [shopId]);
    expect(await asking()).toMatchObject({ reason: "not_a_member" });
  });

  test("a reward that the program does not have is unavailable", async () => {
    await recordPaidOrder(shopId, {});
    expect(await asking({ rewardId: "nothing" })).toMatchObject({ reason: "reward_unavailable" });
  });

  test("a reward that is no longer what was agreed to is refused", async () => {
    await recordPaidOrder(shopId, { price: "500.00" });
    const requestKey = randomUUID();
    expect(await asking({ requestKey })).toMatchObject({ outcome: "accepted" });
    for (const other of [{ points: 99n }, { amountMinor: 501n }, { percent: "5" }]) {
      const agreed = { ...FIVE_OFF.agreed, ...other };
      expect(await asking({ agreed })).toEqual({ outcome: "refused", reason: "reward_changed" });
      expect(await asking({ requestKey, agreed })).toMatchObject({ reason: "request_key_reused" });
    }
    expect(await balancesOf(shopId)).toMatchObject({ available: 900n, reserved: 100n });
  });

  test("another shop's member of the same customer id is not touched", async () => {
    const other = await openLoyaltyShop(db.pool, { domain: `other-${shops}.myshopify.com` });
    await recordPaidOrder(other, { price: "500.00" });
    expect(await asking()).toMatchObject({ reason: "not_a_member" });
    expect(await balancesOf(other)).toMatchObject({ available: 1_000n, reserved: 0n });
  });

  test("a member holds a limited number of unused vouchers", async () => {
    await recordPaidOrder(shopId, { price: "5000.00" });
    for (let held = 0; held < MAX_OPEN_VOUCHERS; held += 1) {
      expect(await asking()).toMatchObject({ outcome: "accepted" });
    }
    expect(await asking()).toMatchObject({ reason: "too_many_open_vouchers" });
  });
});

describe("many at once", () => {
  test("of 32 parallel requests for the last points exactly one succeeds", async () => {
    await recordPaidOrder(shopId, { price: "50.00" });
    const results = await Promise.all(Array.from({ length: 32 }, () => asking()));
    expect(results.filter(({ outcome }) => outcome === "accepted")).toHaveLength(1);
    const refused = results.filter((result) => result.outcome === "refused");
    expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(["insufficient_points"]));
    expect(await balancesOf(shopId)).toEqual({ available: 0n, reserved: 100n, shortfall: 0n });
    expect(await messages("issue_voucher")).toHaveLength(1);
  });

  test("16 repetitions of one request at the same time are one redemption", async () => {
    await recordPaidOrder(shopId, { price: "500.00" });
    const requestKey = randomUUID();
    const results = await Promise.all(Array.from({ length: 16 }, () => asking({ requestKey })));
    const ids = results.map((result) => result.outcome === "accepted" && result.redemption.id);
    expect(new Set(ids).size).toBe(1);
    expect(await balancesOf(shopId)).toMatchObject({ available: 900n, reserved: 100n });
  });

  test("a redemption and an order of the same member at the same time both count", async () => {
    await recordPaidOrder(shopId, { price: "50.00" });
    await Promise.all([
      asking(),
      ...Array.from({ length: 8 }, () => recordPaidOrder(shopId, { price: "1.00" })),
    ]);
    expect(await balancesOf(shopId)).toEqual({ available: 16n, reserved: 100n, shortfall: 0n });
  });
});
