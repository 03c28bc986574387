// A member shares, a friend orders, the member is paid, the friend's refund takes it back: on a
// real database, in every sequence.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { pool } from "../../../app/db/pool.ts";
import { requestRedemption } from "../../../app/usecases/request-redemption.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { balancesOf } from "../../support/loyalty-shop.ts";
import { FIVE_OFF, PLACED_AT, orderSeen } from "../../support/order-builder.ts";
import { type Friend, MEMBER, ReferralShop } from "../../support/referral-shop.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(async () => {
  await assertLedgerAddsUp(db.ownerPool);
  await assertLedgerAgrees(db);
});

/** The morning on which the reward of an order that is placed at noon of 1 March falls due. */
const DUE_AT = Date.UTC(2026, 2, 15);
const BEFORE_DUE = DUE_AT - DAY_MS;
const AFTER_DUE = DUE_AT + DAY_MS;

describe("the member", () => {
  test("is paid once the wait is over, and the friend's refund takes it back", async () => {
    const shop = await ReferralShop.open(db);
    const friend = await shop.friend();
    expect(await friend.referral()).toMatchObject({ voucherState: "issued", decision: "approve" });
    await friend.orders();
    expect(await friend.referral()).toMatchObject({ state: "waiting_for_day" });
    expect(await shop.points()).toBe(0n);
    await shop.night(DUE_AT);
    expect(await shop.points()).toBe(500n);
    const { state, rewardedAt } = await friend.referral();
    expect({ state, rewardedAt }).toEqual({ state: "rewarded", rewardedAt: DUE_AT });
    await friend.sendsBack(AFTER_DUE);
    expect(await shop.points()).toBe(0n);
    expect(await friend.referral()).toMatchObject({ state: "order_not_enough", rewardedAt: null });
  });

  test("is paid once, however often the night and the news come", async () => {
    const shop = await ReferralShop.open(db);
    const friend = await shop.friend();
    await friend.orders();
    await shop.night(DUE_AT);
    await friend.orders(AFTER_DUE);
    await shop.night(AFTER_DUE);
    expect(await shop.points()).toBe(500n);
  });

  test("is paid at once where the program does not wait", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend();
    await friend.orders();
    expect(await shop.points()).toBe(500n);
  });

  test("after silent nights is paid with the date on which it was due", async () => {
    const shop = await ReferralShop.open(db);
    const friend = await shop.friend();
    await friend.orders();
    await shop.night(DUE_AT + 9 * DAY_MS);
    const { rows } = await pool().query<{ occurred_at: Date }>(
      "select occurred_at from journal_entry where shop_id = $1 and kind = 'award'",
      [shop.id],
    );
    expect(rows.map((row) => row.occurred_at.getTime())).toEqual([DUE_AT]);
  });

  test("is not paid for an order below the minimum", async () => {
    const shop = await ReferralShop.open(db, { minimumOrderMinor: "4001", delayDays: 0 });
    const friend = await shop.friend();
    await friend.orders();
    expect(await shop.points()).toBe(0n);
    expect(await friend.referral()).toMatchObject({ state: "order_not_enough" });
  });

  test("is paid for so many friends a year and no more, and anew in the next", async () => {
    const shop = await ReferralShop.open(db, { mostPerYear: 1, delayDays: 0 });
    const [first, second] = [await shop.friend(), await shop.friend()];
    await first.orders();
    await second.orders();
    expect(await shop.points()).toBe(500n);
    expect(await second.referral()).toMatchObject({ state: "over_maximum" });
    const nextYear = PLACED_AT + 365 * DAY_MS;
    const third = await shop.friend({ at: nextYear });
    await shop.receive(
      third.seen({ placedAt: nextYear + 1, updatedAt: nextYear + 2 }),
      nextYear + 3,
    );
    expect(await shop.points()).toBe(1_000n);
  });

  test("counts the friend for tiers, and not after the refund", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend();
    await friend.orders();
    const counted = async () => {
      const { rows } = await pool().query<{ sum: bigint }>(
        "select sum(referrals)::bigint as sum from qualifying_unit where shop_id = $1",
        [shop.id],
      );
      return rows[0]?.sum;
    };
    expect(await counted()).toBe(1n);
    await friend.sendsBack(PLACED_AT + DAY_MS);
    expect(await counted()).toBe(0n);
  });

  test("owes what was spent before the refund", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend();
    await friend.orders();
    const spent = { ...FIVE_OFF, shopId: shop.id, customerId: MEMBER, requestKey: randomUUID() };
    expect(await requestRedemption(spent, PLACED_AT + DAY_MS)).toMatchObject({
      outcome: "accepted",
    });
    await friend.sendsBack(PLACED_AT + 2 * DAY_MS);
    expect(await balancesOf(shop.id)).toEqual({ available: 0n, reserved: 100n, shortfall: 20n });
  });
});

describe("whatever comes first", () => {
  type Step = (shop: ReferralShop, friend: Friend) => Promise<void>;
  const REFUNDED_AT = BEFORE_DUE;
  const steps: Record<string, Step> = {
    order: (shop, friend) => shop.receive(friend.seen(), AFTER_DUE),
    refund: (shop, friend) => shop.receive(friend.refunded(REFUNDED_AT), AFTER_DUE),
    night: (shop) => shop.night(AFTER_DUE),
    again: (shop, friend) => shop.receive(friend.seen(), AFTER_DUE),
  };
  const sequences = permutations(Object.keys(steps)).filter(
    (names) => names.indexOf("order") < names.indexOf("again"),
  );

  test.each(sequences.map((names) => [names.join(", ")]))("%s: nobody is paid", async (names) => {
    const shop = await ReferralShop.open(db);
    const friend = await shop.friend();
    const done = new Set<string>();
    for (const name of names.split(", ")) {
      await steps[name]?.(shop, friend);
      done.add(name);
      // All of it is heard of once the wait is over: what counts then is paid at once.
      const isPaid = done.has("order") && !done.has("refund");
      expect(await shop.points()).toBe(isPaid ? 500n : 0n);
    }
    expect(await shop.points()).toBe(0n);
    expect(await friend.referral()).toMatchObject({ state: "order_not_enough", rewardedAt: null });
  });

  test("a refund after the window takes nothing back", async () => {
    const shop = await ReferralShop.open(db, { refundWindowDays: 14 });
    const friend = await shop.friend();
    await friend.orders();
    await shop.night(DUE_AT);
    await friend.sendsBack(PLACED_AT + 14 * DAY_MS);
    expect(await shop.points()).toBe(500n);
  });
});

function permutations(items: readonly string[]): string[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

describe("a voucher as the reward", () => {
  const gift = { kind: "voucher", rewardId: "five-off", validityDays: 30 } as const;
  const gifts = async (shop: ReferralShop) => {
    const { rows } = await pool().query<{ status: string; points: bigint; occasion: string }>(
      "select status, points, occasion from redemption where shop_id = $1 order by requested_at",
      [shop.id],
    );
    return rows;
  };

  test("is given without points, and asked of Shopify", async () => {
    const shop = await ReferralShop.open(db, { memberReward: gift, delayDays: 0 });
    const friend = await shop.friend();
    await friend.orders();
    expect(await gifts(shop)).toEqual([{ status: "reserved", points: 0n, occasion: "referral" }]);
    expect(await friend.referral()).toMatchObject({ state: "rewarded" });
    expect(await shop.points()).toBe(0n);
  });

  test("is taken back once Shopify has answered, and not before", async () => {
    const { settleIssued } = await import("../../../app/usecases/settle-redemption.ts");
    const shop = await ReferralShop.open(db, { memberReward: gift, delayDays: 0 });
    const friend = await shop.friend();
    await friend.orders();
    const refundedAt = PLACED_AT + DAY_MS;
    await friend.sendsBack(refundedAt);
    expect(await friend.referral()).toMatchObject({ state: "rewarded" });
    const { redemptionId } = await friend.referral();
    await settleIssued(shop.id, redemptionId ?? "", "gid://shopify/DiscountCodeNode/1", refundedAt);
    expect(await shop.follow(refundedAt)).toBe(1);
    expect(await friend.referral()).toMatchObject({ state: "order_not_enough", rewardedAt: null });
    expect(await gifts(shop)).toMatchObject([{ status: "returning" }]);
  });

  test("that was used stays used, and is not given a second time", async () => {
    const { settleIssued } = await import("../../../app/usecases/settle-redemption.ts");
    const shop = await ReferralShop.open(db, { memberReward: gift, delayDays: 0 });
    const friend = await shop.friend();
    await friend.orders();
    const { redemptionId } = await friend.referral();
    const at = PLACED_AT + DAY_MS;
    await settleIssued(shop.id, redemptionId ?? "", "gid://shopify/DiscountCodeNode/1", at);
    const { rows } = await pool().query<{ code: string }>(
      "select code from redemption where shop_id = $1",
      [shop.id],
    );
    const used = {
      customerId: MEMBER,
      name: "#2",
      placedAt: at,
      discountCodes: [rows[0]?.code ?? ""],
    };
    await shop.receive(orderSeen({ ...used, updatedAt: at, lines: [] }, { orderId: "59998" }), at);
    await friend.decide("refuse", at);
    expect(await friend.referral()).toMatchObject({ state: "refused", redemptionId });
    await friend.decide("approve", at + 1);
    expect(await friend.referral()).toMatchObject({ state: "rewarded", redemptionId });
    expect(await gifts(shop)).toMatchObject([{ status: "used" }]);
  });

  test("that the program has no more is told, and given once the merchant says so again", async () => {
    const shop = await ReferralShop.open(db, { memberReward: gift, delayDays: 0 });
    const friend = await shop.friend();
    await db.ownerPool.query(
      `update program_version set document = jsonb_set(document, '{rewards}', '[]'), revision = 1
        where shop_id = $1`,
      [shop.id],
    );
    await friend.orders();
    expect(await friend.referral()).toMatchObject({ state: "reward_unavailable" });
    await db.ownerPool.query(
      `update program_version set revision = 2, document = jsonb_set(document, '{rewards}',
        '[{"id": "five-off", "kind": "amount_off", "amountMinor": "500", "points": "100"}]')
        where shop_id = $1`,
      [shop.id],
    );
    await friend.decide("approve", PLACED_AT + DAY_MS);
    expect(await friend.referral()).toMatchObject({ state: "rewarded" });
  });
});
