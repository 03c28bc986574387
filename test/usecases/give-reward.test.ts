// Rewards that are given on an occasion, on a real database: without points, once, and through the
// steps that every redemption takes.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { Redemption } from "../../app/core/rewards/redemption.ts";
import { loadEntitlements } from "../../app/db/entitlement-store.ts";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { pool } from "../../app/db/pool.ts";
import { findRedemption } from "../../app/db/redemption-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { loadVouchersByIds } from "../../app/db/voucher-comparison-store.ts";
import { comparePoints } from "../../app/core/rewards/compare-vouchers.ts";
import { type RewardGift, giveReward, takeBackGift } from "../../app/usecases/give-reward.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { recordDeactivation, settleReturned } from "../../app/usecases/return-voucher.ts";
import { settleIssued, settleRefused } from "../../app/usecases/settle-redemption.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { FIVE_OFF, PROGRAM_INPUT, refund, refundSeen } from "../support/order-builder.ts";

const GID = "gid://shopify/DiscountCodeNode/1";
const points = "100";

const rewards: ProgramDocumentInput["rewards"] = [
  {
    id: "five-off",
    kind: "amount_off",
    amountMinor: "500",
    points,
    stock: 7,
    audience: { tierIds: [], customerTags: ["vip"], segmentIds: [] },
    limits: [{ count: 1, period: "ever" }],
    drops: [{ id: "later", opensAt: "2030-01-01T00:00" }],
  },
  { id: "slider", kind: "points_for_money", points: "20", amountPerStepMinor: "100" },
  { id: "rare", kind: "exclusive_product", points, productIds: ["9001"] },
  { id: "past", kind: "early_access", points, productIds: ["9002"], until: "2026-01-01T00:00" },
  { id: "card", kind: "gift_card", points, amountMinor: "1000" },
  { id: "plain", kind: "amount_off", amountMinor: "500", points },
];

let db: TestDatabase;
let shopId: bigint;
let memberId: string;
/** What the member has before and after each test: no gift changes it. */
let owned: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  owned = 80n;
  const shop = { domain: `${randomUUID()}.myshopify.com`, timeZone: "UTC" };
  const returnSpentPoints = "on_full_refund";
  shopId = await openLoyaltyShop(db.pool, shop, { ...PROGRAM_INPUT, rewards, returnSpentPoints });
  await recordPaidOrder(shopId, { price: "40.00" });
  memberId = await memberOf("7001");
});
afterEach(async () => {
  await assertLedgerAddsUp(db.ownerPool);
  const { findings } = await auditLedger(db.url, { shopId });
  if (findings.length > 0) throw new Error(`The proof found ${findings[0]?.rule}`);
  const { available, reserved } = await balancesOf(shopId);
  if (available !== owned || reserved !== 0n) throw new Error("A gift changed a balance");
});

async function memberOf(customerId: string): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    `select id from member where shop_id = $1 and shopify_customer_id = $2`,
    [shopId, customerId],
  );
  const [row] = rows;
  if (!row) throw new Error(`Customer ${customerId} is no member`);
  return row.id;
}

function giving(changes: Partial<RewardGift> = {}) {
  const occasion = { kind: "birthday", key: "2026" } as const;
  const gift = { shopId, memberId, rewardId: "five-off", occasion, validDays: 7, ...changes };
  return withTransaction((tx) => giveReward(tx, gift, NOW));
}

async function given(changes: Partial<RewardGift> = {}): Promise<Redemption> {
  const result = await giving(changes);
  if (result.outcome !== "given") throw new Error(result.reason);
  return result.redemption;
}

async function stored({ id }: Redemption): Promise<Redemption> {
  const found = await findRedemption(pool(), shopId, id);
  if (!found) throw new Error("The redemption is gone");
  return found.redemption;
}

const takingBack = ({ id: redemptionId }: Redemption) =>
  withTransaction((tx) => takeBackGift(tx, { shopId, redemptionId }, NOW));

async function messages(): Promise<string[]> {
  const { rows } = await pool().query<{ kind: string }>(
    `select kind from outbox_message where shop_id = $1 and kind like '%voucher%' order by kind`,
    [shopId],
  );
  return rows.map(({ kind }) => kind);
}

async function entries(): Promise<unknown[]> {
  const { rows } = await pool().query(`select key from journal_entry where shop_id = $1`, [shopId]);
  return rows;
}

describe("a gift", () => {
  test("costs nothing, is asked of Shopify, and works for as long as it is said", async () => {
    const before = await entries();
    const gift = await given();
    expect(gift).toMatchObject({ points: 0n, occasion: "birthday", status: "reserved" });
    expect(gift).toMatchObject({ amountMinor: 500n, expiresAt: NOW + 7 * DAY_MS });
    expect(await messages()).toEqual(["issue_voucher"]);
    await settleIssued(shopId, gift.id, GID, NOW);
    expect(await stored(gift)).toMatchObject({ status: "issued", points: 0n });
    expect(await entries()).toEqual(before);
  });

  test("ends as the reward says, or to the instant, where that is wanted", async () => {
    const usual = await given({ validDays: null });
    expect(usual.expiresAt).toBe(NOW + 90 * DAY_MS);
    const occasion = { kind: "birthday", key: "2027" } as const;
    const until = await given({ validDays: null, until: NOW + 5, occasion });
    expect(until.expiresAt).toBe(NOW + 5);
  });

  test("is given once for its occasion, and again for another", async () => {
    const results = await Promise.all(Array.from({ length: 4 }, () => giving()));
    const ids = new Set(results.map((one) => (one.outcome === "given" ? one.redemptionId : "")));
    expect(ids.size).toBe(1);
    expect(results.filter((one) => one.outcome === "given" && !one.isRepeated)).toHaveLength(1);
    const next = await given({ occasion: { kind: "referral", key: "2026" } });
    expect(ids).not.toContain(next.id);
  });

  test("asks for nothing that the reward asks of those who redeem it, but takes of its stock", async () => {
    for (let year = 1; year <= 7; year++) {
      await given({ occasion: { kind: "birthday", key: String(year) } });
    }
    const eighth = await giving({ occasion: { kind: "birthday", key: "8" } });
    expect(eighth).toEqual({ outcome: "refused", reason: "sold_out" });
  });

  test.each([
    ["nothing", "reward_unavailable"],
    ["slider", "leaves_choice"],
    ["past", "too_late"],
  ])("of %s is refused as %s", async (rewardId, reason) => {
    expect(await giving({ rewardId })).toEqual({ outcome: "refused", reason });
    expect(await messages()).toEqual([]);
  });

  test("that the store does not allow is refused, and so is one for who has no customer", async () => {
    await pool().query(`update shop set scopes = 'write_customers' where shop_id = $1`, [shopId]);
    expect(await giving({ rewardId: "card" })).toMatchObject({ reason: "paused" });
    expect(await giving({ memberId: randomUUID() })).toMatchObject({ reason: "not_a_member" });
  });

  test("counts neither among the vouchers that a member may hold nor towards a limit", async () => {
    for (let year = 1; year <= 5; year++) {
      await given({ occasion: { kind: "birthday", key: String(year) } });
    }
    await recordPaidOrder(shopId, { customerId: "7002", price: "100.00" });
    const rich = await memberOf("7002");
    for (let year = 1; year <= 5; year++) {
      const occasion = { kind: "birthday", key: String(year) } as const;
      await given({ memberId: rich, rewardId: "plain", occasion });
    }
    const asked = { ...FIVE_OFF, rewardId: "plain", requestKey: randomUUID() };
    const result = await requestRedemption({ shopId, customerId: "7002", ...asked }, NOW);
    expect(result).toMatchObject({ outcome: "accepted" });
  });

  test("that nothing in Shopify carries is had at once, and seen by the theme", async () => {
    const gift = await given({ rewardId: "rare" });
    expect(gift).toMatchObject({ status: "issued", issuedAt: NOW, points: 0n });
    const seen = (await loadEntitlements(pool(), shopId, [memberId], NOW)).get(memberId);
    expect(seen).toContain("9001");
    expect(await messages()).toEqual([]);
  });

  test("differs in nothing when vouchers are compared", async () => {
    const gift = await given();
    const [here] = await loadVouchersByIds(pool(), shopId, [gift.id]);
    expect(here && comparePoints(here)).toEqual([]);
  });

  test("of a customer who is merged away becomes the heir's, beside the heir's own", async () => {
    await recordPaidOrder(shopId, { customerId: "7002", price: "40.00" });
    const other = await memberOf("7002");
    const gone = await given({ memberId: other, rewardId: "plain" });
    const own = await given({ rewardId: "plain" });
    await settleIssued(shopId, gone.id, GID, NOW);
    const customers = { keptCustomerId: "7001", goneCustomerId: "7002" };
    await withTransaction((tx) => mergeCustomers(tx, shopId, customers, NOW));
    expect(await stored(gone)).toMatchObject({ memberId, points: 0n, occasion: "birthday" });
    expect(await given({ rewardId: "plain" })).toMatchObject({ id: own.id });
    owned = 160n;
  });
});

describe("the end of a gift", () => {
  test("that Shopify refuses gives no points back, and its place is free again", async () => {
    const gift = await given();
    await settleRefused(shopId, gift.id, "No.", NOW);
    expect(await stored(gift)).toMatchObject({ status: "refused", points: 0n });
    for (let year = 1; year <= 7; year++) {
      await given({ occasion: { kind: "birthday", key: String(year) } });
    }
  });

  test("that was used cannot be taken back, and a refund of its order brings nothing back", async () => {
    const gift = await given();
    await settleIssued(shopId, gift.id, GID, NOW);
    const head = { discountCodes: [gift.code] };
    const orderId = await recordPaidOrder(shopId, { customerId: "7009", price: "10.00", head });
    expect(await stored(gift)).toMatchObject({ status: "used", usedOrderId: orderId });
    expect(await takingBack(gift)).toBe("already_used");
    const event = refundSeen(refund({ unnamed: "10.00" }), orderId);
    await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], NOW + 1));
    expect(await balancesOf(shopId, "7009")).toMatchObject({ available: 0n });
    expect(await stored(gift)).toMatchObject({ status: "used" });
  });

  test("that was switched off, and used all the same, takes no points", async () => {
    const gift = await given();
    await settleIssued(shopId, gift.id, GID, NOW);
    expect(await takingBack(gift)).toBe("taken_back");
    expect(await messages()).toEqual(["deactivate_voucher", "issue_voucher"]);
    await recordDeactivation(shopId, gift.id, NOW);
    await settleReturned(shopId, gift.id, NOW);
    expect(await stored(gift)).toMatchObject({ status: "returned", returnReason: "occasion_gone" });
    expect(await takingBack(gift)).toBe("taken_back");
    const head = { discountCodes: [gift.code] };
    await recordPaidOrder(shopId, { customerId: "7009", price: "10.00", head });
    expect(await stored(gift)).toMatchObject({ status: "used", points: 0n });
  });

  test("is told truly while Shopify has not answered, of money, and of what is over", async () => {
    const gift = await given();
    expect(await takingBack(gift)).toBe("on_its_way");
    const occasion = { kind: "birthday", key: "card" } as const;
    const card = await given({ rewardId: "card", occasion });
    await settleIssued(shopId, card.id, GID, NOW);
    expect(await takingBack(card)).toBe("cannot_be_taken_back");
    await settleRefused(shopId, gift.id, "No.", NOW);
    expect(await takingBack(gift)).toBe("already_over");
    const nobody = { shopId, redemptionId: randomUUID() };
    expect(await withTransaction((tx) => takeBackGift(tx, nobody, NOW))).toBe("not_found");
  });

  test("of what nothing carries is undone at once, and the theme hides it again", async () => {
    const gift = await given({ rewardId: "rare" });
    expect(await takingBack(gift)).toBe("taken_back");
    expect(await stored(gift)).toMatchObject({ status: "returned" });
    const seen = (await loadEntitlements(pool(), shopId, [memberId], NOW)).get(memberId);
    expect(seen).toBe("[]");
  });

  test("is not for what was paid for with points", async () => {
    const asked = { ...FIVE_OFF, rewardId: "plain", requestKey: randomUUID() };
    await recordPaidOrder(shopId, { customerId: "7002", price: "100.00" });
    const result = await requestRedemption({ shopId, customerId: "7002", ...asked }, NOW);
    if (result.outcome !== "accepted") throw new Error(result.reason);
    await expect(takingBack(result.redemption)).rejects.toThrow(RangeError);
  });
});

test("the proof finds a gift that cost points, and a price that was forgotten", async () => {
  const gift = await given();
  const rule = "gifts move no points, and everything else has its price";
  const bend = async (to: string) => {
    await db.ownerPool.query(
      `alter table redemption drop constraint redemption_gifts_cost_nothing`,
    );
    await db.ownerPool.query(`update redemption set ${to} where shop_id = $1`, [shopId]);
    const { findings } = await auditLedger(db.url, { shopId });
    await db.ownerPool.query(
      `update redemption set points = 0, occasion = 'birthday' where shop_id = $1`,
      [shopId],
    );
    await db.ownerPool.query(`alter table redemption add constraint redemption_gifts_cost_nothing
      check (points >= 0 and (points = 0) = (occasion is not null))`);
    return findings.filter(({ rule: broken }) => broken === rule).map(({ subject }) => subject);
  };
  expect(await bend("points = 5")).toEqual([`${gift.id} birthday`]);
  expect(await bend("occasion = null")).toEqual([`${gift.id} no gift`]);
});
