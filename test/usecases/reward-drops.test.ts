// Drops with places of their own, on a real database: drops do not share them, and what is given
// back is free in the drop that it came from.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Redemption } from "../../app/core/rewards/redemption.ts";
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

interface Conditions {
  readonly stock?: number;
  readonly drops: readonly { id: string; opensAt: string; closesAt?: string; stock?: number }[];
}

/** A shop whose reward is sold in drops, and a member with 1,000 points. */
async function openShop({ stock, drops }: Conditions): Promise<void> {
  shops += 1;
  const conditions = { stock: stock ?? null, drops: [...drops] };
  const rewards = PROGRAM_INPUT.rewards.map((reward) => ({ ...reward, ...conditions }));
  const document = { ...PROGRAM_INPUT, rewards };
  shopId = await openLoyaltyShop(db.pool, { domain: `shop-${shops}.myshopify.com` }, document);
  await recordPaidOrder(shopId, { price: "500.00" });
}

const asking = (at: number, customerId = "7001") =>
  requestRedemption({ shopId, customerId, ...FIVE_OFF, requestKey: randomUUID() }, at);

async function redeemed(at: number): Promise<Redemption> {
  const result = await asking(at);
  if (result.outcome !== "accepted") throw new Error(result.reason);
  return result.redemption;
}

async function returned({ id, memberId }: Redemption): Promise<void> {
  await settleIssued(shopId, id, `gid://shopify/DiscountCodeNode/${id}`, NOW);
  await cancelVoucher({ shopId, redemptionId: id, memberId }, NOW);
  await recordDeactivation(shopId, id, NOW);
  await settleReturned(shopId, id, NOW);
}

/** By drop; `all` for the stock of the reward. */
async function taken(): Promise<Record<string, number>> {
  const { rows } = await db.pool.query<{ drop_id: string; taken: number }>(
    `select drop_id, taken from reward_stock where shop_id = $1`,
    [shopId],
  );
  return Object.fromEntries(rows.map((row) => [row.drop_id || "all", row.taken]));
}

const JUNE = Date.parse("2090-06-01T12:00:00Z");
const JULY = Date.parse("2090-07-01T12:00:00Z");
const june = { id: "june", opensAt: "2090-06-01T09:00", closesAt: "2090-06-02T00:00" };
const july = { id: "july", opensAt: "2090-07-01T09:00", closesAt: "2090-07-02T00:00" };
const soldOut = (opensAt: string | null) => ({
  outcome: "refused",
  reason: "sold_out",
  opensAt,
});

describe("the places of a drop", () => {
  test("end with it, and the next drop has its own", async () => {
    await openShop({
      drops: [
        { ...june, stock: 2 },
        { ...july, stock: 1 },
      ],
    });
    await redeemed(JUNE);
    await redeemed(JUNE);
    expect(await asking(JUNE)).toEqual(soldOut("2090-07-01T09:00"));
    expect(await balancesOf(shopId)).toMatchObject({ available: 800n });
    await redeemed(JULY);
    expect(await asking(JULY)).toEqual(soldOut(null));
    expect(await taken()).toEqual({ june: 2, july: 1 });
  });

  test("that are not used in one drop are not had in the next", async () => {
    await openShop({
      drops: [
        { ...june, stock: 5 },
        { ...july, stock: 1 },
      ],
    });
    await redeemed(JULY);
    expect(await asking(JULY)).toEqual(soldOut(null));
  });

  test("are free again in the drop that they came from", async () => {
    await openShop({ stock: 3, drops: [{ ...june, stock: 1 }, july] });
    const first = await redeemed(JUNE);
    expect(await taken()).toEqual({ all: 1, june: 1 });
    await returned(first);
    expect(await taken()).toEqual({ all: 0, june: 0 });
    await settleRefused(shopId, (await redeemed(JUNE)).id, "no", NOW);
    const late = await redeemed(JULY);
    expect(await taken()).toEqual({ all: 1, june: 0 });
    await returned(late);
    expect(await taken()).toEqual({ all: 0, june: 0 });
  });

  test("count again where the voucher is used after its points went back", async () => {
    await openShop({ drops: [{ ...june, stock: 1 }] });
    const first = await redeemed(JUNE);
    await returned(first);
    await redeemed(JUNE);
    await recordPaidOrder(shopId, { price: "10.00", head: { discountCodes: [first.code] } });
    expect(await taken()).toEqual({ june: 2 });
    expect(await asking(JUNE)).toEqual(soldOut(null));
  });

  test("take nothing of the stock where the drop has none left, nor the other way round", async () => {
    await openShop({ stock: 2, drops: [{ ...june, stock: 1 }, july] });
    await redeemed(JUNE);
    expect(await asking(JUNE)).toEqual(soldOut("2090-07-01T09:00"));
    expect(await taken()).toEqual({ all: 1, june: 1 });
    await redeemed(JULY);
    expect(await asking(JULY)).toEqual(soldOut(null));
    expect(await taken()).toEqual({ all: 2, june: 1 });
  });

  test("of two drops that are open at once are both had", async () => {
    const twice = { ...june, id: "again" };
    await openShop({
      drops: [
        { ...june, stock: 1 },
        { ...twice, stock: 1 },
      ],
    });
    await redeemed(JUNE);
    await redeemed(JUNE);
    expect(await asking(JUNE)).toEqual(soldOut(null));
    expect(await taken()).toEqual({ june: 1, again: 1 });
  });

  test("are nobody's business where an open drop has any number", async () => {
    await openShop({
      drops: [
        { ...june, stock: 1 },
        { ...june, id: "free" },
      ],
    });
    await redeemed(JUNE);
    await redeemed(JUNE);
    expect(await taken()).toEqual({});
  });
});

test("of parallel members each drop serves as many as it has places, and nobody else pays", async () => {
  const members = Array.from({ length: 16 }, (_, index) => String(8_100 + index));
  await openShop({
    stock: 8,
    drops: [
      { ...june, stock: 3 },
      { ...july, stock: 4 },
    ],
  });
  for (const customerId of members) await recordPaidOrder(shopId, { customerId });
  const results = await Promise.all(
    members.map((customerId, index) => asking(index % 2 === 0 ? JUNE : JULY, customerId)),
  );
  const accepted = (parity: number) =>
    results.filter(({ outcome }, index) => outcome === "accepted" && index % 2 === parity).length;
  expect([accepted(0), accepted(1)]).toEqual([3, 4]);
  const reasons = results.flatMap((one) => (one.outcome === "refused" ? [one.reason] : []));
  expect(new Set(reasons)).toEqual(new Set(["sold_out"]));
  expect(await taken()).toEqual({ all: 7, june: 3, july: 4 });
  const { rows } = await db.pool.query<{ points: bigint }>(
    `select sum(available)::bigint as points from member
      where shop_id = $1 and shopify_customer_id = any($2)`,
    [shopId, members],
  );
  expect(rows[0]?.points).toBe(900n);
});
