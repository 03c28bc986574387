// News of a store that concern the discounts of its tiers: they are looked at again at once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Topic } from "../../app/inbox/topics.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { handleAll, storeWebhooks } from "../support/inbox.ts";
import { insertShop } from "../support/shops.ts";

let db: TestDatabase;
let shopId: bigint;
let other: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await insertShop(db.pool);
  other = await insertShop(db.pool, { domain: "northwind-tea.myshopify.com" });
  await db.pool.query(
    `insert into tier_perk (shop_id, tier_id, kind, state, gid, changed_at)
      values ($1, 'gold', 'segment', 'present', 'gid://shopify/Segment/7', now()),
        ($1, 'gold', 'discount', 'present', 'gid://shopify/DiscountAutomaticNode/9', now())`,
    [shopId],
  );
});
afterAll(() => db.drop());
beforeEach(() => db.pool.query("delete from outbox_message"));

async function hear(shop: bigint, topic: Topic, body: object): Promise<string[]> {
  await storeWebhooks([{ shopId: shop, topic, body: JSON.stringify(body) }]);
  expect((await handleAll()).map(({ type }) => type)).toEqual(["handled"]);
  const { rows } = await db.pool.query<{ shop_id: bigint; status: string }>(
    "select shop_id, status from outbox_message where kind = 'write_tier_perks'",
  );
  return rows.map((row) => `${row.shop_id === shopId ? "own" : "other"} ${row.status}`);
}

const deleted = (gid: string) => ({ admin_graphql_api_id: gid });

describe("a store with discounts for tiers", () => {
  test.each([
    "gid://shopify/DiscountAutomaticNode/9",
    // Shopify calls one thing by several names.
    "gid://shopify/DiscountNode/9",
  ])("hears that one was deleted: %s", async (gid) => {
    expect(await hear(shopId, "discounts/delete", deleted(gid))).toEqual(["own ready"]);
  });

  test.each([
    "gid://shopify/DiscountAutomaticNode/8",
    "gid://shopify/DiscountCodeNode/90",
    // A segment has numbers of its own.
    "gid://shopify/DiscountAutomaticNode/7",
  ])("has nothing to do where another was deleted: %s", async (gid) => {
    expect(await hear(shopId, "discounts/delete", deleted(gid))).toEqual([]);
  });

  test("looks again when the app may do more, and when the store changes", async () => {
    const scopes = { current: ["read_customers", "write_discounts"] };
    expect(await hear(shopId, "app/scopes_update", scopes)).toEqual(["own ready"]);
    const shop = {
      name: "Harbour Coffee",
      customer_email: "hello@example.com",
      currency: "EUR",
      iana_timezone: "Europe/Berlin",
      primary_locale: "de",
    };
    expect(await hear(shopId, "shop/update", shop)).toEqual(["own ready"]);
  });
});

test("another store's discounts are none of ours", async () => {
  const gid = "gid://shopify/DiscountAutomaticNode/9";
  expect(await hear(other, "discounts/delete", deleted(gid))).toEqual([]);
  expect(await hear(other, "app/scopes_update", { current: ["write_discounts"] })).toEqual([]);
});
