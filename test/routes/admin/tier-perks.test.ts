// Benefits of tiers that do not work in the cart: the merchant reads why, makes room, and has them
// tried again.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countAttention } from "../../../app/queries/attention.ts";
import { bearerRequest, routeArguments } from "../../support/admin-requests.ts";
import { type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let other: AdminStore;
let page: typeof import("../../../app/routes/app.attention.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.attention.tsx");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate session, shop, outbox_message, audit_event cascade");
  store = await openStore(database);
  other = await openStore(database, "northwind-tea");
  await block("discount", "too_many_discounts", "Only 25 can be active.");
});

const since = new Date("2026-03-02T10:00:00Z");

async function block(kind: string, problem: string, detail: string | null): Promise<void> {
  await database.pool.query(
    `insert into tier_perk (shop_id, tier_id, kind, state, problem, problem_detail, changed_at)
      values ($1, 'gold', $2, 'blocked', $3, $4, $5)`,
    [store.shopId, kind, problem, detail, since],
  );
}

const open = async ({ handle }: AdminStore) =>
  page.loader(routeArguments(await bearerRequest("/app/attention", { handle })));

describe("benefits of tiers that do not work", () => {
  it("are listed with the reason, for their own store only", async () => {
    expect((await open(store)).perks).toEqual([
      {
        tierId: "gold",
        tierName: "gold",
        kind: "discount",
        problem: "too_many_discounts",
        detail: "Only 25 can be active.",
        since,
      },
    ]);
    expect((await open(other)).perks).toEqual([]);
    expect(await countAttention(store.shopId)).toMatchObject({ blockedPerks: 1 });
    expect(await countAttention(other.shopId)).toMatchObject({ blockedPerks: 0 });
  });

  it("are tried again when the merchant says so", async () => {
    const json = { intent: "retry_perks" };
    const request = await bearerRequest("/app/attention", { json, handle: store.handle });
    expect(await page.action(routeArguments(request))).toEqual({ outcome: "perks_retried" });
    const { rows } = await database.pool.query(
      "select shop_id, attempts from outbox_message where kind = 'write_tier_perks'",
    );
    expect(rows).toEqual([{ shop_id: store.shopId, attempts: 1 }]);
  });
});
