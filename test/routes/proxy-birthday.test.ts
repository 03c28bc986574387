// Birthdays as the storefront's panel shows and asks them: entered, refused with a sentence, and
// the gift while it can be had.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Card, CardAnswer } from "../../widget/contract/card.ts";
import type { MemberPanelAnswer } from "../../widget/contract/panel.ts";
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import { localDateOf } from "../../app/core/calendar/local-time.ts";
import { pool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { offerBirthday } from "../../app/usecases/birthdays/offer-birthday.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { assertLedgerAgrees } from "../support/shop.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, ask, loadProxyRoutes, signedQuery } from "../support/storefront.ts";

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;
let enter: (request: Request) => Promise<Response>;
let choose: (request: Request) => Promise<Response>;
let shopId: bigint;
let customers = 63_000;
let customerId: string;

const program = {
  ...PROGRAM_INPUT,
  birthday: { gift: { kind: "choice", points: "250", rewardId: "five-off" } },
} satisfies Parameters<typeof openLoyaltyShop>[2];

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  const args = (request: Request) => ({ request, params: {}, context: {} });
  const entering = await import("../../app/routes/proxy.birthday.ts");
  const choosing = await import("../../app/routes/proxy.birthday.choice.ts");
  enter = (request) => entering.action(args(request));
  choose = (request) => choosing.action(args(request));
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  await world.signIn();
});
afterAll(async () => {
  await world.stop();
  await assertLedgerAgrees(db);
  await db.drop();
});
beforeEach(async () => {
  customers += 1;
  customerId = String(customers);
  const email = `${customerId}@example.com`;
  createCustomer(world.simulator.context, world.shop, { id: customerId, email });
  await recordPaidOrder(shopId, { customerId, price: "10.00" });
});

async function cards(locale = "en", visitor: string | null = customerId): Promise<Card[]> {
  const visit = { customerId: visitor, params: { locale } };
  const { json } = await ask(routes, "GET /proxy/panel", { visit });
  return (json as MemberPanelAnswer).cards.filter(({ id }) => id.startsWith("birthday"));
}

async function post(
  route: (request: Request) => Promise<Response>,
  values: Record<string, string>,
  locale = "en",
  visitor: string | null = customerId,
): Promise<{ status: number; json: CardAnswer }> {
  const query = signedQuery({ customerId: visitor });
  const request = new Request(`https://app.example.com/proxy/birthday?${query}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ values, locale }),
  });
  const response = await route(request);
  return { status: response.status, json: (await response.json()) as CardAnswer };
}

const entering = async (birthDate: string, locale = "en") =>
  (await post(enter, { birthDate }, locale)).json;

async function memberId(): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    `select id from member where shop_id = $1 and shopify_customer_id = $2`,
    [shopId, customerId],
  );
  return rows[0]?.id ?? "";
}

/** It is the member's birthday today, and the gift of the program is offered. */
async function haveBirthday(): Promise<void> {
  const now = Date.now();
  const today = localDateOf(now, "Europe/Berlin");
  await pool().query(
    `update member set birth_date = $3, birth_date_set_at = '2000-01-01'
      where shop_id = $1 and shopify_customer_id = $2`,
    [shopId, customerId, `1988${today.slice(4)}`],
  );
  const asked = { shopId, memberId: await memberId(), birthday: today };
  const offered = await withTransaction((tx) => offerBirthday(tx, asked, now));
  if (offered.outcome !== "offered") throw new Error("The birthday brings nothing");
}

describe("the date", () => {
  test("is asked for with what it brings, from which age, and when it counts", async () => {
    const [card] = await cards();
    expect(card).toMatchObject({
      id: "birthday/date",
      title: "Your birthday",
      worth: "250 Points or €5 off",
      isDone: false,
      note: "A date counts 30 days after you entered or changed it.",
    });
    expect(card?.action).toMatchObject({
      kind: "form",
      path: "birthday",
      fields: [{ name: "birthDate", type: "date", required: true, hint: "From the age of 16." }],
    });
  });

  test("is kept when it is entered, and can be changed", async () => {
    const answer = await entering("1988-02-29");
    expect(answer).toMatchObject({
      message: "Thank you! We have kept your birthday in mind.",
      card: { id: "birthday/date", isDone: true, action: { label: "Change" } },
    });
    expect((await cards())[0]?.text).toContain("February 29, 1988");
    expect(await entering("1988-02-29")).toMatchObject({
      message: "That is the date that we have already.",
    });
    expect(await entering("1988-03-01")).toMatchObject({ message: /^Thank you/ });
  });

  test.each([
    ["1987-02-29", "There is no such day. Enter day, month and year of your birth."],
    ["", "There is no such day. Enter day, month and year of your birth."],
    ["2999-01-01", "This day is still to come. Enter the day on which you were born."],
    ["1850-01-01", "This is too long ago. Check the year."],
    [localDateOf(Date.now() - 86_400_000, "UTC"), "You have to be at least 16 years old for this."],
  ])("“%s” is refused beside its field: %s", async (birthDate, message) => {
    expect(await entering(birthDate)).toEqual({ message, field: "birthDate" });
  });

  test.each(["de", "fr", "es", "tr"])("is refused in %s as in English", async (locale) => {
    const told = new Set<string>();
    for (const text of ["1987-02-29", "2999-01-01", "1850-01-01", "2020-01-01"]) {
      const answer = await entering(text, locale);
      expect(answer).toMatchObject({ field: "birthDate" });
      told.add(answer.message);
      expect(await entering(text)).not.toEqual(answer);
    }
    expect(told.size).toBe(4);
    expect((await cards(locale))[0]?.title).not.toBe("Your birthday");
  });

  test("is nobody's to enter who is not signed in, and guests read what it would bring", async () => {
    expect((await post(enter, { birthDate: "1988-02-29" }, "en", null)).status).toBe(401);
    const [card] = await cards("en", null);
    expect(card).toMatchObject({ worth: "250 Points or €5 off", action: null });
  });

  test("makes a member of who has ordered nothing yet", async () => {
    customerId = String((customers += 1));
    expect(await entering("1988-02-29")).toMatchObject({ card: { isDone: true } });
    expect(await memberId()).not.toBe("");
  });
});

describe("the gift", () => {
  test("is there to be chosen during the window, and told what happens otherwise", async () => {
    await haveBirthday();
    const [card] = await cards();
    expect(card).toMatchObject({
      id: "birthday",
      title: "Happy birthday!",
      isDone: false,
      note: "If you do not choose, you get 250 Points.",
      action: { kind: "form", path: "birthday/choice" },
    });
    const lastDay = addDaysTo(localDateOf(Date.now(), "Europe/Berlin"), 6);
    expect(card?.text).toContain(String(Number(lastDay.slice(8))));
  });

  test("of points is in the balance once it is chosen, and the other one is gone", async () => {
    await haveBirthday();
    const { json } = await post(choose, { gift: "points" });
    expect(json).toMatchObject({ card: { isDone: true } });
    expect(json.message).toContain("250 Points");
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 270n });
    expect((await post(choose, { gift: "reward" })).json).toEqual({
      message: "You have chosen already.",
    });
  });

  test("of a reward names its code, and takes it to the checkout", async () => {
    await haveBirthday();
    const { json } = await post(choose, { gift: "reward" });
    expect(json.message).toMatch(/^Your gift: €5 off\./);
    const { rows } = await pool().query<{ id: string; code: string }>(
      `select id, code from redemption where shop_id = $1 and member_id = $2`,
      [shopId, await memberId()],
    );
    const { id: redemptionId = "", code = "none" } = rows[0] ?? {};
    // Where Shopify was slow, the answer did not wait for it.
    await deliverOnce(shopId, "issue_voucher", { redemptionId });
    const [card] = await cards();
    expect(card?.note).toContain(code);
    expect(card?.action).toMatchObject({ href: `/discount/${code}`, label: "Use it now" });
    expect(world.discountsOf(code)).toHaveLength(1);
    const visit = { customerId, params: { locale: "de" } };
    const panel: MemberPanelAnswer = (await ask(routes, "GET /proxy/panel", { visit })).json;
    expect(panel.vouchers[0]).toMatchObject({
      note: "Ein Geschenk zu deinem Geburtstag.",
      cancellable: false,
      points: 0,
    });
  });

  test("is nothing on any other day, and nothing else can be chosen", async () => {
    expect((await post(choose, { gift: "points" })).json).toMatchObject({
      message: /nothing to choose/,
    });
    expect((await post(choose, { gift: "everything" })).status).toBe(400);
  });

  test("is not shown where the program knows no birthdays", async () => {
    const other = await world.addShop({
      handle: `plain-${randomUUID().slice(0, 8)}`,
      currency: "EUR",
    });
    await openLoyaltyShop(db.pool, { domain: other.domain });
    const visit = { customerId, shop: other.domain };
    const panel: MemberPanelAnswer = (await ask(routes, "GET /proxy/panel", { visit })).json;
    expect(panel.cards.filter(({ id }) => id.startsWith("birthday"))).toEqual([]);
  });
});
