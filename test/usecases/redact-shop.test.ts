// A store is forgotten when Shopify asks for it, even if the news that it removed the app was lost;
// and no request is dropped without a word.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { HANDLED_AT, handleAll, readInboxRow, storeWebhooks } from "../support/inbox.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";

let db: TestDatabase;
let domain: string;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

beforeEach(async () => {
  domain = `shop-${randomUUID()}.myshopify.com`;
  shopId = await openLoyaltyShop(db.pool, { domain });
  await recordPaidOrder(shopId, {});
  await installedDaysAgo(90);
});

async function installedDaysAgo(days: number): Promise<void> {
  const installedAt = new Date(HANDLED_AT - days * DAY_MS);
  await db.pool.query("update shop set installed_at = $2 where shop_id = $1", [
    shopId,
    installedAt,
  ]);
}

/** The shop's offline session, with hours until its tokens run out. */
async function addSession(hours: number | null, refreshHours: number | null): Promise<void> {
  await db.pool.query(
    `insert into session (id, shop, state, access_token, refresh_token, expires,
       refresh_token_expires)
     values ($1, $2, '', 'sealed', 'sealed', now() + $3 * interval '1 hour',
       now() + $4 * interval '1 hour')`,
    [`offline_${domain}`, domain, hours, refreshHours],
  );
}

/** Handles shop/redact. Answers what became of the message and of the shop. */
async function redact(triggeredAt = new Date(HANDLED_AT)) {
  const [id = ""] = await storeWebhooks([
    { shopId, topic: "shop/redact", body: "{}", triggeredAt },
  ]);
  const events = await handleAll();
  const { rows } = await db.pool.query<{ installed: boolean; redacted: boolean }>(
    `select uninstalled_at is null as installed, redacted_at is not null as redacted
     from shop where shop_id = $1`,
    [shopId],
  );
  const { rowCount: sessions } = await db.pool.query("select from session where shop = $1", [
    domain,
  ]);
  const { status, last_error: reason } = await readInboxRow(id);
  const reported = events.flatMap((event) => (event.type === "dead" ? [event.reason] : []));
  return { status, reason, reported, sessions, ...rows[0] };
}

const forgotten = {
  status: "done",
  reason: null,
  reported: [],
  sessions: 0,
  installed: false,
  redacted: true,
};

test("a store without any token is forgotten although nobody said that it left", async () => {
  expect(await redact()).toEqual(forgotten);
});

test("a store whose token was renewed no more is forgotten", async () => {
  await addSession(-47, 24 * 80);
  expect(await redact()).toEqual(forgotten);
});

test("a store whose refresh token ran out is forgotten", async () => {
  await addSession(-1, -1);
  expect(await redact()).toEqual(forgotten);
});

test.each([
  ["lasts", 1, 24 * 80],
  ["may be renewed yet", -2, 24 * 80],
  ["never runs out", null, null],
])(
  "a store whose token %s is kept, and the request stands in the dead letters",
  async (_token, hours, refreshHours) => {
    await addSession(hours, refreshHours);
    expect(await redact()).toEqual({
      status: "dead",
      reason: "still_installed",
      reported: ["still_installed"],
      sessions: 1,
      installed: true,
      redacted: false,
    });
  },
);

test("a store that came back since is kept, and the request stands in the dead letters", async () => {
  await installedDaysAgo(1);
  expect(await redact()).toMatchObject({
    status: "dead",
    reason: "installed_again",
    installed: true,
    redacted: false,
  });
});

test("the two days count from when Shopify asked, however late the request is handled", async () => {
  await installedDaysAgo(4);
  expect(await redact(new Date(HANDLED_AT - 3 * DAY_MS))).toMatchObject({
    reason: "installed_again",
  });
});

test("what was found of its vouchers in Shopify is forgotten with it", async () => {
  await db.pool.query(
    `insert into voucher_difference (shop_id, id, subject, kind, shopify_gid, details,
        first_seen_at, last_seen_at, confirm_from)
      values ($1, gen_random_uuid(), 'gid', 'voucher_without_points', 'gid', '{}', now(), now(),
        now())`,
    [shopId],
  );
  await db.pool.query(
    `insert into voucher_comparison (shop_id, started_at, stage, looked)
      values ($1, now(), 'done', 1)`,
    [shopId],
  );
  expect(await redact()).toEqual(forgotten);
  const { rows } = await db.pool.query(
    `select shop_id from voucher_difference where shop_id = $1
      union all select shop_id from voucher_comparison where shop_id = $1`,
    [shopId],
  );
  expect(rows).toEqual([]);
});
