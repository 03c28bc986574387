// What a reward asks for beside its points, on a real database: limits for each member, and a
// stock for all.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { Redemption } from "../../app/core/rewards/redemption.ts";
import { pool } from "../../app/db/pool.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import {
  cancelVoucher,
  recordDeactivation,
  settleReturned,
} from "../../app/usecases/return-voucher.ts";
import { settleIssued, settleRefused } from "../../app/usecases/settle-redemption.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { FIVE_OFF, PROGRAM_INPUT } from "../support/order-builder.ts";

let db: TestDatabase;
let shopId: bigint;
let shops = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAddsUp(db.ownerPool));

type RewardInput = ProgramDocumentInput["rewards"][number];

/** A shop with one reward that asks for something, and a member with 1,000 points. */
async function openShop(conditions: Partial<RewardInput>): Promise<void> {
  shops += 1;
  const rewards = PROGRAM_INPUT.rewards.map((reward) => ({ ...reward, ...conditions }));
  const document = { ...PROGRAM_INPUT, rewards: rewards as RewardInput[] };
  shopId = await openLoyaltyShop(db.pool, { domain: `shop-${shops}.myshopify.com` }, document);
  await recordPaidOrder(shopId, { price: "500.00" });
}

const asking = (at = NOW, customerId = "7001", requestKey: string = randomUUID()) =>
  requestRedemption({ shopId, customerId, ...FIVE_OFF, requestKey }, at);

async function redeemed(at = NOW): Promise<Redemption> {
  const result = await asking(at);
  if (result.outcome !== "accepted") throw new Error(result.reason);
  return result.redemption;
}

async function startReturning({ id, memberId }: Redemption): Promise<void> {
  await settleIssued(shopId, id, `gid://shopify/DiscountCodeNode/${id}`, NOW);
  await cancelVoucher({ shopId, redemptionId: id, memberId }, NOW);
}

async function finishReturning({ id }: Redemption): Promise<void> {
  await recordDeactivation(shopId, id, NOW);
  await settleReturned(shopId, id, NOW);
}

describe("a limit for each member", () => {
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

  test("refuses one more and tells when the next is possible, and takes no points", async () => {
    await openShop({ limits: [{ count: 2, period: "day" }] });
    await redeemed();
    await redeemed();
    const next = dayOf(NOW + DAY_MS);
    expect(await asking()).toEqual({ outcome: "refused", reason: "limit_reached", next });
    expect(await balancesOf(shopId)).toMatchObject({ available: 800n });
    expect(await asking(Date.parse(`${next}T00:00:00Z`))).toMatchObject({ outcome: "accepted" });
  });

  test("for ever tells that there is no next", async () => {
    await openShop({ limits: [{ count: 1, period: "ever" }] });
    await redeemed();
    const refusal = { outcome: "refused", reason: "limit_reached", next: null };
    expect(await asking(NOW + 400 * DAY_MS)).toEqual(refusal);
  });

  test("answers the same request as before, also once it is reached", async () => {
    await openShop({ limits: [{ count: 1, period: "ever" }] });
    const requestKey = randomUUID();
    const first = await asking(NOW, "7001", requestKey);
    expect(first).toMatchObject({ outcome: "accepted" });
    expect(await asking(NOW, "7001", requestKey)).toEqual(first);
  });

  test("counts no voucher that Shopify refused or whose points went back", async () => {
    await openShop({ limits: [{ count: 1, period: "ever" }] });
    await settleRefused(shopId, (await redeemed()).id, "no", NOW);
    const redemption = await redeemed();
    await startReturning(redemption);
    expect(await asking()).toMatchObject({ reason: "limit_reached" });
    await finishReturning(redemption);
    expect(await asking()).toMatchObject({ outcome: "accepted" });
  });

  test("is another one for each member", async () => {
    await openShop({ limits: [{ count: 1, period: "year" }] });
    await recordPaidOrder(shopId, { customerId: "7002", price: "500.00" });
    await redeemed();
    expect(await asking(NOW, "7002")).toMatchObject({ outcome: "accepted" });
  });

  test("is kept by parallel requests", async () => {
    await openShop({ limits: [{ count: 3, period: "month" }] });
    const results = await Promise.all(Array.from({ length: 16 }, () => asking()));
    expect(results.filter(({ outcome }) => outcome === "accepted")).toHaveLength(3);
    const reasons = results.flatMap((one) => (one.outcome === "refused" ? [one.reason] : []));
    expect(new Set(reasons)).toEqual(new Set(["limit_reached"]));
    expect(await balancesOf(shopId)).toMatchObject({ available: 700n, reserved: 300n });
  });
});

describe("drops", () => {
  const drops = [
    { id: "past", opensAt: "2020-01-01T00:00", closesAt: "2020-01-02T00:00" },
    { id: "far", opensAt: "2090-01-01T09:00" },
  ];

  test("refuse before they open and tell when the next does, on the shop's clock", async () => {
    await openShop({ drops });
    const refusal = { outcome: "refused", reason: "not_on_sale", opensAt: "2090-01-01T09:00" };
    expect(await asking()).toEqual(refusal);
    expect(await balancesOf(shopId)).toMatchObject({ available: 1_000n });
    expect(await asking(Date.parse("2090-01-01T07:59:59Z"))).toEqual(refusal);
    expect(await asking(Date.parse("2090-01-01T08:00:00Z"))).toMatchObject({ outcome: "accepted" });
  });

  test("refuse for good after the last of them", async () => {
    await openShop({ drops: drops.slice(0, 1) });
    const refusal = { outcome: "refused", reason: "not_on_sale", opensAt: null };
    expect(await asking()).toEqual(refusal);
  });
});

describe("a stock for all members", () => {
  const SOLD_OUT = { outcome: "refused", reason: "sold_out", opensAt: null };
  const taken = async () =>
    (
      await pool().query<{ taken: number }>(`select taken from reward_stock where shop_id = $1`, [
        shopId,
      ])
    ).rows[0]?.taken;

  test("refuses one more than there are, and takes no points for it", async () => {
    await openShop({ stock: 2 });
    await redeemed();
    await redeemed();
    expect(await asking()).toEqual(SOLD_OUT);
    expect(await balancesOf(shopId)).toMatchObject({ available: 800n });
    expect(await taken()).toBe(2);
  });

  test("of none refuses the first", async () => {
    await openShop({ stock: 0 });
    expect(await asking()).toEqual(SOLD_OUT);
  });

  test("is told of only to those who have the points", async () => {
    await openShop({ stock: 0, points: "1001" });
    const { agreed } = FIVE_OFF;
    const poor = { ...FIVE_OFF, agreed: { ...agreed, points: 1_001n }, requestKey: randomUUID() };
    expect(await requestRedemption({ shopId, customerId: "7001", ...poor }, NOW)).toMatchObject({
      reason: "insufficient_points",
    });
  });

  test("is free again once a voucher was refused, or its points are back", async () => {
    await openShop({ stock: 1 });
    await settleRefused(shopId, (await redeemed()).id, "no", NOW);
    const redemption = await redeemed();
    await startReturning(redemption);
    expect(await asking()).toEqual(SOLD_OUT);
    await finishReturning(redemption);
    expect(await taken()).toBe(0);
    await redeemed();
    expect(await taken()).toBe(1);
  });

  test("counts a voucher again that is used after its points went back", async () => {
    await openShop({ stock: 1 });
    const first = await redeemed();
    await startReturning(first);
    await finishReturning(first);
    await redeemed();
    await recordPaidOrder(shopId, { price: "10.00", head: { discountCodes: [first.code] } });
    expect(await taken()).toBe(2);
    expect(await asking()).toEqual(SOLD_OUT);
  });

  test("is one for each reward and each shop", async () => {
    await openShop({ stock: 1 });
    await redeemed();
    await openShop({ stock: 1 });
    await redeemed();
    expect(await taken()).toBe(1);
  });

  test("does not count what was redeemed while there was none", async () => {
    await openShop({});
    await settleRefused(shopId, (await redeemed()).id, "no", NOW);
    expect(await taken()).toBeUndefined();
  });
});

describe("a first credit and a first redemption of a customer at the same time", () => {
  test("end with the points either there or reserved, and never with both", async () => {
    await openShop({});
    for (let customer = 8_001; customer <= 8_020; customer += 1) {
      const customerId = String(customer);
      const [, first] = await Promise.all([
        recordPaidOrder(shopId, { customerId, price: "50.00" }),
        asking(NOW, customerId),
      ]);
      const { available, reserved } = await balancesOf(shopId, customerId);
      const isReserved = first.outcome === "accepted";
      expect([available, reserved]).toEqual(isReserved ? [0n, 100n] : [100n, 0n]);
      const again = await asking(NOW, customerId);
      expect(again.outcome).toBe(isReserved ? "refused" : "accepted");
    }
  });
});
