// Who gets into the admin, and how often Shopify is asked for a token meanwhile.
import { getJwt } from "@shopify/shopify-api/test-helpers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  bearerRequest,
  browserAgent,
  buildOfflineSession,
  documentRequest,
  routeArguments,
  thrownResponse,
} from "../../support/admin-requests.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { extensionToken } from "../../support/extension-visit.ts";
import {
  appKey,
  appSecret,
  appUrl,
  type ShopifyStandIn,
  startShopifyStandIn,
} from "../../support/shopify-stand-in.ts";
import { insertShop } from "../../support/shops.ts";

const domain = "harbour-coffee.myshopify.com";
let shopify: ShopifyStandIn;
let database: TestDatabase;
let server: typeof import("../../../app/shopify.server.ts");
let layout: typeof import("../../../app/routes/app.tsx");
let auth: typeof import("../../../app/routes/auth.$.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  server = await import("../../../app/shopify.server.ts");
  layout = await import("../../../app/routes/app.tsx");
  auth = await import("../../../app/routes/auth.$.tsx");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate session, shop cascade");
  shopify.tokenRequests.length = 0;
  shopify.takeTokens();
});

const load = (request: Request) => layout.loader(routeArguments(request));

describe("without a valid session token", () => {
  it("a document without shop leads to the page that says where the app lives", async () => {
    const request = new Request(`${appUrl}/app`, { headers: { "user-agent": browserAgent } });
    const answer = await thrownResponse(load(request));
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/auth/login"]);
  });

  it("a document of the frame is sent to fetch a token first", async () => {
    const url = new URL((await documentRequest("/app/members")).url);
    url.searchParams.delete("id_token");
    const request = new Request(url, { headers: { "user-agent": browserAgent } });
    const answer = await thrownResponse(load(request));
    expect(answer.status).toBe(302);
    const location = new URL(answer.headers.get("location") ?? "", appUrl);
    expect(location.pathname).toBe("/auth/session-token");
    expect(location.searchParams.get("shopify-reload")).toContain("/app/members");
  });

  it.each([
    ["signed by somebody else", { secret: "another-secret", overrides: {} }],
    ["made for another app", { secret: appSecret, overrides: { aud: "another-app" } }],
    ["that has expired", { secret: appSecret, overrides: { exp: Date.now() / 1000 - 60 } }],
  ])("a request with a token %s is answered 401 and asked to try again", async (_name, token) => {
    const jwt = await getJwt("harbour-coffee", appKey, token.secret, token.overrides);
    const request = new Request(`${appUrl}/app`, {
      headers: { authorization: `Bearer ${jwt.token}`, "user-agent": browserAgent },
    });
    const answer = await thrownResponse(load(request));
    expect(answer.status).toBe(401);
    expect(answer.headers.get("x-shopify-retry-invalid-session-request")).toBe("1");
    expect(shopify.tokenRequests).toEqual([]);
    const { rows } = await database.pool.query("select 1 from shop");
    expect(rows).toEqual([]);
  });

  it.each([
    ["a customer", "7001", `https://${domain}`],
    ["a guest", null, `https://${domain}`],
    ["a customer at checkout", "7001", domain],
  ])("the token that a shop's extension was given for %s is none", async (...shopper) => {
    const [, customerId, dest] = shopper;
    await insertShop(database.pool, { domain });
    await server.sessionStorage.storeSession(buildOfflineSession());
    const token = extensionToken({ customerId, secret: appSecret, claims: { dest } });
    // The library takes the first "Bearer " out of the header, wherever it stands.
    const cut = `${token.slice(0, 1)}Bearer ${token.slice(1)}`;
    for (const authorization of [`Bearer ${token}`, token, cut]) {
      const headers = { authorization, "user-agent": browserAgent };
      const request = new Request(`${appUrl}/app`, { headers });
      expect((await thrownResponse(load(request))).status).toBe(401);
    }
    const inAddress = new URL((await documentRequest("/app")).url);
    inAddress.searchParams.set("id_token", token);
    const document = new Request(inAddress, { headers: { "user-agent": browserAgent } });
    expect((await thrownResponse(load(document))).status).toBe(401);
    expect(shopify.tokenRequests).toEqual([]);
  });

  it("robots are turned away", async () => {
    const request = new Request(`${appUrl}/app`, { headers: { "user-agent": "Googlebot/2.1" } });
    expect((await thrownResponse(load(request))).status).toBe(410);
  });
});

describe("the first opening of the app", () => {
  it("exchanges the session token, keeps the tokens, and installs the shop", async () => {
    const merchant = await server.authenticateMerchant(await documentRequest("/app"));
    expect(merchant).toMatchObject({ shop: { domain }, actor: "merchant:12345" });
    expect(shopify.tokenRequests).toEqual([{ shop: domain, grant: "token-exchange" }]);
    const session = await server.sessionStorage.loadSession(`offline_${domain}`);
    expect(session).toMatchObject({ accessToken: "shpat_1", refreshToken: "shprt_1" });
    expect(session?.refreshTokenExpires?.getTime()).toBeGreaterThan(Date.now() + 89 * 86_400_000);
  });

  it("many requests of the same moment ask for one token", async () => {
    const requests = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        at % 2 === 0 ? bearerRequest("/app") : documentRequest("/app/members"),
      ),
    );
    const merchants = await Promise.all(requests.map((r) => server.authenticateMerchant(r)));
    expect(new Set(merchants.map(({ shop }) => shop.id)).size).toBe(1);
    expect(shopify.tokenRequests).toHaveLength(1);
  });

  it("two shops do not wait for each other, and get a token each", async () => {
    await Promise.all([
      server.authenticateMerchant(await bearerRequest("/app")),
      server.authenticateMerchant(await bearerRequest("/app", { handle: "northwind-tea" })),
    ]);
    expect(shopify.tokenRequests.map(({ shop }) => shop).toSorted()).toEqual([
      domain,
      "northwind-tea.myshopify.com",
    ]);
  });

  it("that Shopify refuses leaves no session and no shop behind, and can be repeated", async () => {
    shopify.refuseTokens(400, { error: "invalid_subject_token" });
    const answer = await thrownResponse(load(await bearerRequest("/app")));
    expect(answer.status).toBe(401);
    const { rows } = await database.pool.query(
      "select 1 from shop union all select 1 from session",
    );
    expect(rows).toEqual([]);
    shopify.takeTokens();
    expect(await load(await bearerRequest("/app"))).toBeNull();
  });
});

describe("later openings", () => {
  it("with a token that still lives, ask Shopify for nothing", async () => {
    await insertShop(database.pool, { domain });
    await server.sessionStorage.storeSession(buildOfflineSession());
    await load(await bearerRequest("/app"));
    expect(shopify.tokenRequests).toEqual([]);
  });

  it("with a token about to expire, ask once however many requests there are", async () => {
    await insertShop(database.pool, { domain });
    const soon = new Date(Date.now() + 60_000);
    await server.sessionStorage.storeSession(buildOfflineSession("harbour-coffee", soon));
    const requests = await Promise.all(Array.from({ length: 8 }, () => bearerRequest("/app")));
    await Promise.all(requests.map(load));
    expect(shopify.tokenRequests).toHaveLength(1);
  });

  it("wait while another process renews the token, and use what it got", async () => {
    const shopId = await insertShop(database.pool, { domain });
    await database.pool.query(
      "update shop set token_lease_until = now() + interval '10 seconds' where shop_id = $1",
      [shopId],
    );
    const waiting = load(await bearerRequest("/app"));
    await server.sessionStorage.storeSession(buildOfflineSession());
    expect(await waiting).toBeNull();
    expect(shopify.tokenRequests).toEqual([]);
  });

  it("go on when the process that renewed the token died", async () => {
    const shopId = await insertShop(database.pool, { domain });
    await database.pool.query(
      "update shop set token_lease_until = now() + interval '300 milliseconds' where shop_id = $1",
      [shopId],
    );
    expect(await load(await bearerRequest("/app"))).toBeNull();
    expect(shopify.tokenRequests).toHaveLength(1);
  });

  it("install again after the shop had uninstalled", async () => {
    await insertShop(database.pool, { domain, uninstalledAt: new Date("2026-06-01") });
    const { shop } = await server.authenticateMerchant(await bearerRequest("/app"));
    expect(shop.domain).toBe(domain);
    const { rows } = await database.pool.query("select uninstalled_at from shop");
    expect(rows).toEqual([{ uninstalled_at: null }]);
  });

  it("with a new token prove that the shop is installed now, whatever is still to be heard", async () => {
    await insertShop(database.pool, { domain });
    const now = new Date("2100-07-01T09:30:00Z");
    shopify.setClock(now);
    await load(await bearerRequest("/app"));
    const { rows } = await database.pool.query("select installed_at from shop");
    expect(rows).toEqual([{ installed_at: now }]);
  });

  it("heal an installation that broke off after its token was stored", async () => {
    await server.sessionStorage.storeSession(buildOfflineSession());
    const { shop } = await server.authenticateMerchant(await bearerRequest("/app"));
    expect(shop.domain).toBe(domain);
  });
});

describe("documents inside another admin than Shopify's own", () => {
  it("may be framed by it, and load App Bridge from it", async () => {
    const headers = new Headers();
    server.addDocumentHeaders(await documentRequest("/app"), headers);
    expect(headers.get("content-security-policy")).toContain(`https://${domain}`);
    expect(headers.get("content-security-policy")).toContain(shopify.origin);
    expect(headers.get("link")).toContain(`${shopify.origin}/app-bridge.js`);
  });

  it("get pages of the library that load App Bridge from there too", async () => {
    const request = await documentRequest("/auth/session-token");
    const answer = await thrownResponse(auth.loader(routeArguments(request)));
    const page = await answer.text();
    expect(page).toContain(`src="${shopify.origin}/app-bridge.js"`);
    expect(page).not.toContain("cdn.shopify.com");
    expect(answer.headers.get("content-security-policy")).toContain(shopify.origin);
  });

  it("are led into it when they were opened outside of a frame", async () => {
    const url = new URL((await documentRequest("/app")).url);
    url.searchParams.delete("embedded");
    const request = new Request(url, { headers: { "user-agent": browserAgent } });
    const answer = await thrownResponse(load(request));
    const location = answer.headers.get("location") ?? "";
    expect(location.startsWith(`${shopify.origin}/admin/store/harbour-coffee/`)).toBe(true);
  });
});
