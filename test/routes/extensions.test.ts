// The doors of the UI extensions: who is let in, from where, and as whom.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../app/db/pool.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import {
  type AskExtensionRoute,
  type ExtensionRequest,
  type ExtensionRoute,
  extensionToken,
  loadExtensionRoutes,
} from "../support/extension-visit.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";

const OTHER_SHOP = "northwind-tea.myshopify.com";
const ORDER = "990001";

const program = {
  ...PROGRAM_INPUT,
  survey: { daysAfterOrder: 14, pauseDays: 30, inOrderEmail: false },
} satisfies Parameters<typeof openLoyaltyShop>[2];

let db: TestDatabase;
let world: SimulatedShop;
let ask: AskExtensionRoute;
let shopId: bigint;
let customers = 71_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  ask = await loadExtensionRoutes();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  await openLoyaltyShop(db.pool, { domain: OTHER_SHOP }, program);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(() => {
  customerId = String((customers += 1));
});

/** As the signed-in customer of the test, unless somebody else is named. */
const asking = (route: ExtensionRoute, { token, ...request }: ExtensionRequest = {}) =>
  ask(route, { ...request, token: { customerId, ...token } });

const countAnswers = async (): Promise<number> => {
  const { rows } = await pool().query("select 1 from survey_answer where shop_id = $1", [shopId]);
  return rows.length;
};

describe("who is let in", () => {
  const routes: [ExtensionRoute, ExtensionRequest][] = [
    ["thank-you", {}],
    ["survey/answer", { body: { values: { score: "9" } } }],
    ["checkout", { body: {} }],
    ["checkout/redeem", { body: { rewardId: "five-off", points: 100, requestKey: randomUUID() } }],
    ["checkout/cancel", { body: { requestKey: randomUUID() } }],
    ["account/panel", {}],
    ["account/birthday", { body: { values: { birthDate: "1988-02-29" } } }],
  ];
  const minuteAgo = Math.trunc(Date.now() / 1000) - 60;
  const forged: [string, ExtensionRequest][] = [
    ["without a token", { authorization: null }],
    ["with a token that has expired", { token: { claims: { exp: minuteAgo } } }],
    ["with a token signed with another secret", { token: { secret: "another" } }],
    ["with a token for another app", { token: { claims: { aud: "another-app" } } }],
    ["with a member of staff's token", { token: { claims: { sub: "92100000001" } } }],
    ["with another scheme", { authorization: `Basic ${extensionToken()}` }],
    ["with two tokens", { authorization: `Bearer ${extensionToken()} ${extensionToken()}` }],
  ];
  const refusals = routes.flatMap(([route, request]) =>
    forged.map(([name, forgery]) => [route, name, { ...request, ...forgery }] as const),
  );

  test.each(refusals)("%s: nobody %s", async (route, _, request) => {
    await recordPaidOrder(shopId, { customerId });
    const answer = await asking(route, request);
    expect(answer).toMatchObject({ status: 401, json: { problem: "unauthentic" } });
    expect(await countAnswers()).toBe(0);
  });

  test.each(routes)("%s: nobody of a store that has not installed the app", async (route, sent) => {
    const answer = await asking(route, { ...sent, token: { shop: "gone.myshopify.com" } });
    expect(answer).toMatchObject({ status: 404, json: { problem: "not_found" } });
  });

  test("the token is looked at before what is sent", async () => {
    const answer = await asking("survey/answer", { body: "{", token: { secret: "another" } });
    expect(answer).toMatchObject({ status: 401, json: { problem: "unauthentic" } });
  });

  test("a guest learns that they are one, and cannot answer", async () => {
    const token = { customerId: null };
    expect(await asking("thank-you", { token, query: { order: ORDER } })).toMatchObject({
      status: 200,
      json: { audience: "guest" },
    });
    const body = { values: { score: "9" } };
    expect(await asking("survey/answer", { token, body })).toMatchObject({
      status: 401,
      json: { problem: "not_signed_in" },
    });
  });

  test("whoever is named beside the token counts for nothing", async () => {
    await recordPaidOrder(shopId, { customerId, price: "50.00" });
    const query = { customer: customerId, logged_in_customer_id: customerId, shop: OTHER_SHOP };
    const stranger = await asking("thank-you", { token: { customerId: "79999" }, query });
    expect(stranger.json).toMatchObject({ audience: "member", balance: { available: 0 } });
  });

  test.each(routes)(
    "%s: may be asked from everywhere, and is kept nowhere",
    async (route, sent) => {
      for (const request of [sent, { ...sent, authorization: null }]) {
        const { headers } = await asking(route, request);
        expect(headers.get("access-control-allow-origin")).toBe("*");
        expect(headers.get("access-control-allow-credentials")).toBeNull();
        expect(headers.get("cache-control")).toBe("no-store");
      }
    },
  );

  test.each(routes)("%s: a browser may ask first what it may send", async (route) => {
    const answer = await asking(route, { method: "OPTIONS", authorization: null });
    expect([answer.status, answer.json]).toEqual([204, null]);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-headers")).toBe("authorization, content-type");
    expect(answer.headers.get("access-control-allow-methods")).toBe("GET, POST");
  });

  test("there is nothing to read where answers are sent", async () => {
    expect((await asking("survey/answer", { method: "GET" })).status).toBe(404);
  });
});
