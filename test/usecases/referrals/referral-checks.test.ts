// Who is looked at and who is not, and what a merchant decides: on a real database.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { pool } from "../../../app/db/pool.ts";
import { forgetTraces } from "../../../app/usecases/referrals/forget-traces.ts";
import { recordShare } from "../../../app/usecases/referrals/open-link.ts";
import { recordVoucherRefused } from "../../../app/usecases/referrals/record-friend-voucher.ts";
import type { Told } from "../../../app/usecases/referrals/settle-referral.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { PLACED_AT } from "../../support/order-builder.ts";
import { CLAIMED_AT, type Friend, MEMBER, ReferralShop } from "../../support/referral-shop.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await assertLedgerAgrees(db);
  await db.drop();
});

const DUE_AT = Date.UTC(2026, 2, 15);
const HOME = "203.0.113.7";
const home = { street: "1 Quay Street", postcode: "10115", country: "DE" };
/**
 * What Shopify tells of a member and a friend who live together, each with a phone of their own.
 */
const atHome = (phone: string): Told => ({
  member: { phone: "+49 170 1111111", address: home },
  friend: { phone, address: home },
});

async function order(shop: ReferralShop, friend: Friend, told?: Told): Promise<void> {
  const now = PLACED_AT + 60_000;
  await shop.receive(friend.seen(), now);
  if (told === undefined) return;
  // The friend's news once more: this time Shopify tells of both.
  await shop.enqueue(friend.id);
  await shop.follow(now, told);
}

async function found(friend: Friend): Promise<string[]> {
  return (await friend.referral()).evidence.found.map(({ check }) => check);
}

describe("a household of three", () => {
  test("passes: one address, one connection, devices and phones of their own", async () => {
    const shop = await ReferralShop.open(db);
    await recordShare({ shopId: shop.id, memberId: shop.memberId }, randomUUID());
    const friends = [];
    for (const phone of ["+49 170 2222222", "+49 170 3333333"]) {
      const friend = await shop.friend({ connection: HOME, device: randomUUID() });
      await order(shop, friend, atHome(phone));
      friends.push(friend);
    }
    await shop.night(DUE_AT);
    for (const friend of friends) {
      expect(await friend.referral()).toMatchObject({ decision: "approve", state: "rewarded" });
      expect(await found(friend)).toEqual(["same_address"]);
    }
    expect(await shop.points()).toBe(1_000n);
  });
});

describe("a ring of ten", () => {
  test("ends in review, also those who came before it was one", async () => {
    const shop = await ReferralShop.open(db, { claimsPerDay: 100 });
    const friends: Friend[] = [];
    for (let index = 0; index < 10; index += 1) {
      friends.push(await shop.friend({ connection: HOME, device: randomUUID() }));
    }
    const first = await Promise.all(friends.map((friend) => friend.referral()));
    expect(first.map(({ decision }) => decision)).toEqual([
      ...Array.from({ length: 4 }, () => "approve"),
      ...Array.from({ length: 6 }, () => "review"),
    ]);
    for (const friend of friends.slice(0, 4)) await order(shop, friend);
    await shop.night(DUE_AT);
    for (const friend of friends) {
      expect(await friend.referral()).toMatchObject({ decision: "review", rewardedAt: null });
      expect(await found(friend)).toEqual(["many_of_one_connection"]);
    }
    expect(await shop.points()).toBe(0n);
  });

  test("is seen across the change of the salt, and not once the traces are forgotten", async () => {
    const shop = await ReferralShop.open(db, { householdSize: 1, visitDays: 365 });
    await shop.friend({ connection: HOME });
    const twoWeeks = CLAIMED_AT + 14 * DAY_MS;
    const second = await shop.friend({ connection: HOME, at: twoWeeks });
    expect(await second.referral()).toMatchObject({ decision: "review" });
    await forgetTraces(twoWeeks + 28 * DAY_MS + 1, 1_000);
    const third = await shop.friend({ connection: HOME, at: twoWeeks + 29 * DAY_MS });
    expect(await third.referral()).toMatchObject({ decision: "approve" });
    const { rows } = await pool().query<{ connection_hash: string | null }>(
      `select connection_hash from referral where shop_id = $1 order by claimed_at`,
      [shop.id],
    );
    expect(rows.map((row) => row.connection_hash === null)).toEqual([true, true, false]);
  });
});

describe("one who is the member", () => {
  test("is refused by the mailbox, and gets no voucher", async () => {
    const shop = await ReferralShop.open(db);
    const claimed = await shop.claim({ email: "Ada+me@Example.com" });
    expect(claimed).toEqual({ outcome: "refused", reason: "not_for_you" });
    const { rows } = await pool().query(
      "select decision, state, voucher_state from referral where shop_id = $1",
      [shop.id],
    );
    expect(rows).toEqual([{ decision: "refuse", state: "refused", voucher_state: "held" }]);
  });

  test("does not get past the own link when signed in", async () => {
    const shop = await ReferralShop.open(db);
    await expect(shop.claim({ customerId: MEMBER })).rejects.toThrow("own_link");
  });

  test("is looked at on the same device at the same address, and not on the device alone", async () => {
    const shop = await ReferralShop.open(db);
    const device = randomUUID();
    await recordShare({ shopId: shop.id, memberId: shop.memberId }, device);
    const friend = await shop.friend({ device });
    expect(await friend.referral()).toMatchObject({ decision: "approve" });
    await order(shop, friend, atHome("+49 170 2222222"));
    expect(await found(friend)).toEqual(["same_device", "same_address"]);
    expect(await friend.referral()).toMatchObject({ state: "waiting_for_review" });
  });

  test("is looked at by the phone number", async () => {
    const shop = await ReferralShop.open(db);
    const friend = await shop.friend();
    await order(shop, friend, atHome("0170 1111111"));
    expect(await found(friend)).toEqual(["same_phone", "same_address"]);
    expect(await friend.referral()).toMatchObject({ decision: "review" });
  });
});

describe("one who has bought before", () => {
  test("is refused by what Shopify tells, before a voucher is made", async () => {
    const shop = await ReferralShop.open(db);
    const friend = await shop.friend({ hasBought: true });
    expect(await friend.referral()).toMatchObject({ decision: "refuse", voucherState: "held" });
    expect(await found(friend)).toEqual(["existing_customer"]);
  });

  test("is refused at the first order by an earlier one that was heard of late", async () => {
    const shop = await ReferralShop.open(db);
    const friend = await shop.friend();
    const placedAt = CLAIMED_AT - 2 * DAY_MS;
    await shop.receive(shop.orderOf(friend.customerId, placedAt), CLAIMED_AT);
    expect(await friend.referral()).toMatchObject({ decision: "approve", orderId: null });
    await friend.orders();
    expect(await friend.referral()).toMatchObject({ decision: "refuse", voucherState: "off" });
    expect(await found(friend)).toEqual(["existing_customer"]);
  });
});

describe("asking for the voucher", () => {
  test("twice by one visit tells the same, by another one that it was had", async () => {
    const shop = await ReferralShop.open(db);
    const email = "bob@example.com";
    expect(await shop.claim({ email })).toMatchObject({ outcome: "taken" });
    expect(await shop.claim({ email: "Bob+again@example.com" })).toMatchObject({
      reason: "claimed",
    });
  });

  test("ten at once with one mailbox makes one voucher", async () => {
    const shop = await ReferralShop.open(db);
    const email = "eve@example.com";
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => shop.claim({ email }).then(({ outcome }) => outcome)),
    );
    expect(outcomes.filter((outcome) => outcome === "taken")).toHaveLength(1);
  });

  test.each(["", "bob", "bob@", "b ob@example.com", `${"b".repeat(250)}@example.com`])(
    "with %j is refused as no address",
    async (email) => {
      const shop = await ReferralShop.open(db);
      expect(await shop.claim({ email })).toEqual({ outcome: "refused", reason: "email" });
    },
  );

  test("with a disposable address waits for the merchant", async () => {
    const shop = await ReferralShop.open(db);
    const friend = await shop.friend({ email: "x@mailinator.com" });
    expect(await friend.referral()).toMatchObject({ decision: "review", voucherState: "held" });
  });

  test("too often for one member within a day waits for the merchant", async () => {
    const shop = await ReferralShop.open(db, { claimsPerDay: 2 });
    const decisions = [];
    for (let index = 0; index < 3; index += 1) {
      decisions.push((await (await shop.friend()).referral()).decision);
    }
    expect(decisions).toEqual(["approve", "approve", "review"]);
  });
});

describe("the merchant", () => {
  test("approves: the friend gets the voucher, and the member the reward", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend({ email: "a@yopmail.com" });
    await friend.decide("approve", CLAIMED_AT);
    expect(await friend.referral()).toMatchObject({ voucherState: "issued" });
    await friend.orders();
    expect(await shop.points()).toBe(500n);
  });

  test("refuses what was approved: the code is switched off, the reward taken back", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend();
    await friend.orders();
    await friend.decide("refuse", PLACED_AT + DAY_MS);
    expect(await shop.points()).toBe(0n);
    expect(await friend.referral()).toMatchObject({ state: "refused", voucherState: "off" });
    const { rows } = await pool().query(
      "select key from outbox_message where shop_id = $1 and kind = 'switch_off_discount'",
      [shop.id],
    );
    expect(rows).toHaveLength(1);
  });

  test("changes their mind as often as they like: the reward follows, once at a time", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend();
    await friend.orders();
    for (const [index, decision] of (
      ["refuse", "approve", "refuse", "approve"] as const
    ).entries()) {
      await friend.decide(decision, PLACED_AT + (index + 1) * DAY_MS);
      expect(await shop.points()).toBe(decision === "approve" ? 500n : 0n);
    }
    const { rows } = await pool().query<{ action: string }>(
      `select action from audit_event where shop_id = $1 and subject = $2 order by id`,
      [shop.id, `referral/${friend.id}`],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "referral_refused",
      "referral_approved",
      "referral_refused",
      "referral_approved",
    ]);
  });

  test("who approves again after a refusal gives the friend another code", async () => {
    const shop = await ReferralShop.open(db);
    const friend = await shop.friend();
    const { voucherCode } = await friend.referral();
    await friend.decide("refuse", CLAIMED_AT + 1);
    await friend.decide("approve", CLAIMED_AT + 2);
    const after = await friend.referral();
    expect(after.voucherState).toBe("issued");
    expect(after.voucherCode).not.toBe(voucherCode);
  });

  test("has the last word: no later look overrules it", async () => {
    const shop = await ReferralShop.open(db);
    const friend = await shop.friend({ email: "b@yopmail.com" });
    await friend.decide("approve", CLAIMED_AT);
    await order(shop, friend, atHome("0170 1111111"));
    await shop.night(DUE_AT);
    expect(await friend.referral()).toMatchObject({ decision: "approve", state: "rewarded" });
    expect(await found(friend)).toContain("same_phone");
  });

  test("can have a voucher asked for again that Shopify had refused", async () => {
    const shop = await ReferralShop.open(db);
    const claimed = await shop.claim();
    if (claimed.outcome === "refused") throw new Error(claimed.reason);
    const { id, voucherCode: code } = claimed.referral;
    const key = { shopId: shop.id, id };
    await recordVoucherRefused(key, { code, problem: "No room for more discounts" }, CLAIMED_AT);
    expect(await shop.find(key.id)).toMatchObject({ voucherState: "refused" });
    await shop.decide(key.id, "approve", CLAIMED_AT + 1);
    expect(await shop.find(key.id)).toMatchObject({ voucherState: "wanted", voucherProblem: null });
  });
});
