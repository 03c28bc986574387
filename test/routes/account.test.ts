// What customer accounts are told, and what they send: the profile with the birthday, and all that
// the panel has.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../app/db/pool.ts";
import { whoseOf } from "../../app/routes/proxy/whose.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import type { AccountPageAnswer, MemberProfileAnswer } from "../../widget/contract/account.ts";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import {
  type AskExtensionRoute,
  type ExtensionRequest,
  loadExtensionRoutes,
} from "../support/extension-visit.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { FIVE_OFF, PROGRAM_INPUT } from "../support/order-builder.ts";
import { assertLedgerAgrees } from "../support/shop.ts";
import { insertShop } from "../support/shops.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, ask as askProxy, loadProxyRoutes } from "../support/storefront.ts";

const program = {
  ...PROGRAM_INPUT,
  pointsName: { one: "Bean", other: "Beans" },
  birthday: { gift: { kind: "points", points: "250" } },
  waysToEarn: [
    {
      id: "page",
      name: "Our page",
      trigger: "social",
      network: "other",
      points: "5",
      url: "https://social.example/us",
    },
  ],
} satisfies Parameters<typeof openLoyaltyShop>[2];

let db: TestDatabase;
let world: SimulatedShop;
let ask: AskExtensionRoute;
let proxy: ProxyRoutes;
let shopId: bigint;
let customers = 74_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  ask = await loadExtensionRoutes();
  proxy = await loadProxyRoutes();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  await world.signIn();
});
afterAll(async () => {
  await world.stop();
  await assertLedgerAgrees(db);
  await db.drop();
});
beforeEach(() => {
  customerId = String((customers += 1));
  const email = `${customerId}@example.com`;
  createCustomer(world.simulator.context, world.shop, { id: customerId, email });
});

/** As the signed-in customer of the test, unless somebody else is named. */
const asking = (path: string, { token, ...request }: ExtensionRequest = {}) =>
  ask(`account/${path}`, { ...request, token: { customerId, ...token } });

describe("the profile", () => {
  const profile = async (query = {}): Promise<MemberProfileAnswer> => {
    const answer = await asking("profile", { query });
    expect(answer.status).toBe(200);
    return answer.json;
  };
  const entering = (birthDate: string) =>
    asking("birthday", { body: { values: { birthDate }, locale: "en" } });

  test("tells what there is to spend, and asks for the birthday", async () => {
    await recordPaidOrder(shopId, { customerId, price: "50.00" });
    expect(await profile()).toMatchObject({
      audience: "member",
      storeUrl: `https://${world.shop.domain}`,
      sentences: ["You have 100 Beans to spend."],
      cards: [
        { id: "birthday/date", isDone: false, worth: "250 Beans" },
        { id: "settings/emails" },
      ],
    });
    expect((await profile({ locale: "de" })).sentences).toEqual(["Du kannst 100 Beans einlösen."]);
  });

  test("takes the birthday of who has ordered nothing yet", async () => {
    expect((await entering("1988-02-29")).json).toMatchObject({
      card: { id: "birthday/date", isDone: true },
      message: "Thank you! We have kept your birthday in mind.",
    });
    const { rows } = await pool().query(
      `select birth_date::text from member where shop_id = $1 and shopify_customer_id = $2`,
      [shopId, customerId],
    );
    expect(rows).toEqual([{ birth_date: "1988-02-29" }]);
    expect((await profile()).cards).toMatchObject([
      { id: "birthday/date", isDone: true },
      { id: "settings/emails" },
      { id: "settings/birthday" },
    ]);
  });

  test("forgets the birthday again, and stops e-mails, where a member wants it", async () => {
    await entering("1988-02-29");
    const sending = (path: string, values = {}) => asking(path, { body: { values, locale: "en" } });
    expect((await sending("settings/birthday")).json).toMatchObject({ card: null });
    expect((await sending("settings/emails", { emails: "off" })).json).toMatchObject({
      card: { action: { fields: [{ value: "off" }] } },
    });
    const { cards } = await profile();
    expect(cards.map(({ id, isDone }) => [id, isDone])).toEqual([
      ["birthday/date", false],
      ["settings/emails", false],
    ]);
  });

  test("says beside the field what is wrong", async () => {
    expect((await entering("1987-02-29")).json).toEqual({
      message: "There is no such day. Enter day, month and year of your birth.",
      field: "birthDate",
    });
    expect((await profile()).cards).toMatchObject([{ isDone: false }]);
  });

  test("is nothing while the store has no program", async () => {
    const domain = "no-program.myshopify.com";
    await insertShop(db.pool, { domain });
    const answer = await asking("profile", { token: { shop: domain } });
    expect(answer).toMatchObject({ status: 404, json: { problem: "not_found" } });
  });
});

const redeem = (requestKey: string = randomUUID()) =>
  asking("redeem", {
    body: { rewardId: FIVE_OFF.rewardId, points: 100, amountMinor: 500, requestKey, locale: "en" },
  });

describe("the page with everything", () => {
  test("is told what the panel in the store is told, and where the store is", async () => {
    await recordPaidOrder(shopId, { customerId, price: "50.00" });
    const page = await asking("panel", { query: { locale: "fr" } });
    const { storeUrl, ...rest }: AccountPageAnswer = page.json;
    const visit = { customerId, shop: world.shop.domain, params: { locale: "fr" } };
    const panel = await askProxy(proxy, "GET /proxy/panel", { visit });
    // Only pages of the theme have a word for whose they are.
    const { whose, ...told } = panel.json as PanelAnswer;
    expect(whose).toBe(whoseOf(customerId));
    expect(rest).toEqual(told);
    expect(storeUrl).toBe(`https://${world.shop.domain}`);
  });

  test("redeems once by one key, and gives back", async () => {
    await recordPaidOrder(shopId, { customerId, price: "50.00" });
    const key = randomUUID();
    const { json } = await redeem(key);
    expect(json).toMatchObject({ outcome: "issued", balance: { available: 0 } });
    expect((await redeem(key)).json).toMatchObject({ outcome: "issued" });
    const { id, code } = (json as { voucher: { id: string; code: string } }).voucher;
    expect(world.discountsOf(code)).toHaveLength(1);
    const given = await asking("vouchers/cancel", { body: { voucherId: id } });
    expect(given.json).toMatchObject({ outcome: "returning" });
  });

  test("is refused what is too dear, in words", async () => {
    await recordPaidOrder(shopId, { customerId, price: "10.00" });
    expect((await redeem()).json).toMatchObject({
      outcome: "refused",
      reason: "insufficient_points",
      sentence: expect.stringContaining("80"),
    });
  });

  test("counts a click on a way to earn once", async () => {
    const click = () => asking("ways/page", { body: { values: {}, locale: "en" } });
    expect((await click()).json).toMatchObject({ card: { id: "earn/page", isDone: true } });
    await click();
    expect((await balancesOf(shopId, customerId)).available).toBe(5n);
  });

  test("brings older movements", async () => {
    await recordPaidOrder(shopId, { customerId });
    const older = await asking("history", { query: { locale: "en" } });
    expect(older).toMatchObject({ status: 200, json: { entries: [{ kind: "accrual" }] } });
    const broken = await asking("history", { query: { before: "yesterday" } });
    expect(broken).toMatchObject({ status: 400 });
  });
});

describe("a guest", () => {
  const token = { customerId: null };

  test.each(["panel", "profile", "order"])("%s: learns that they are one", async (path) => {
    const answer = await asking(path, { token, query: { order: "1" } });
    expect(answer).toMatchObject({ status: 200, json: { audience: "guest" } });
  });

  const body = { values: {}, locale: "en" };
  test.each(["redeem", "vouchers/cancel", "birthday", "ways/page", "invitations/answer"])(
    "%s: can send nothing",
    async (path) => {
      const answer = await asking(path, { token, body });
      expect(answer).toMatchObject({ status: 401, json: { problem: "not_signed_in" } });
    },
  );
});

describe("there is nothing", () => {
  const body = { values: {}, locale: "en" };
  test.each([
    ["to read where answers are sent", "birthday", {}],
    ["to read anywhere else", "secrets", {}],
    ["to send where answers are read", "panel", { body }],
    ["to send to a way without a name", "ways/", { body }],
    ["to send below a way", "ways/page/click", { body }],
    ["to send by names that objects have", "constructor", { body }],
  ])("%s", async (_, path, request) => {
    const answer = await asking(path, request);
    expect(answer).toMatchObject({ status: 404, json: { problem: "not_found" } });
  });
});
