// A store comes, goes, comes back and changes; and its vouchers can be deleted behind our back.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { installShop } from "../../app/usecases/install-shop.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { handleAll, storeWebhooks } from "../support/inbox.ts";

let db: TestDatabase;
let domain: string;
let shopId: bigint;
const installedAt = new Date("2026-03-01T10:00:00Z");

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

beforeEach(async () => {
  domain = `shop-${randomUUID()}.myshopify.com`;
  const installed = await installShop({ domain, scopes: "read_orders", now: installedAt });
  shopId = installed.shopId;
  await db.pool.query(
    "insert into session (id, shop, state, access_token) values ($1, $2, '', 'secret')",
    [`offline_${domain}`, domain],
  );
});

async function readShop() {
  const { rows } = await db.pool.query("select * from shop where shop_id = $1", [shopId]);
  return rows[0];
}

async function countSessions(): Promise<number> {
  const { rowCount } = await db.pool.query("select from session where shop = $1", [domain]);
  return rowCount ?? 0;
}

function uninstalled(triggeredAt: string) {
  const body = JSON.stringify({ id: 1, domain });
  const time = new Date(triggeredAt);
  return storeWebhooks([{ shopId, topic: "app/uninstalled", body, triggeredAt: time }]);
}

describe("installation", () => {
  test("makes the shop known and asks Shopify about it", async () => {
    expect(await readShop()).toMatchObject({
      domain,
      scopes: "read_orders",
      installed_at: installedAt,
      uninstalled_at: null,
    });
    const { rows } = await db.pool.query(
      "select kind, status from outbox_message where shop_id = $1",
      [shopId],
    );
    expect(rows).toEqual([{ kind: "fetch_shop", status: "ready" }]);
  });

  test("of a shop that is there already changes what it may do, and since when it is", async () => {
    const now = new Date("2026-03-05T10:00:00Z");
    const scopes = "read_orders,read_customers";
    expect(await installShop({ domain, scopes, now })).toEqual({ shopId });
    expect(await readShop()).toMatchObject({ scopes, installed_at: now });
  });

  test("of a shop that is there already lets the first sweep begin where it would have", async () => {
    await installShop({ domain, scopes: "read_orders", now: new Date("2026-03-05T10:00:00Z") });
    expect(await readShop()).toMatchObject({ swept_until: installedAt });
  });

  test("confirmed by an older token does not make the shop older", async () => {
    await installShop({ domain, scopes: "read_orders", now: new Date("2026-02-01T10:00:00Z") });
    expect(await readShop()).toMatchObject({ installed_at: installedAt });
  });
});

describe("app/uninstalled", () => {
  test("marks the shop and forgets its tokens", async () => {
    await uninstalled("2026-03-02T10:00:00Z");
    const now = Date.parse("2026-03-02T10:01:00Z");
    await handleAll(now);
    expect(await readShop()).toMatchObject({ uninstalled_at: new Date(now), scopes: "" });
    expect(await countSessions()).toBe(0);
  });

  test("is followed by a return to the same books", async () => {
    await uninstalled("2026-03-02T10:00:00Z");
    await handleAll();
    const back = new Date("2026-03-03T10:00:00Z");
    expect(await installShop({ domain, scopes: "read_orders", now: back })).toEqual({ shopId });
    expect(await readShop()).toMatchObject({ uninstalled_at: null, installed_at: back });
  });

  test("makes side effects wait for the return", async () => {
    await db.pool.query(
      `insert into outbox_message (shop_id, id, kind, key, payload, status, last_error, attempts,
         next_attempt_at, created_at)
       values ($1, $2, 'write_member_balance', 'm', '{}', 'dead', 'shop_uninstalled', 3, now(),
         now()),
       ($1, $2, 'write_member_balance', 'n', '{}', 'dead', 'refused', 3, now(), now())`,
      [shopId, randomUUID()],
    );
    await uninstalled("2026-03-02T10:00:00Z");
    await handleAll();
    await installShop({ domain, scopes: "read_orders", now: new Date("2026-03-03T10:00:00Z") });
    const { rows } = await db.pool.query(
      `select key, status, attempts from outbox_message
       where shop_id = $1 and kind = 'write_member_balance' order by key`,
      [shopId],
    );
    expect(rows).toEqual([
      { key: "m", status: "ready", attempts: 0 },
      { key: "n", status: "dead", attempts: 3 },
    ]);
  });

  test("that arrives after the return is ignored", async () => {
    await uninstalled("2026-03-02T10:00:00Z");
    await handleAll();
    await installShop({ domain, scopes: "read_orders", now: new Date("2026-03-03T10:00:00Z") });
    await db.pool.query("insert into session (id, shop, state) values ($1, $1, '')", [domain]);
    await uninstalled("2026-03-02T10:00:00Z");
    await handleAll();
    expect(await readShop()).toMatchObject({ uninstalled_at: null });
    expect(await countSessions()).toBe(1);
  });

  test("that was never heard of before the return is ignored when it comes", async () => {
    await installShop({ domain, scopes: "read_orders", now: new Date("2026-03-03T10:00:00Z") });
    await uninstalled("2026-03-02T10:00:00Z");
    await handleAll();
    expect(await readShop()).toMatchObject({ uninstalled_at: null, scopes: "read_orders" });
    expect(await countSessions()).toBe(1);
  });

  test("that arrives after the return has the storefront's balances written again", async () => {
    await db.pool.query(
      `insert into member (shop_id, id, shopify_customer_id, available, enrolled_at)
       values ($1, $2, '7001', 100, now())`,
      [shopId, randomUUID()],
    );
    await installShop({ domain, scopes: "read_orders", now: new Date("2026-03-03T10:00:00Z") });
    await uninstalled("2026-03-02T10:00:00Z");
    await handleAll();
    const { rows } = await db.pool.query(
      `select status from outbox_message where shop_id = $1 and kind = 'write_member_balance'`,
      [shopId],
    );
    expect(rows).toEqual([{ status: "ready" }]);
  });
});

describe("news of the shop", () => {
  test("shop/update takes over name, currency, time zone, language, public contact", async () => {
    const body = JSON.stringify({
      id: 1,
      name: "Harbour Coffee",
      email: "owner@private.example",
      customer_email: "hello@harbour.example",
      currency: "EUR",
      iana_timezone: "Europe/Berlin",
      primary_locale: "de",
    });
    await storeWebhooks([{ shopId, topic: "shop/update", body }]);
    await handleAll();
    expect(await readShop()).toMatchObject({
      name: "Harbour Coffee",
      contact_email: "hello@harbour.example",
      currency: "EUR",
      time_zone: "Europe/Berlin",
      locale: "de",
    });
  });

  test("shop/update keeps what it does not tell", async () => {
    const body = JSON.stringify({ id: 1, name: null, currency: "USD" });
    await storeWebhooks([
      { shopId, topic: "shop/update", body: JSON.stringify({ name: "Harbour", currency: "EUR" }) },
      { shopId, topic: "shop/update", body },
    ]);
    await handleAll();
    expect(await readShop()).toMatchObject({ name: "Harbour", currency: "USD" });
  });

  test("shop/update with a currency that is none is a dead letter", async () => {
    const body = JSON.stringify({ id: 1, currency: "euro" });
    await storeWebhooks([{ shopId, topic: "shop/update", body }]);
    expect(await handleAll()).toContainEqual(
      expect.objectContaining({ type: "dead", reason: "bad_field: currency" }),
    );
  });

  test("shop/update with a currency that nobody can count in is a dead letter", async () => {
    await storeWebhooks([{ shopId, topic: "shop/update", body: '{"id":1,"currency":"XTS"}' }]);
    expect(await handleAll()).toContainEqual(
      expect.objectContaining({ type: "dead", reason: "unknown_currency: currency" }),
    );
    expect(await readShop()).toMatchObject({ currency: "USD" });
  });

  test("shop/update with a time zone whose clocks nobody can read is a dead letter", async () => {
    const body = '{"id":1,"iana_timezone":"Mars/Phobos"}';
    await storeWebhooks([{ shopId, topic: "shop/update", body }]);
    expect(await handleAll()).toContainEqual(
      expect.objectContaining({ type: "dead", reason: "unknown_time_zone: iana_timezone" }),
    );
    expect(await readShop()).toMatchObject({ time_zone: "UTC" });
  });

  test("app/scopes_update takes over what the app may do", async () => {
    const body = JSON.stringify({ previous: [], current: ["read_orders", "write_discounts"] });
    await storeWebhooks([{ shopId, topic: "app/scopes_update", body }]);
    await handleAll();
    expect(await readShop()).toMatchObject({ scopes: "read_orders,write_discounts" });
  });

  test("discounts/delete of a discount that is not ours changes nothing", async () => {
    const body = JSON.stringify({ admin_graphql_api_id: "gid://shopify/DiscountCodeNode/1" });
    await storeWebhooks([{ shopId, topic: "discounts/delete", body }]);
    expect((await handleAll()).map(({ type }) => type)).toEqual(["handled"]);
  });
});
