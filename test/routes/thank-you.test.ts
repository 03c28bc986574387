// What the page after checkout is told, and the answer that it sends.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { localDateOf } from "../../app/core/calendar/local-time.ts";
import { pool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { offerBirthday } from "../../app/usecases/birthdays/offer-birthday.ts";
import type { CardTaken } from "../../widget/contract/card.ts";
import type { MemberThankYouAnswer } from "../../widget/contract/thank-you.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import {
  type AskExtensionRoute,
  type ExtensionRequest,
  type ExtensionRoute,
  loadExtensionRoutes,
} from "../support/extension-visit.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { REFERRAL_INPUT } from "../support/referral-shop.ts";
import { assertLedgerAgrees } from "../support/shop.ts";
import { insertShop } from "../support/shops.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";

const OTHER_SHOP = "northwind-tea.myshopify.com";
const ORDER = "990001";

const program = {
  ...PROGRAM_INPUT,
  pointsName: { one: "Bean", other: "Beans" },
  waysToEarn: [{ id: "said", name: "Told us", trigger: "survey", points: "10" }],
  survey: { daysAfterOrder: 14, pauseDays: 30, inOrderEmail: false },
  referral: REFERRAL_INPUT,
  birthday: { gift: { kind: "choice", points: "250", rewardId: "five-off" } },
  texts: [{ language: "fr", key: "referral_title", text: "À vous d’inviter" }],
} satisfies Parameters<typeof openLoyaltyShop>[2];

let db: TestDatabase;
let world: SimulatedShop;
let ask: AskExtensionRoute;
let shopId: bigint;
let otherShopId: bigint;
let customers = 72_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  ask = await loadExtensionRoutes();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  otherShopId = await openLoyaltyShop(db.pool, { domain: OTHER_SHOP }, program);
});
afterAll(async () => {
  await world.stop();
  await assertLedgerAgrees(db);
  await db.drop();
});
beforeEach(() => {
  customerId = String((customers += 1));
});

/** As the signed-in customer of the test, unless somebody else is named. */
const asking = (route: ExtensionRoute, { token, ...request }: ExtensionRequest = {}) =>
  ask(route, { ...request, token: { customerId, ...token } });

async function thanked(query: Record<string, string> = {}): Promise<MemberThankYouAnswer> {
  const answer = await asking("thank-you", { query });
  expect(answer.status).toBe(200);
  return answer.json;
}

const answering = (values: Record<string, string>) =>
  asking("survey/answer", { body: { values, locale: "en" } });

const answers = async (): Promise<object[]> => {
  const { rows } = await pool().query<object>(
    `select answer.via, answer.score, answer.comment from survey_answer answer
      join member on member.shop_id = answer.shop_id and member.id = answer.member_id
      where answer.shop_id = $1 and member.shopify_customer_id = $2`,
    [shopId, customerId],
  );
  return rows;
};

describe("the page after checkout", () => {
  test("is told what the order earned, and what there is now", async () => {
    await recordPaidOrder(shopId, { customerId, price: "10.00" });
    const order = await recordPaidOrder(shopId, { customerId, price: "50.00" });
    expect(await thanked({ order })).toMatchObject({
      audience: "member",
      pointsName: { one: "Bean", other: "Beans" },
      balance: { available: 120, pending: 0, shortfall: 0 },
      order: { state: "counted", points: 100, waits: null },
    });
  });

  test.each([
    [{ kind: "days", days: 14 }, "en", /^They will be yours to spend from .*2026\.$/],
    [{ kind: "fulfilment", days: 14 }, "en", /yours to spend 14 days after your order has shipped/],
    [{ kind: "fulfilment", days: 14 }, "de", /14 Tage nach dem Versand deiner Bestellung/],
    [{ kind: "delivery", days: 7 }, "en", /7 days after your order has arrived, from .* latest\.$/],
  ] as const)("is told when points that wait by %o come, in %s", async (pending, locale, waits) => {
    const domain = `${randomUUID()}.myshopify.com`;
    const slowId = await openLoyaltyShop(db.pool, { domain }, { ...program, pending });
    const order = await recordPaidOrder(slowId, { customerId, price: "50.00" });
    const answer = await asking("thank-you", { query: { order, locale }, token: { shop: domain } });
    expect(answer.json).toMatchObject({
      balance: { available: 0, pending: 100 },
      order: { state: "counted", points: 100, waits: expect.stringMatching(waits) },
    });
  });

  test("asks again later about an order that is not heard of", async () => {
    expect(await thanked({ order: ORDER })).toMatchObject({
      balance: { available: 0 },
      order: { state: "counting" },
      referral: null,
      birthday: null,
      survey: null,
    });
  });

  test("is told of somebody else's order what it is told of one that is not heard of", async () => {
    const theirs = await recordPaidOrder(shopId, { customerId: "70900" });
    const elsewhere = await recordPaidOrder(otherShopId, { customerId });
    for (const order of [theirs, elsewhere]) {
      expect((await thanked({ order })).order).toEqual({ state: "counting" });
    }
  });

  test("is told nothing of orders that it does not ask about", async () => {
    await recordPaidOrder(shopId, { customerId });
    expect((await thanked()).order).toBeNull();
  });

  const unreadable: [string, Record<string, string>][] = [
    ["an order that is no number", { order: "gid://shopify/Order/1" }],
    ["an endless language", { locale: "x".repeat(41) }],
  ];
  test.each(unreadable)("cannot ask about %s", async (_, query) => {
    const answer = await asking("thank-you", { query });
    expect(answer).toMatchObject({ status: 400, json: { problem: "bad_request" } });
  });

  test("finds nothing while the store has no program", async () => {
    const domain = "not-yet.myshopify.com";
    await insertShop(db.pool, { domain });
    for (const [route, request] of [
      ["thank-you", {}],
      ["checkout", { body: {} }],
    ] as const) {
      const answer = await asking(route, { ...request, token: { shop: domain } });
      expect(answer).toMatchObject({ status: 404, json: { problem: "not_found" } });
    }
  });

  test("brings the member's own link, whole, in the page's language", async () => {
    await recordPaidOrder(shopId, { customerId });
    const [english, german] = [await thanked({ locale: "en" }), await thanked({ locale: "de-AT" })];
    expect(english.referral?.link).toMatch(
      new RegExp(`^https://${world.shop.domain}/apps/loyalty/r/[\\w-]+$`),
    );
    expect(german.referral?.link).toBe(english.referral?.link);
    expect(german.referral?.title).not.toBe(english.referral?.title);
    const inTheirWords = await thanked({ locale: "fr" });
    expect(inTheirWords.referral?.title).toBe("À vous d’inviter");
    expect(english.referral?.text).toContain("10%");
  });

  test("tells of a birthday gift while it can be had, without a form", async () => {
    await recordPaidOrder(shopId, { customerId });
    expect((await thanked()).birthday).toBeNull();
    await haveBirthday();
    const { birthday } = await thanked();
    expect(birthday).toMatchObject({ id: "birthday", isDone: false, action: null });
    expect(birthday?.note).toContain("250 Beans");
    expect((await asking("checkout", { body: {} })).json).toMatchObject({ birthday });
  });

  test("tells each store's members of that store alone", async () => {
    await recordPaidOrder(shopId, { customerId, price: "50.00" });
    const other = await asking("thank-you", { token: { shop: OTHER_SHOP } });
    expect(other.json).toMatchObject({ balance: { available: 0 }, referral: null, survey: null });
  });
});

describe("the question after checkout", () => {
  test("is put at once, and not again after an answer", async () => {
    await recordPaidOrder(shopId, { customerId, price: "10.00" });
    const { survey } = await thanked();
    expect(survey).toMatchObject({ worth: "10 Beans", action: { path: "survey/answer" } });
    const answer = await answering({ score: "9", comment: " Good beans " });
    expect(answer.json).toMatchObject({ card: null });
    expect((answer.json as CardTaken).message).toContain("10 Beans");
    expect(await answers()).toEqual([{ via: "thank_you", score: 9, comment: "Good beans" }]);
    expect((await balancesOf(shopId, customerId)).available).toBe(30n);
    expect((await thanked()).survey).toBeNull();
  });

  test("takes one answer, however often it is sent", async () => {
    await recordPaidOrder(shopId, { customerId, price: "10.00" });
    await answering({ score: "9" });
    const again = await answering({ score: "0" });
    expect(again).toMatchObject({ status: 200, json: { card: null } });
    expect(await answers()).toEqual([{ via: "thank_you", score: 9, comment: null }]);
    expect((await balancesOf(shopId, customerId)).available).toBe(30n);
  });

  const wrong: [string, Record<string, string>, string][] = [
    ["without a number", {}, "score"],
    ["with a number beyond 10", { score: "11" }, "score"],
    ["with an endless comment", { score: "9", comment: "x".repeat(1_001) }, "comment"],
  ];
  test.each(wrong)("says what is wrong with an answer %s", async (_, values, field) => {
    await recordPaidOrder(shopId, { customerId });
    expect((await answering(values)).json).toMatchObject({ field });
    expect(await answers()).toEqual([]);
  });

  test("is over for a customer who is no member", async () => {
    expect((await answering({ score: "9" })).json).toMatchObject({ card: null });
    expect(await answers()).toEqual([]);
  });

  const unread: [string, object | string, number, string][] = [
    ["no JSON", "{", 400, "bad_request"],
    ["too much", { values: { comment: "x".repeat(20_000) } }, 413, "too_large"],
  ];
  test.each(unread)("takes %s for no answer", async (_, body, status, problem) => {
    expect(await asking("survey/answer", { body })).toMatchObject({ status, json: { problem } });
  });
});

/** It is the member's birthday today, and the gift of the program is offered. */
async function haveBirthday(): Promise<void> {
  const now = Date.now();
  const birthday = localDateOf(now, "Europe/Berlin");
  const { rows } = await pool().query<{ id: string }>(
    `update member set birth_date = $3, birth_date_set_at = '2000-01-01'
      where shop_id = $1 and shopify_customer_id = $2 returning id`,
    [shopId, customerId, `1988${birthday.slice(4)}`],
  );
  const asked = { shopId, memberId: rows[0]?.id ?? "", birthday };
  const offered = await withTransaction((tx) => offerBirthday(tx, asked, now));
  if (offered.outcome !== "offered") throw new Error("The birthday brings nothing");
}
