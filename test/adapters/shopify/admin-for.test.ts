// The way to a shop's Admin API when its token has to be renewed and Shopify does not renew it:
// what waits for the token is tried again later, and does not count as refused.
import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop } from "../../support/loyalty-shop.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";
import { deliverOnce } from "../../support/simulated-shop.ts";

const domain = "harbour-coffee.myshopify.com";
/** Due to be renewed. */
const VALID_FOR_MS = 60_000;

let db: TestDatabase;
let shopify: ShopifyStandIn;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  shopify = await startShopifyStandIn();
  shopId = await openLoyaltyShop(db.pool, { domain });
});
afterAll(async () => {
  await shopify.stop();
  await db.drop();
});

beforeEach(async () => {
  const { sessionStorage } = await import("../../../app/shopify.server.ts");
  const session = new Session({
    id: `offline_${domain}`,
    shop: domain,
    state: "",
    isOnline: false,
    accessToken: "shpat_old",
    expires: new Date(Date.now() + VALID_FOR_MS),
  });
  session.refreshToken = "shprt_old";
  await sessionStorage.storeSession(session);
});

describe("a token that Shopify does not renew lets messages wait", () => {
  test.each<[string, number, string, string]>([
    ["because it is not active", 400, "invalid_grant", "refresh_failed"],
    ["because it is no token", 400, "invalid_subject_token", "refresh_status_400"],
    ["because the app's secret is not right", 401, "invalid_client", "refresh_failed"],
    ["because Shopify is out of order", 500, "server_error", "refresh_failed"],
  ])("%s", async (_, status, error, reason) => {
    shopify.refuseTokens(status, { error });
    expect(await deliverOnce(shopId, "write_program", {})).toEqual({
      outcome: "retry",
      reason: `unauthorised ${reason}`,
    });
  });
});
