// What staff see and do for a customer beside our own pages: who is let in, how a member is shown,
// and points given and taken once.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../app/db/pool.ts";
import type { StaffAnswer, StaffMember } from "../../widget/contract/staff.ts";
import { extensionToken } from "../support/extension-visit.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { type StaffShop, openStaffShop } from "../support/staff-shop.ts";
import { STAFF, type StaffRoute, type StaffVisit } from "../support/staff-visit.ts";

let store: StaffShop;
let shopId: bigint;
let customerId: string;

beforeAll(async () => {
  store = await openStaffShop();
  ({ shopId } = store);
});
afterAll(() => store.close());
beforeEach(() => {
  customerId = store.newCustomer();
});

const look = (visit: StaffVisit = {}) =>
  store.ask("member", { query: { customer: customerId, locale: "en" }, ...visit });
const member = async (visit: StaffVisit = {}): Promise<StaffMember | null> =>
  ((await look(visit)).json as StaffAnswer).member;
const adjustment = (changes: object = {}) => ({
  customer: customerId,
  requestKey: randomUUID(),
  direction: "add",
  points: "50",
  reason: "Sorry for the late parcel",
  locale: "en",
  ...changes,
});
const adjust = (changes: object = {}, visit: StaffVisit = {}) =>
  store.ask("adjustment", { body: adjustment(changes), ...visit });

describe("who is let in", () => {
  const routes: [StaffRoute, () => StaffVisit][] = [
    ["member", () => ({ query: { customer: customerId, locale: "en" } })],
    ["adjustment", () => ({ body: adjustment() })],
    ["enrolment", () => ({ body: { customer: customerId, locale: "en" } })],
  ];
  const minuteAgo = Math.trunc(Date.now() / 1000) - 60;
  const forged: [string, StaffVisit][] = [
    ["without a token", { authorization: null }],
    ["with an empty one", { authorization: "Bearer " }],
    ["with a shopper's token", { authorization: `Bearer ${extensionToken()}` }],
    ["with a shopper's token of the account page", shoppersToken("7001")],
    ["with a guest's token", shoppersToken(null)],
    ["with a token that has expired", { token: { claims: { exp: minuteAgo } } }],
    ["with a token signed with another secret", { token: { secret: "another" } }],
    ["with a token for another app", { token: { claims: { aud: "another-app" } } }],
  ];
  const refusals = routes.flatMap(([route, request]) =>
    forged.map(([name, forgery]) => [route, name, { request, forgery }] as const),
  );

  function shoppersToken(id: string | null): StaffVisit {
    const claims = { dest: "https://harbour-coffee.myshopify.com" };
    return { authorization: `Bearer ${extensionToken({ customerId: id, claims })}` };
  }

  test.each(refusals)("%s: nobody %s", async (route, _, { request, forgery }) => {
    await recordPaidOrder(shopId, { customerId });
    const before = await store.countMembers();
    const answer = await store.ask(route, { ...request(), ...forgery });
    expect(answer).toMatchObject({ status: 401, json: { problem: "unauthentic" } });
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 100n });
    expect(await store.countMembers()).toBe(before);
  });

  test.each(routes)(
    "%s: may be asked from everywhere, and is kept nowhere",
    async (route, request) => {
      for (const visit of [request(), { ...request(), authorization: null }]) {
        const { headers } = await store.ask(route, visit);
        expect(headers.get("access-control-allow-origin")).toBe("*");
        expect(headers.get("access-control-allow-credentials")).toBeNull();
        expect(headers.get("cache-control")).toBe("no-store");
      }
    },
  );

  test.each(routes)("%s: a browser may ask first what it may send", async (route) => {
    const answer = await store.ask(route, { method: "OPTIONS", authorization: null });
    expect([answer.status, answer.json]).toEqual([204, null]);
    expect(answer.headers.get("access-control-allow-headers")).toBe("authorization, content-type");
  });

  test("Shopify's own code learns where a newer token may do", async () => {
    const { headers } = await look({ token: { claims: { exp: minuteAgo } } });
    expect(headers.get("x-shopify-retry-invalid-session-request")).toBe("1");
  });

  test("another store's staff see no member of this one, and move no points", async () => {
    await recordPaidOrder(shopId, { customerId });
    const other = await store.world.addShop({ handle: "northwind-tea", currency: "EUR" });
    await openLoyaltyShop(pool(), { domain: other.domain });
    const visit = { token: { shop: other.domain } };
    expect(await member(visit)).toBeNull();
    const answer = await adjust({}, visit);
    expect(answer.json).toEqual({ outcome: "refused", refusals: ["not_a_member"] });
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 100n });
  });

  test.each([
    ["member", { query: { locale: "en" } }],
    ["member", { query: { customer: "gid://shopify/Customer/7001", locale: "en" } }],
    ["member", { query: { customer: "0" } }],
    ["adjustment", { body: "{" }],
    ["adjustment", { body: { customer: "7001" } }],
    ["enrolment", { body: { locale: "en" } }],
    ["enrolment", { body: { locale: "en", customer: "7001", contact: "ada@example.com" } }],
  ] satisfies [StaffRoute, StaffVisit][])(
    "%s: what no form sends is bad: %j",
    async (route, visit) => {
      expect(await store.ask(route, visit)).toMatchObject({
        status: 400,
        json: { problem: "bad_request" },
      });
    },
  );
});

describe("a customer", () => {
  test("who is no member is shown as none", async () => {
    expect(await look()).toMatchObject({
      status: 200,
      json: { member: null, pointsName: { one: "Point", other: "Points" } },
    });
  });

  test("who is one is shown with balance, entries and the day of joining", async () => {
    await recordPaidOrder(shopId, { customerId, orderId: "88001", price: "40.00" });
    expect(await member()).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      joinedOn: "2026-03-01",
      balance: { available: 80, pending: 0, shortfall: 0 },
      tier: null,
      entries: [{ points: 80, why: expect.stringContaining("#88001") }],
    });
  });

  test("is told of in the language of who asks, else in the store's", async () => {
    await recordPaidOrder(shopId, { customerId, orderId: "88002" });
    const why = async (locale: string) =>
      (await member({ query: { customer: customerId, locale } }))?.entries[0]?.why;
    expect(await why("de")).toContain("Bestellung #88002");
    expect(await why("xx")).toContain("Order #88002");
  });

  test("is shown with the last few entries, the newest first", async () => {
    await recordPaidOrder(shopId, { customerId });
    for (const reason of ["one", "two", "three", "four", "five"]) await adjust({ reason });
    const whys = (await member())?.entries.map(({ why }) => why);
    expect(whys).toHaveLength(5);
    expect(whys?.[0]).toContain("five");
    expect(whys?.[4]).toContain("one");
  });
});

describe("points given and taken by hand", () => {
  beforeEach(async () => {
    await recordPaidOrder(shopId, { customerId });
  });

  test("stand in the ledger with the reason and the staff member's number", async () => {
    const answer = await adjust();
    expect(answer.json).toMatchObject({
      outcome: "adjusted",
      member: {
        balance: { available: 150 },
        entries: [{ points: 50, why: "From the shop: Sorry for the late parcel" }, {}],
      },
    });
    const { rows } = await pool().query(
      `select actor, explanation from journal_entry
        where shop_id = $1 and kind = 'adjustment' and member_id =
          (select id from member where shop_id = $1 and shopify_customer_id = $2)`,
      [shopId, customerId],
    );
    expect(rows).toEqual([
      {
        actor: `merchant:${STAFF}`,
        explanation: { key: "adjusted", params: { reason: "Sorry for the late parcel" } },
      },
    ]);
  });

  test("move once, however often they are sent, at the same time or later", async () => {
    const twice = { requestKey: randomUUID(), direction: "take", points: "30" };
    const answers = await Promise.all([adjust(twice), adjust(twice), adjust(twice)]);
    answers.push(await adjust(twice));
    for (const { json } of answers) expect(json).toMatchObject({ outcome: "adjusted" });
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 70n });
  });

  test("are another decision with other values, which needs a key of its own", async () => {
    const requestKey = randomUUID();
    await adjust({ requestKey });
    const { json } = await adjust({ requestKey, points: "51" });
    expect(json).toEqual({ outcome: "refused", refusals: ["request_key_reused"] });
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 150n });
  });

  test.each([
    [{ points: "0" }, ["no_points"]],
    [{ points: "-5" }, ["no_points"]],
    [{ points: "1.5" }, ["no_points"]],
    [{ points: "9".repeat(16) }, ["too_many_points"]],
    [{ direction: "take", points: "101" }, ["insufficient_points"]],
    [{ reason: "  " }, ["reason_missing"]],
    [{ reason: "x".repeat(201) }, ["reason_too_long"]],
    [{ reason: "a\0b" }, ["reason_unreadable"]],
    [{ points: "", reason: "" }, ["no_points", "reason_missing"]],
  ])("%j is refused: %j", async (changes, refusals) => {
    expect((await adjust(changes)).json).toEqual({ outcome: "refused", refusals });
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 100n });
  });

  test("are for members alone", async () => {
    const { json } = await adjust({ customer: "699999" });
    expect(json).toEqual({ outcome: "refused", refusals: ["not_a_member"] });
  });
});

test("all that staff did adds up", async () => {
  await assertLedgerAddsUp(pool());
});
