// Friends and members are forgotten, handed their data, and merged, like everybody whom the app
// knows.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { pool } from "../../../app/db/pool.ts";
import { newId } from "../../../app/db/new-id.ts";
import { insertPrivacyRequest } from "../../../app/db/privacy-request-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { exportReferrals } from "../../../app/queries/exported-referrals.ts";
import { exportPersonalData } from "../../../app/queries/privacy-export.ts";
import { mergeCustomers } from "../../../app/usecases/merge-customers.ts";
import { redactCustomer } from "../../../app/usecases/redact-customer.ts";
import { redactShopRows } from "../../../app/db/shop-privacy-store.ts";
import { forgetTraces } from "../../../app/usecases/referrals/forget-traces.ts";
import { openLink, recordShare } from "../../../app/usecases/referrals/open-link.ts";
import { visitLink } from "../../../app/usecases/referrals/visit-link.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PLACED_AT } from "../../support/order-builder.ts";
import { CLAIMED_AT, MEMBER, ReferralShop } from "../../support/referral-shop.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";

const EMAIL = "canary.friend@example.com";
const LATER = PLACED_AT + 40 * DAY_MS;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await assertLedgerAgrees(db);
  await db.drop();
});

/** Rows of the tables of referrals in which a text occurs. */
async function tracesOf(shopId: bigint, ...texts: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of ["referral", "referral_link", "referral_visit", "outbox_message"]) {
    for (const text of texts) {
      const { rows } = await db.ownerPool.query(
        `select from ${table} as held where shop_id = $1
          and held.*::text ilike '%' || $2 || '%'`,
        [shopId, text],
      );
      if (rows.length > 0) found.push(`${table}: ${text}`);
    }
  }
  return found;
}

async function forget(shopId: bigint, customerId: string, email: string | null): Promise<void> {
  const asked = { shopId, customerId, email, phone: null, orderIds: [], now: LATER };
  await withTransaction((tx) => redactCustomer(tx, { ...asked, messageId: randomUUID() }));
}

describe("a friend who asks to be forgotten", () => {
  test("is named nowhere, and the member keeps the reward", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend({ email: EMAIL, connection: "203.0.113.7" });
    await friend.orders();
    expect(await tracesOf(shop.id, EMAIL, friend.customerId)).not.toEqual([]);
    await forget(shop.id, friend.customerId, EMAIL);
    expect(await tracesOf(shop.id, EMAIL, friend.customerId)).toEqual([]);
    expect(await friend.referral()).toMatchObject({ connectionHash: null, friendMailbox: null });
    await friend.decide("approve", LATER);
    expect(await shop.points()).toBe(500n);
    await friend.sendsBack(LATER);
    expect(await shop.points()).toBe(0n);
  });

  test("is found by the address alone, before Shopify knew them", async () => {
    const shop = await ReferralShop.open(db);
    await shop.claim({ email: "Canary.Friend+x@example.com" });
    await forget(shop.id, "999", EMAIL);
    expect(await tracesOf(shop.id, "canary.friend")).toEqual([]);
  });

  test("without an order has their member given nothing more", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend();
    await forget(shop.id, friend.customerId, null);
    await friend.orders();
    expect(await shop.points()).toBe(0n);
  });
});

describe("a member who asks to be forgotten", () => {
  test("has a link that leads nowhere, and no devices", async () => {
    const shop = await ReferralShop.open(db);
    await recordShare({ shopId: shop.id, memberId: shop.memberId }, randomUUID());
    await forget(shop.id, MEMBER, null);
    const { id: shopId, code } = shop;
    const nobody = { shopId, code, visitId: null, customerId: null, connection: null };
    expect(await visitLink(nobody, LATER)).toMatchObject({ reason: "unknown" });
    expect(await openLink({ shopId, memberId: shop.memberId }, LATER)).toBe(code);
    const { rows } = await pool().query<{ device_hashes: string[] }>(
      "select device_hashes from referral_link where shop_id = $1",
      [shopId],
    );
    expect(rows).toEqual([{ device_hashes: [] }]);
  });

  test("gets nothing for friends who order afterwards", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend();
    await forget(shop.id, MEMBER, null);
    await friend.orders(LATER);
    expect(await friend.referral()).toMatchObject({ state: "refused", rewardedAt: null });
  });
});

test("a store that is forgotten names no friend, and keeps no visit", async () => {
  const shop = await ReferralShop.open(db);
  const friend = await shop.friend({ email: EMAIL, connection: "203.0.113.7" });
  await withTransaction((tx) => redactShopRows(tx, shop.id, randomUUID(), new Date(LATER)));
  expect(await tracesOf(shop.id, EMAIL, friend.customerId)).toEqual([]);
  const { rows } = await pool().query(
    `select from referral_visit where shop_id = $1
      union all select from referral_salt where shop_id = $1`,
    [shop.id],
  );
  expect(rows).toEqual([]);
});

test("a store that is forgotten does not tell who of its staff decided", async () => {
  const shop = await ReferralShop.open(db);
  const friend = await shop.friend();
  await shop.decide(friend.id, "refuse", LATER);
  expect(await friend.referral()).toMatchObject({ decidedBy: "merchant:1" });
  await withTransaction((tx) => redactShopRows(tx, shop.id, randomUUID(), new Date(LATER)));
  expect(await friend.referral()).toMatchObject({ decidedBy: "merchant:redacted" });
});

test("after four weeks nothing tells from which connection a visit came", async () => {
  const shop = await ReferralShop.open(db);
  await shop.claim({ connection: "203.0.113.7" });
  const kept = async () => {
    const { rows } = await pool().query<{ hashes: number; salts: number }>(
      `select (select count(connection_hash)::int from referral_visit where shop_id = $1) as hashes,
        (select count(*)::int from referral_salt where shop_id = $1) as salts`,
      [shop.id],
    );
    return rows[0];
  };
  await forgetTraces(CLAIMED_AT + 14 * DAY_MS, 1_000);
  expect(await kept()).toEqual({ hashes: 1, salts: 1 });
  await forgetTraces(CLAIMED_AT + 28 * DAY_MS + 1, 1_000);
  expect(await kept()).toEqual({ hashes: 0, salts: 0 });
});

describe("what is handed over", () => {
  test("tells each of the two of themselves, and nothing of the other", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend({ email: EMAIL });
    await friend.orders();
    const members = await exportReferrals(shop.id, {
      memberId: shop.memberId,
      customerId: MEMBER,
      email: null,
    });
    expect(members).toMatchObject([
      { as: "brought a friend", state: "rewarded", email: null },
      { as: "has a link", code: shop.code },
    ]);
    expect(JSON.stringify(members)).not.toContain(EMAIL);
    const friends = await exportReferrals(shop.id, {
      memberId: null,
      customerId: friend.customerId,
      email: null,
    });
    expect(friends).toMatchObject([{ as: "was brought", email: EMAIL }]);
    expect(JSON.stringify(friends)).not.toContain(shop.memberId);
  });

  test("holds what is known by the address alone, before Shopify was asked", async () => {
    const shop = await ReferralShop.open(db);
    await shop.claim({ email: "Canary.Friend+x@mailinator.com" });
    await recordPaidOrder(shop.id, { customerId: "7009" }, PLACED_AT);
    await pool().query(
      "update member set email = $2 where shop_id = $1 and shopify_customer_id = '7009'",
      [shop.id, "canary.friend@mailinator.com"],
    );
    const [id, at] = [newId(), new Date(LATER)];
    const request = { shopId: shop.id, id, requestId: "1", memberId: null, customerId: "7009" };
    await withTransaction((tx) =>
      insertPrivacyRequest(tx, { ...request, requestedAt: at, dueAt: at }),
    );
    expect((await exportPersonalData(shop.id, id))?.referrals).toMatchObject([
      { as: "was brought", email: "Canary.Friend+x@mailinator.com" },
    ]);
  });
});

test("what staff decided of a friend is handed over to both, without the one's number to the other", async () => {
  const shop = await ReferralShop.open(db);
  const friend = await shop.friend({ email: EMAIL });
  await shop.decide(friend.id, "refuse", LATER);
  await recordPaidOrder(shop.id, { customerId: friend.customerId }, LATER);
  const actsOf = async (customerId: string) => {
    const id = newId();
    const asked = { requestId: id, memberId: null, requestedAt: new Date(LATER) };
    const request = { shopId: shop.id, id, customerId, dueAt: new Date(LATER), ...asked };
    await withTransaction((tx) => insertPrivacyRequest(tx, request));
    return (await exportPersonalData(shop.id, id))?.acts;
  };
  const told = [{ action: "referral_refused", details: { before: "approve" } }];
  expect(await actsOf(MEMBER)).toMatchObject(told);
  expect(await actsOf(friend.customerId)).toMatchObject(told);
  expect(JSON.stringify(await actsOf(friend.customerId))).not.toContain(shop.memberId);
});

describe("customers who are merged", () => {
  const merge = (shop: ReferralShop, keptCustomerId: string, goneCustomerId: string) =>
    withTransaction((tx) => mergeCustomers(tx, shop.id, { keptCustomerId, goneCustomerId }, LATER));

  test("the heir is rewarded for the friends of the gone member, and both links work", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend();
    await recordPaidOrder(shop.id, { customerId: "7002" }, PLACED_AT);
    const { rows } = await pool().query<{ id: string }>(
      "select id from member where shop_id = $1 and shopify_customer_id = '7002'",
      [shop.id],
    );
    const heirId = rows[0]?.id ?? "";
    const own = await openLink({ shopId: shop.id, memberId: heirId }, PLACED_AT);
    await merge(shop, "7002", MEMBER);
    await friend.orders(LATER);
    expect(await friend.referral()).toMatchObject({ memberId: heirId, state: "rewarded" });
    expect(await openLink({ shopId: shop.id, memberId: heirId }, LATER)).toBe(own);
    const late = await shop.friend({ at: LATER });
    expect(await late.referral()).toMatchObject({ memberId: heirId });
  });

  test("a friend who is merged is the friend under the other number", async () => {
    const shop = await ReferralShop.open(db, { delayDays: 0 });
    const friend = await shop.friend();
    await merge(shop, "7003", friend.customerId);
    expect(await friend.referral()).toMatchObject({ friendCustomerId: "7003" });
    await shop.receive(friend.seen({ customerId: "7003" }), LATER);
    expect(await shop.points()).toBe(500n);
  });
});
