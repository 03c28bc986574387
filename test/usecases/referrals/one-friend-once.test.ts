// One friend brings one reward: under other addresses, after a merger, at the same time as others,
// and however often the merchant decides.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { pool } from "../../../app/db/pool.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { mergeCustomers } from "../../../app/usecases/merge-customers.ts";
import { settleIssued, settleRefused } from "../../../app/usecases/settle-redemption.ts";
import {
  recordVoucherIssued,
  recordVoucherRefused,
} from "../../../app/usecases/referrals/record-friend-voucher.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { PLACED_AT, orderSeen } from "../../support/order-builder.ts";
import { CLAIMED_AT, Friend, MEMBER, ReferralShop } from "../../support/referral-shop.ts";
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

const LATER = PLACED_AT + DAY_MS;

describe("a customer whom a member brought", () => {
  test("is refused under another address, and rewarded for once", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const first = await shop.friend();
    const claimed = await shop.claim({ at: CLAIMED_AT + 1 });
    if (claimed.outcome === "refused") throw new Error(claimed.reason);
    const again = new Friend(shop, claimed.referral.id, first.customerId);
    await again.known(false, CLAIMED_AT + 2);
    await first.orders();
    expect(await shop.points()).toBe(500n);
    expect(await again.referral()).toMatchObject({ decision: "refuse", voucherState: "held" });
    const { evidence } = await again.referral();
    expect(evidence.found).toEqual([{ check: "brought_before", stage: "claim" }]);
  });

  test.each([
    ["asked first", 0],
    ["asked last", 1],
  ])("and turns out to be another one is rewarded for once: %s", async (_name, buyer) => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friends = [await shop.friend(), await shop.friend({ at: CLAIMED_AT + 1 })] as const;
    const [kept, gone] = buyer === 0 ? friends : [friends[1], friends[0]];
    await kept.orders();
    const numbers = { keptCustomerId: kept.customerId, goneCustomerId: gone.customerId };
    await withTransaction((tx) => mergeCustomers(tx, shop.id, numbers, LATER));
    await shop.follow(LATER);
    expect(await shop.points()).toBe(500n);
    expect(await kept.referral()).toMatchObject({ decision: "approve", state: "rewarded" });
    expect(await gone.referral()).toMatchObject({ decision: "refuse", voucherState: "off" });
  });
});

test("friends of one member who ask at the same time count each other", async () => {
  const shop = await ReferralShop.open(db, { claimsPerDay: 2 });
  const claims = await Promise.all(Array.from({ length: 6 }, () => shop.claim()));
  const decisions = claims.map((claimed) =>
    claimed.outcome === "taken" ? claimed.referral.decision : claimed.reason,
  );
  const waiting = Array.from({ length: 4 }, () => "review");
  expect(decisions.toSorted()).toEqual(["approve", "approve", ...waiting]);
});

test("friends of one connection who ask at the same time count each other, whoever brings them", async () => {
  const shop = await ReferralShop.open(db, { householdSize: 2 });
  const others = await Promise.all(["7011", "7012", "7013"].map((one) => shop.anotherLink(one)));
  const connection = "203.0.113.9";
  const claims = await Promise.all(
    [shop.code, ...others].map((code) => shop.claim({ connection, code })),
  );
  const decisions = claims.map((claimed) =>
    claimed.outcome === "taken" ? claimed.referral.decision : claimed.reason,
  );
  expect(decisions.toSorted()).toEqual(["approve", "approve", "review", "review"]);
});

describe("a voucher for the friend", () => {
  test("whose code is another one by now is switched off, and does not pass for the new one", async () => {
    const shop = await ReferralShop.open(db);
    const claimed = await shop.claim();
    if (claimed.outcome === "refused") throw new Error(claimed.reason);
    const { id, voucherCode: former } = claimed.referral;
    const key = { shopId: shop.id, id };
    // Shopify is still asked for the first code while the merchant refuses and approves.
    await shop.decide(id, "refuse", LATER);
    await shop.decide(id, "approve", LATER + 1);
    const gid = "gid://shopify/DiscountCodeNode/1";
    await recordVoucherIssued(key, { code: former, gid }, LATER + 2);
    expect(await shop.find(id)).toMatchObject({ voucherState: "wanted", voucherGid: null });
    await recordVoucherRefused(key, { code: former, problem: "No." }, LATER + 2);
    expect(await shop.find(id)).toMatchObject({ voucherState: "wanted", voucherProblem: null });
    const { rows } = await pool().query<{ key: string }>(
      "select key from outbox_message where shop_id = $1 and kind = 'switch_off_discount'",
      [shop.id],
    );
    expect(rows).toEqual([{ key: gid }]);
  });
});

describe("a gift for the member", () => {
  const memberReward = { kind: "voucher", rewardId: "five-off", validityDays: 30 } as const;

  /** A member for whom Shopify is asked to make a voucher, for a friend. */
  async function promised(mostPerYear = 20) {
    const shop = await ReferralShop.open(db, { memberReward, mostPerYear, delayDays: 0 });
    const friend = await shop.friend();
    await friend.orders();
    const redemptionId = (await friend.referral()).redemptionId ?? "";
    return { shop, friend, redemptionId };
  }

  /** Whose voucher works. */
  async function rewarded(mostPerYear?: number) {
    const known = await promised(mostPerYear);
    const { shop, redemptionId } = known;
    await settleIssued(shop.id, redemptionId, "gid://shopify/DiscountCodeNode/1", LATER);
    return known;
  }

  async function use(shop: ReferralShop): Promise<void> {
    const { rows } = await pool().query<{ code: string }>(
      "select code from redemption where shop_id = $1",
      [shop.id],
    );
    const placed = { customerId: MEMBER, name: "#2", placedAt: LATER, updatedAt: LATER };
    const discountCodes = [rows[0]?.code ?? ""];
    const order = orderSeen({ ...placed, discountCodes, lines: [] }, { orderId: "59998" });
    await shop.receive(order, LATER);
  }

  async function sum(of: string, shop: ReferralShop): Promise<bigint | undefined> {
    const { rows } = await pool().query<{ sum: bigint }>(of, [shop.id]);
    return rows[0]?.sum;
  }
  const counted = (shop: ReferralShop) =>
    sum("select sum(referrals)::bigint as sum from qualifying_unit where shop_id = $1", shop);
  const given = (shop: ReferralShop) =>
    sum("select count(*)::bigint as sum from redemption where shop_id = $1", shop);

  test("that was used counts the friend for tiers as often as the reward is due", async () => {
    const { shop, friend } = await rewarded();
    await use(shop);
    const sums = [await counted(shop)];
    for (const [index, decision] of (["refuse", "approve", "refuse"] as const).entries()) {
      await friend.decide(decision, LATER + index + 1);
      sums.push(await counted(shop));
    }
    expect(sums).toEqual([1n, 0n, 1n, 0n]);
  });

  test("that was used keeps its place among those of the year when it is taken back", async () => {
    const { shop, friend } = await rewarded(1);
    await use(shop);
    await friend.decide("refuse", LATER + 1);
    expect(await friend.referral()).toMatchObject({ state: "refused", rewardedAt: null });
    const second = await shop.friend();
    await second.orders(LATER + 2);
    expect(await second.referral()).toMatchObject({ state: "over_maximum" });
    expect(await given(shop)).toBe(1n);
  });

  test("that was used while it was taken back is the one that is due again", async () => {
    const { shop, friend, redemptionId } = await rewarded();
    await friend.decide("refuse", LATER + 1);
    await use(shop);
    await friend.decide("approve", LATER + 2);
    expect(await friend.referral()).toMatchObject({ state: "rewarded", redemptionId });
    expect(await given(shop)).toBe(1n);
  });

  test("that Shopify refuses waits for the merchant, who has it tried again", async () => {
    const { shop, friend, redemptionId } = await promised();
    await settleRefused(shop.id, redemptionId, "No more discounts", LATER);
    expect(await shop.follow(LATER)).toBe(1);
    expect(await friend.referral()).toMatchObject({ state: "reward_unavailable" });
    expect(await counted(shop)).toBe(0n);
    await friend.decide("approve", LATER + 1);
    expect(await friend.referral()).toMatchObject({ state: "rewarded" });
    expect((await friend.referral()).redemptionId).not.toBe(redemptionId);
    expect(await counted(shop)).toBe(1n);
  });
});
