// What staff at the till do with a member's points, with a simulated Shopify behind them: what is
// offered, codes that are made and given back, and who the ledger names.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { pool } from "../../app/db/pool.ts";
import type { RedeemAnswer } from "../../widget/contract/redeem.ts";
import type { TillAnswer, TillOffer } from "../../widget/contract/till.ts";
import { extensionToken } from "../support/extension-visit.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type StaffShop, openStaffShop } from "../support/staff-shop.ts";
import { STAFF, type StaffRoute, type StaffVisit } from "../support/staff-visit.ts";

const rewards = [
  { id: "five-off", kind: "amount_off", amountMinor: "500", points: "100" },
  { id: "tenth", kind: "percentage_off", percent: "10", points: "150" },
  {
    id: "slider",
    kind: "points_for_money",
    points: "10",
    amountPerStepMinor: "50",
    minSteps: 4,
    maxSteps: 100,
  },
  {
    id: "coffee",
    kind: "free_product",
    name: "Free coffee",
    points: "300",
    variantIds: ["33", "34"],
    variantNames: ["Light", "Dark"],
  },
  { id: "shipping", kind: "free_shipping", points: "20" },
  { id: "trees", kind: "donation", points: "20", amountMinor: "100", cause: "Trees" },
] satisfies ProgramDocumentInput["rewards"];

let store: StaffShop;
let shopId: bigint;
let customerId: string;

beforeAll(async () => {
  store = await openStaffShop({ ...PROGRAM_INPUT, rewards });
  ({ shopId } = store);
});
afterAll(() => store.close());
beforeEach(() => {
  customerId = store.newCustomer();
});

const query = () => ({ customer: customerId, locale: "en" });
const look = async (visit: StaffVisit = {}): Promise<TillAnswer> =>
  (await store.ask("till", { query: query(), ...visit })).json;
const fiveOff = { rewardId: "five-off", points: 100, amountMinor: 500, percent: null };
const redeem = async (wish: object = fiveOff, visit: StaffVisit = {}): Promise<RedeemAnswer> => {
  const body = { requestKey: randomUUID(), locale: "en", ...wish };
  return (await store.ask("redeem", { query: query(), body, ...visit })).json;
};
const cancel = (voucherId: string, visit: StaffVisit = {}) =>
  store.ask("vouchers/cancel", { query: query(), body: { voucherId }, ...visit });
const codeOf = (answer: RedeemAnswer): string =>
  answer.outcome === "issued" ? (answer.voucher.code ?? "") : "";
const linesOf = (offers: readonly TillOffer[], rewardId: string) =>
  offers
    .filter(({ wish }) => wish.rewardId === rewardId)
    .map(({ title, cost }) => `${title}: ${cost.replaceAll("\u00a0", " ")}`);

describe("what is offered", () => {
  test("is nothing to who is no member", async () => {
    expect(await look()).toMatchObject({ member: null, offers: [], codes: [] });
  });

  test("becomes a code that a cart in a shop has a use for, the cheapest first", async () => {
    await recordPaidOrder(shopId, { customerId, price: "60.00" });
    const { offers } = await look();
    const ids = new Set(offers.map(({ wish }) => wish.rewardId));
    expect([...ids]).toEqual(["slider", "five-off", "tenth", "coffee"]);
    expect(linesOf(offers, "five-off")).toEqual(["€5 off: 100 Points"]);
    expect(linesOf(offers, "tenth")).toEqual(["10% off: 150 Points"]);
  });

  test.each([
    ["10.00", ["€2 off: 40 Points"]],
    ["25.00", ["€2 off: 40 Points", "€2.50 off: 50 Points"]],
    [
      "65.00",
      [
        "€2 off: 40 Points",
        "€3 off: 60 Points",
        "€4 off: 80 Points",
        "€5 off: 100 Points",
        "€6.50 off: 130 Points",
      ],
    ],
    [
      "900.00",
      [
        "€2 off: 40 Points",
        "€14 off: 280 Points",
        "€26 off: 520 Points",
        "€38 off: 760 Points",
        "€50 off: 1,000 Points",
      ],
    ],
  ])(
    "of points for money after %s spent are a few sizes up to what is there",
    async (price, lines) => {
      await recordPaidOrder(shopId, { customerId, price });
      expect(linesOf((await look()).offers, "slider")).toEqual(lines);
    },
  );

  test("of a product with variants is each of them", async () => {
    await recordPaidOrder(shopId, { customerId, price: "200.00" });
    const offers = (await look()).offers.filter(({ wish }) => wish.rewardId === "coffee");
    expect(offers.map(({ wish }) => wish.variantId)).toEqual(["33", "34"]);
    expect(offers.map(({ title }) => title)).toEqual([
      expect.stringContaining("Light"),
      expect.stringContaining("Dark"),
    ]);
  });

  test("says in the language of who asks how many points are missing", async () => {
    await recordPaidOrder(shopId, { customerId, price: "40.00" });
    const barred = async (locale: string) => {
      const { offers } = await look({ query: { ...query(), locale } });
      return offers.find(({ wish }) => wish.rewardId === "five-off")?.barred;
    };
    expect((await barred("en"))?.replaceAll("\u00a0", " ")).toBe("20 Points to go");
    expect(await barred("de")).toMatch(/^Noch 20/);
  });
});

describe("a code", () => {
  beforeEach(async () => {
    await recordPaidOrder(shopId, { customerId, price: "100.00" });
  });

  test("is made for this customer alone, and the ledger names the staff member", async () => {
    const answer = await redeem();
    expect(answer).toMatchObject({ outcome: "issued", balance: { available: 100 } });
    const [discount, ...more] = store.world.discountsOf(codeOf(answer));
    expect(more).toEqual([]);
    expect(JSON.stringify(discount)).toContain(customerId);
    const { rows } = await pool().query<{ kind: string; actor: string }>(
      `select kind, actor from journal_entry where shop_id = $1 and kind like 'redemption%'
        and member_id = (select id from member where shop_id = $1 and shopify_customer_id = $2)
        order by id`,
      [shopId, customerId],
    );
    expect(rows[0]).toEqual({ kind: "redemption_reserved", actor: `merchant:${STAFF}` });
  });

  test("is made once, however often it is asked for under one key", async () => {
    const wish = { ...fiveOff, requestKey: randomUUID() };
    const answers = await Promise.all([redeem(wish), redeem(wish), redeem(wish)]);
    const codes = new Set([...answers, await redeem(wish)].map(codeOf));
    codes.delete("");
    expect(codes.size).toBe(1);
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 100n });
  });

  test.each(["slider", "tenth"])("is made of what is offered: %s", async (rewardId) => {
    await recordPaidOrder(shopId, { customerId, price: "100.00" });
    const offer = (await look()).offers.filter(({ wish }) => wish.rewardId === rewardId).at(-1);
    expect(await redeem(offer?.wish)).toMatchObject({
      outcome: "issued",
      voucher: { points: offer?.wish.points, amount: offer?.wish.amountMinor ? {} : null },
    });
  });

  test("stands among those that can be used, and not when it is given back", async () => {
    const answer = await redeem();
    const [held, ...more] = (await look()).codes;
    expect(more).toEqual([]);
    expect(held).toMatchObject({ code: codeOf(answer), title: "€5 off", cancellable: true });
    expect((await cancel(held?.voucherId ?? "")).json).toMatchObject({ outcome: "returning" });
    expect((await look()).codes).toEqual([]);
  });

  test("is given back in the name of the member of staff, noted once", async () => {
    await redeem();
    const [held] = (await look()).codes;
    await cancel(held?.voucherId ?? "");
    await cancel(held?.voucherId ?? "");
    const { rows } = await pool().query(
      `select actor, action from audit_event where shop_id = $1 and details ->> 'voucher' = $2`,
      [shopId, held?.voucherId],
    );
    expect(rows).toEqual([{ actor: `merchant:${STAFF}`, action: "voucher_given_back" }]);
  });

  test("of points for money is called by its amount", async () => {
    await redeem({ rewardId: "slider", points: 60, amountMinor: 300, percent: null, steps: 6 });
    expect((await look()).codes.map(({ title }) => title)).toEqual(["€3 off"]);
  });

  test("is refused for what has changed, and nothing is taken", async () => {
    expect(await redeem({ ...fiveOff, points: 90 })).toEqual({
      outcome: "refused",
      reason: "reward_changed",
    });
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 200n });
  });
});

describe("nobody else", () => {
  beforeEach(async () => {
    await recordPaidOrder(shopId, { customerId, price: "100.00" });
  });
  const shopper = () => {
    const claims = { dest: "https://harbour-coffee.myshopify.com" };
    return { authorization: `Bearer ${extensionToken({ customerId, claims })}` };
  };

  test.each([
    ["till", () => ({ query: query() })],
    ["redeem", () => ({ query: query(), body: { ...fiveOff, requestKey: randomUUID() } })],
    ["vouchers/cancel", () => ({ query: query(), body: { voucherId: randomUUID() } })],
  ] satisfies [StaffRoute, () => StaffVisit][])("gets in at %s", async (route, visit) => {
    for (const forgery of [shopper(), { authorization: null }]) {
      const answer = await store.ask(route, { ...visit(), ...forgery });
      expect(answer).toMatchObject({ status: 401, json: { problem: "unauthentic" } });
    }
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 200n });
  });

  test("of another store's staff redeems for a member of this one, or gives back", async () => {
    const answer = await redeem();
    const [held] = (await look()).codes;
    const other = await store.world.addShop({ handle: "northwind-tea", currency: "EUR" });
    await openLoyaltyShop(pool(), { domain: other.domain }, { ...PROGRAM_INPUT, rewards });
    const token = { shop: other.domain };
    expect(await redeem(fiveOff, { token })).toEqual({
      outcome: "refused",
      reason: "not_a_member",
    });
    expect((await cancel(held?.voucherId ?? "", { token })).json).toEqual({
      outcome: "refused",
      reason: "voucher_not_found",
    });
    expect((await look()).codes.map(({ code }) => code)).toEqual([codeOf(answer)]);
  });
});

test("nothing is there under other names", async () => {
  const unknown = "members" as StaffRoute;
  expect(await store.ask(unknown, { query: query() })).toMatchObject({ status: 404 });
  expect(await store.ask(unknown, { body: {} })).toMatchObject({ status: 404 });
});

test("all that was redeemed at the till adds up", async () => {
  await assertLedgerAddsUp(pool());
});
