// The storefront's doors, from the signed address to the JSON: who is let in, what may be sent,
// what is shown.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aBalance } from "../support/a-balance.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { panelWords } from "../../app/routes/proxy/panel-words.ts";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import type { VoucherView } from "../../widget/contract/voucher.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";
import {
  type AskOptions,
  type ProxyRoute,
  type ProxyRoutes,
  type Visit,
  ask,
  loadProxyRoutes,
  signedQuery,
} from "../support/storefront.ts";

/** The reward as the panel shows it. */
const asShown = { rewardId: "five-off", points: 100, amountMinor: 500 };

const OTHER_SHOP = "northwind-tea.myshopify.com";

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;
let shopId: bigint;
let otherShopId: bigint;
let customers = 8_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  otherShopId = await openLoyaltyShop(db.pool, { domain: OTHER_SHOP, currency: "USD" });
  // The simulator reads its schema with the first call; no shopper of these tests waits for that.
  await world.signIn();
  await deliverOnce(shopId, "write_program", {});
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  customers += 1;
  customerId = String(customers);
  createCustomer(world.simulator.context, world.shop, {
    id: customerId,
    email: `c${customerId}@example.com`,
  });
});

const earn = (price: string) => recordPaidOrder(shopId, { customerId, price });

/** As the signed-in customer of the test, unless somebody else is named. */
const asking = (route: ProxyRoute, { visit = {}, ...options }: AskOptions = {}) =>
  ask(routes, route, { visit: { customerId, ...visit }, ...options });

describe("who is let in", () => {
  const all: ProxyRoute[] = [
    "GET /proxy/panel",
    "GET /proxy/history",
    "POST /proxy/redeem",
    "POST /proxy/vouchers/cancel",
    "POST /proxy/invitations/answer",
  ];
  const forged: [string, Visit][] = [
    ["signed with another secret", { secret: "another" }],
    ["signed 91 seconds ago", { timestamp: Math.trunc(Date.now() / 1000) - 120 }],
  ];
  test.each(all.flatMap((route) => forged.map(([name, visit]) => [route, name, visit] as const)))(
    "%s: a request %s is answered 400",
    async (route, _, visit) => {
      const answer = await asking(route, {
        visit,
        ...(route.startsWith("POST") ? { body: {} } : {}),
      });
      expect(answer).toMatchObject({ status: 400, json: { problem: "unauthentic" } });
    },
  );

  test.each(all)("%s: nothing may be kept by a cache", async (route) => {
    const answer = await asking(route, route.startsWith("POST") ? { body: {} } : {});
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test.each(all)("%s: a shop that is not installed is not found", async (route) => {
    const visit = { shop: "gone.myshopify.com" };
    const answer = await asking(route, {
      visit,
      ...(route.startsWith("POST") ? { body: {} } : {}),
    });
    expect(answer).toMatchObject({ status: 404, json: { problem: "not_found" } });
  });

  test.each(all.slice(1))("%s: a guest is asked to sign in", async (route) => {
    const visit = { customerId: null };
    const answer = await asking(route, {
      visit,
      ...(route.startsWith("POST") ? { body: {} } : {}),
    });
    expect(answer).toMatchObject({ status: 401, json: { problem: "not_signed_in" } });
  });
});

describe("what may be sent", () => {
  const bad: [string, AskOptions, number, string][] = [
    ["no JSON", { body: "{" }, 400, "bad_request"],
    [
      "another content type",
      { body: "{}", headers: { "content-type": "text/plain" } },
      400,
      "bad_request",
    ],
    ["no fields", { body: {} }, 400, "bad_request"],
    ["a key that is no UUID", { body: { ...asShown, requestKey: "1" } }, 400, "bad_request"],
    [
      "half a point",
      { body: { ...asShown, points: 99.5, requestKey: randomUUID() } },
      400,
      "bad_request",
    ],
    ["17 KiB", { body: JSON.stringify({ rewardId: "x".repeat(17_000) }) }, 413, "too_large"],
    ["an endless number", { body: `{"rewardId":${"9".repeat(5_000)}}` }, 400, "bad_request"],
  ];
  test.each(bad)("%s is refused precisely", async (_, options, status, problem) => {
    expect(await asking("POST /proxy/redeem", options)).toMatchObject({
      status,
      json: { problem },
    });
  });

  test("a body that lies about its length is cut off at the limit", async () => {
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(" ".repeat(8_000)));
      },
    });
    const request = new Request(
      `https://app.example.com/proxy/redeem?${signedQuery({ customerId })}`,
      {
        method: "POST",
        body: stream,
        headers: { "content-type": "application/json" },
        duplex: "half",
      } as RequestInit,
    );
    expect((await routes["POST /proxy/redeem"](request)).status).toBe(413);
  });

  test.each(["abc", "1'; drop table member", ""])("the cursor %j is refused", async (before) => {
    const answer = await asking("GET /proxy/history", { visit: { params: { before } } });
    expect(answer).toMatchObject({ status: 400, json: { problem: "bad_request" } });
  });
});

describe("the panel", () => {
  test("shows a guest what joining brings", async () => {
    const { status, json } = await asking("GET /proxy/panel", { visit: { customerId: null } });
    expect(status).toBe(200);
    expect(json).toEqual({
      audience: "guest",
      whose: "",
      words: panelWords(["en"], []),
      numbers: expect.objectContaining({ locale: "en" }),
      cards: [],
      program: {
        pointsName: { one: "Point", other: "Points" },
        earning: {
          points: "2",
          perAmount: { amountMinor: 100, currency: "EUR", minorDigits: 2 },
          tier: null,
        },
        rewards: [
          {
            id: "five-off",
            kind: "amount_off",
            name: null,
            description: "",
            points: 100,
            amount: { amountMinor: 500, currency: "EUR", minorDigits: 2 },
            percent: null,
            minimum: null,
            validityDays: 90,
          },
        ],
      },
    });
  });

  test("shows a customer without orders an empty account", async () => {
    const { json } = await asking("GET /proxy/panel");
    expect(json).toMatchObject({
      audience: "member",
      balance: { available: 0, pending: 0, shortfall: 0 },
      vouchers: [],
      cards: [],
      history: { entries: [], nextCursor: null },
    });
  });

  test("shows a member balance, vouchers and history that agree", async () => {
    await earn("50.00");
    const asked = { ...asShown, requestKey: randomUUID() };
    const { json } = await asking("POST /proxy/redeem", { body: asked });
    const { voucher } = json as { voucher: VoucherView };
    await earn("10.00");
    const panel = (await asking("GET /proxy/panel")).json as Extract<
      PanelAnswer,
      { audience: "member" }
    >;
    expect(panel.balance).toEqual(aBalance({ available: 20 }));
    expect(panel.vouchers).toEqual([voucher]);
    expect(panel.history.entries.map(({ kind, points }) => [kind, points])).toEqual([
      ["accrual", 20],
      ["redemption", -100],
      ["accrual", 100],
    ]);
    const sum = panel.history.entries.reduce((total, { points }) => total + points, 0);
    expect(sum).toBe(panel.balance.available);
  });

  test("is the shop's own", async () => {
    await earn("50.00");
    const visit = { shop: OTHER_SHOP };
    const { json } = await asking("GET /proxy/panel", { visit });
    expect(json).toMatchObject({
      balance: { available: 0 },
      program: { earning: { perAmount: { currency: "USD" } } },
    });
    expect(otherShopId).not.toBe(shopId);
  });
});

describe("the history", () => {
  test("comes in pages without gaps or repetitions", async () => {
    for (let order = 1; order <= 25; order += 1) await earn(`${order}.00`);
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const visit: Visit = cursor === null ? {} : { params: { before: cursor } };
      const { json } = await asking("GET /proxy/history", { visit });
      const page = json as { entries: { points: number }[]; nextCursor: string | null };
      seen.push(...page.entries.map(({ points }) => points));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => (25 - index) * 2));
  });
});

test("a database that is away is answered as a moment's trouble", async () => {
  await db.ownerPool.query(`alter table shop rename to shop_away`);
  try {
    expect(await asking("GET /proxy/panel")).toMatchObject({
      status: 503,
      json: { problem: "temporarily_unavailable" },
    });
  } finally {
    await db.ownerPool.query(`alter table shop_away rename to shop`);
  }
});
