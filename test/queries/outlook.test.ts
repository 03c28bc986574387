// What the panel tells a member of what is to come: from recorded orders to the answer, on the
// shop's calendar, and of nobody else.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { loadPanel } from "../../app/queries/panel.ts";
import { panelAnswer } from "../../app/routes/proxy/views.ts";
import type { HistoryEntry } from "../../widget/contract/history.ts";
import type { MemberPanelAnswer } from "../../widget/contract/panel.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { CUSTOMER_ID, PLACED_AT, line, orderSeen } from "../support/order-builder.ts";
import { createShop } from "../support/shop.ts";
import type { ShopInput, TestShop } from "../support/shop.ts";

/** Days after the first order: 1 March 2026, noon in UTC. */
const day = (days: number): Instant => PLACED_AT + days * DAY_MS;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const timeZone = "Pacific/Auckland";
const open = (program: Partial<ProgramDocumentInput>, input: ShopInput = {}) =>
  createShop(db, { program, ...input });

const panelOf = async (shop: TestShop, now = day(1), customerId = CUSTOMER_ID, zone = "UTC") => {
  const panel = await loadPanel({ id: shop.id, timeZone: zone, scopes: "" }, customerId, now);
  if (!panel) throw new Error("The shop has no program");
  return panelAnswer(panel, { currency: "EUR", timeZone: zone, locale: "en" }) as MemberPanelAnswer;
};

let orders = 0;
/** An order of 40.00, worth 80 points. */
const buy = async (shop: TestShop, at: Instant, input: Parameters<typeof orderSeen>[0] = {}) => {
  const orderId = `5${(orders += 1)}`;
  const times = { placedAt: at, updatedAt: at };
  await shop.receive(orderSeen({ ...times, name: `#${orderId}`, ...input }, { orderId }), at);
  return orderId;
};

describe("what comes", () => {
  test("is told by its day on the shop's calendar, the earliest first", async () => {
    const shop = await open({ pending: { kind: "days", days: 14 } }, { timeZone });
    await buy(shop, day(0));
    await buy(shop, day(0), { lines: [line({ price: "10.00" })] });
    await buy(shop, day(1));
    const { balance, coming, history } = await panelOf(shop, day(2), CUSTOMER_ID, timeZone);
    expect(balance).toMatchObject({ available: 0, pending: 180 });
    // Noon in UTC is the next day in Auckland.
    expect(coming).toEqual([
      { points: 100, after: "date", days: 0, on: "2026-03-16" },
      { points: 80, after: "date", days: 0, on: "2026-03-17" },
    ]);
    expect(history.entries.map(({ occurredOn, comesOn }) => [occurredOn, comesOn])).toEqual([
      ["2026-03-03", "2026-03-17"],
      ["2026-03-02", "2026-03-16"],
      ["2026-03-02", "2026-03-16"],
    ]);
  });

  test("waits for the shipping without a day, and has one afterwards", async () => {
    const shop = await open({ pending: { kind: "fulfilment", days: 7 } });
    const orderId = await buy(shop, day(0));
    const unsent = await panelOf(shop);
    expect(unsent.coming).toEqual([{ points: 80, after: "shipping", days: 7, on: null }]);
    const waits = ({ comesOn, isWaiting }: HistoryEntry) => [comesOn, isWaiting];
    expect(unsent.history.entries.map(waits)).toEqual([[undefined, true]]);
    const sent = orderSeen({ updatedAt: day(2), fulfilledAt: day(2) }, { orderId });
    await shop.receive(sent, day(2));
    const { coming, history } = await panelOf(shop, day(3));
    expect(coming).toEqual([{ points: 80, after: "date", days: 0, on: "2026-03-10" }]);
    expect(history.entries.map(waits)).toEqual([["2026-03-10", undefined]]);
  });

  test("is told apart where orders of different versions wait different days", async () => {
    const shop = await open({ pending: { kind: "fulfilment", days: 7 } });
    await buy(shop, day(0));
    await shop.startProgram({ pending: { kind: "fulfilment", days: 0 } }, day(1));
    await buy(shop, day(2));
    expect((await panelOf(shop, day(3))).coming).toEqual([
      { points: 80, after: "shipping", days: 7, on: null },
      { points: 80, after: "shipping", days: 0, on: null },
    ]);
  });

  test("waits for the delivery until a latest day, and no longer once it has arrived", async () => {
    const shop = await open({ pending: { kind: "delivery", days: 14, atLatestDays: 45 } });
    const orderId = await buy(shop, day(0));
    expect((await panelOf(shop)).coming).toEqual([
      { points: 80, after: "delivery", days: 14, on: "2026-04-15" },
    ]);
    const there = { updatedAt: day(3), fulfilledAt: day(2), deliveredAt: day(3) };
    await shop.receive(orderSeen(there, { orderId }), day(3));
    expect((await panelOf(shop, day(4))).coming).toEqual([
      { points: 80, after: "date", days: 0, on: "2026-03-18" },
    ]);
  });

  test("is told in three groups at most; all of it is in the balance", async () => {
    const shop = await open({ pending: { kind: "days", days: 14 } });
    for (const placed of [0, 1, 2, 3]) await buy(shop, day(placed));
    const { balance, coming } = await panelOf(shop, day(4));
    expect(balance.pending).toBe(320);
    expect(coming.map(({ on }) => on)).toEqual(["2026-03-15", "2026-03-16", "2026-03-17"]);
  });

  test("is nothing where points come at once", async () => {
    const shop = await open({});
    await buy(shop, day(0));
    expect(await panelOf(shop)).toMatchObject({ coming: [], ending: null, tier: null });
  });
});

describe("what ends", () => {
  const age = (days: number): ProgramDocumentInput["expiry"] => ({
    policy: { kind: "age", length: { unit: "days", count: days } },
    warningDays: [7],
  });

  test("is what ends first, with the last day on which it can be spent", async () => {
    const shop = await open({ expiry: age(30) }, { timeZone });
    await buy(shop, day(0));
    await buy(shop, day(0), { lines: [line({ price: "5.00" })] });
    await buy(shop, day(5));
    const { ending } = await panelOf(shop, day(6), CUSTOMER_ID, timeZone);
    expect(ending).toEqual({ points: 90, lastDay: "2026-04-01" });
    const { history } = await panelOf(shop, day(6), CUSTOMER_ID, timeZone);
    expect(history.entries.map(({ endsOn }) => endsOn)).toEqual([
      "2026-04-06",
      "2026-04-01",
      "2026-04-01",
    ]);
  });

  test("is the next ones once the first have ended, though no night has written it down", async () => {
    const shop = await open({ expiry: age(30) });
    await buy(shop, day(0));
    await buy(shop, day(5), { lines: [line({ price: "5.00" })] });
    expect((await panelOf(shop, day(32))).ending).toEqual({ points: 10, lastDay: "2026-04-05" });
    expect((await panelOf(shop, day(60))).ending).toBeNull();
  });

  test("is the whole balance where inactivity ends it", async () => {
    const inactivity = { kind: "inactivity", length: { unit: "days", count: 90 } } as const;
    const shop = await open({ expiry: { policy: inactivity, warningDays: [7] } });
    await buy(shop, day(0));
    await buy(shop, day(5));
    expect((await panelOf(shop, day(6))).ending).toEqual({ points: 160, lastDay: "2026-06-04" });
  });

  test("leaves out of the balance's end what keeps an end of its own", async () => {
    const inactivity = { kind: "inactivity", length: { unit: "days", count: 20 } } as const;
    const shop = await open({ expiry: age(300) });
    await buy(shop, day(0));
    await shop.startProgram({ expiry: { policy: inactivity, warningDays: [7] } }, day(2));
    await buy(shop, day(5), { lines: [line({ price: "5.00" })] });
    expect((await panelOf(shop, day(6))).ending).toEqual({ points: 10, lastDay: "2026-03-26" });
  });
});

describe("the tier", () => {
  const tiers = {
    window: { kind: "lifetime" },
    list: [
      { id: "member", name: "Friend", enter: { anyOf: [{ allOf: [] }] } },
      {
        id: "gold",
        name: "Gold",
        enter: {
          anyOf: [
            { allOf: [{ counter: "spend", atLeast: "10000" }] },
            { allOf: [{ counter: "orders", atLeast: "3" }] },
            { allOf: [{ counter: "balance", atLeast: "100" }] },
          ],
        },
      },
    ],
  } as const satisfies ProgramDocumentInput["tiers"];

  test("has a name, and what is missing to the next one, way by way", async () => {
    const shop = await open({ tiers });
    await buy(shop, day(0));
    expect((await panelOf(shop)).tier).toEqual({
      name: "Friend",
      next: {
        name: "Gold",
        missing: "orders worth €60, 2 orders, or 20\u00a0Points in your balance",
        // 80 of 100 points is the nearest way.
        share: 800,
        through: null,
      },
      keep: null,
    });
  });

  test("at the top is the name, and for how long it is sure", async () => {
    const shop = await open({ tiers });
    await buy(shop, day(0), { lines: [line({ quantity: 3 })] });
    expect((await panelOf(shop)).tier).toEqual({
      name: "Gold",
      next: null,
      keep: { lastDay: "2027-12-31", asks: { through: "2027-12-31", missing: "" } },
    });
  });

  test("asks anew each year, until a day of the shop's calendar", async () => {
    const enter = { anyOf: [{ allOf: [{ counter: "orders" as const, atLeast: "2" }] }] };
    const list = [{ id: "gold", name: "Gold", enter }];
    const validity = { kind: "rest_of_year", furtherYears: 1 } as const;
    const shop = await open({ tiers: { window: { kind: "calendar_year" }, validity, list } });
    await buy(shop, day(0));
    const ahead = { name: "Gold", missing: "1 order", share: 500 };
    expect((await panelOf(shop)).tier).toEqual({
      name: null,
      next: { ...ahead, through: "2026-12-31" },
      keep: null,
    });
    await buy(shop, day(1));
    // What is done in 2026 has made it Gold through 2027; only 2027 can make it longer.
    expect((await panelOf(shop, day(2))).tier?.keep).toEqual({ lastDay: "2027-12-31", asks: null });
    expect((await panelOf(shop, day(320))).tier?.keep).toEqual({
      lastDay: "2027-12-31",
      asks: { through: "2027-12-31", missing: "2 orders" },
    });
  });

  test("of who is no member yet lies ahead", async () => {
    const shop = await open({ tiers });
    const { balance, coming, ending, tier } = await panelOf(shop, day(1), "999");
    expect([balance.available, coming, ending]).toEqual([0, [], null]);
    expect(tier).toMatchObject({ name: null, next: { name: "Gold" } });
  });
});

describe("nobody else's", () => {
  const program = {
    pending: { kind: "days", days: 14 },
    tiers: { list: [{ id: "gold", name: "Gold", entry: "manual" }] },
  } as const satisfies Partial<ProgramDocumentInput>;

  test("points are told to a member: not of another customer, nor of another shop", async () => {
    const [shop, other] = [await open(program), await open(program)];
    await buy(shop, day(0));
    const expected = {
      balance: { pending: 0 },
      coming: [],
      ending: null,
      history: { entries: [] },
    };
    expect(await panelOf(other)).toMatchObject(expected);
    expect(await panelOf(shop, day(1), "7002")).toMatchObject(expected);
    expect((await panelOf(shop)).coming).toHaveLength(1);
  });

  test("member who was redacted or deleted is told anything", async () => {
    for (const column of ["redacted_at", "deleted_at"]) {
      const shop = await open(program);
      await buy(shop, day(0));
      await db.pool.query(
        `update member set tier_id = 'gold', ${column} = now() where shop_id = $1`,
        [shop.id],
      );
      expect(await panelOf(shop), column).toMatchObject({ coming: [], tier: { name: null } });
    }
  });

  test("tier is told to guests", async () => {
    const shop = await open(program);
    const panel = await loadPanel({ id: shop.id, timeZone: "UTC", scopes: "" }, null, day(1));
    const answer = panel && panelAnswer(panel, { currency: "EUR", timeZone: "UTC", locale: "en" });
    expect(Object.keys(answer ?? {}).toSorted()).toEqual(
      "audience cards numbers program words".split(" "),
    );
  });

  test("fields go out than those of the contract: no ids of members, lots, tiers or versions", async () => {
    const shop = await open(program);
    await buy(shop, day(0));
    const member = await shop.member();
    await db.pool.query("update member set tier_id = 'gold' where shop_id = $1", [shop.id]);
    const answer = await panelOf(shop);
    expect(Object.keys(answer).toSorted()).toEqual([
      ..."audience balance cards coming ending history invitations next numbers".split(" "),
      ..."program settings tier vouchers words".split(" "),
    ]);
    const coming = Object.keys(answer.coming[0] ?? {});
    expect(coming.toSorted()).toEqual(["after", "days", "on", "points"]);
    expect(answer.tier).toEqual({ name: "Gold", next: null, keep: null });
    expect(JSON.stringify(answer)).not.toContain(member?.id);
  });
});
