// What customers are told of one order's points: where they are, what waits, and what was taken
// back.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import { localDateOf } from "../../app/core/calendar/local-time.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import type { MemberOrderAnswer } from "../../widget/contract/account.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import {
  type AskExtensionRoute,
  type ExtensionRequest,
  loadExtensionRoutes,
} from "../support/extension-visit.ts";
import { NOW, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  PROGRAM_INPUT,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../support/order-builder.ts";
import { assertLedgerAgrees } from "../support/shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";

const program = {
  ...PROGRAM_INPUT,
  pointsName: { one: "Bean", other: "Beans" },
  texts: [{ language: "fr" as const, key: "account_earned", text: "Et voilà : {points}" }],
};
const SLOW = "slow-roast.myshopify.com";

let db: TestDatabase;
let world: SimulatedShop;
let ask: AskExtensionRoute;
let shopId: bigint;
let slowId: bigint;
let customers = 75_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  ask = await loadExtensionRoutes();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  const waiting = { ...program, pending: { kind: "days", days: 14 } } as const;
  slowId = await openLoyaltyShop(db.pool, { domain: SLOW, timeZone: "UTC" }, waiting);
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

const told = (events: OrderEvent[], shop = shopId) =>
  withTransaction((tx) =>
    recordOrders(
      tx,
      events.map((event) => ({ shopId: shop, event })),
      NOW,
    ),
  );

describe("an order's points", () => {
  const LINES = [line({ id: "1", price: "30.00" }), line({ id: "2", price: "20.00" })];
  const order = async (orderId: string, query = {}, token = {}): Promise<MemberOrderAnswer> => {
    const answer = await asking("order", { query: { order: orderId, ...query }, token });
    expect(answer.status).toBe(200);
    return answer.json;
  };
  const paid = (shop = shopId) => recordPaidOrder(shop, { customerId, head: { lines: LINES } });
  const sentBack = (orderId: string, lineId: string, id: string) =>
    refundSeen(refund({ id, lines: [{ lineId, quantity: 1 }] }), orderId);

  test("are told with where they are and why they came", async () => {
    expect(await order(await paid())).toMatchObject({
      standing: "kept",
      badge: "Yours",
      sentences: ["You earned 100 Beans with this order.", "They have been added to your balance."],
      movements: [{ points: 100, why: expect.stringContaining("#") }],
    });
  });

  test("are told in the words of the store", async () => {
    const { sentences } = await order(await paid(), { locale: "fr" });
    expect(sentences[0]).toBe("Et voilà : 100 Beans");
  });

  test("wait until a day", async () => {
    const orderId = await paid(slowId);
    const day = new Date(addDaysTo(localDateOf(PLACED_AT, "UTC"), 14));
    const date = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(day);
    expect(await order(orderId, {}, { shop: SLOW })).toMatchObject({
      standing: "waiting",
      sentences: [
        "You earned 100 Beans with this order.",
        `They will be yours to spend from ${date}.`,
      ],
      movements: [{ points: 100, comesOn: day.toISOString().slice(0, 10) }],
    });
  });

  test("wait for what was not sent back", async () => {
    const orderId = await paid(slowId);
    await told([sentBack(orderId, "2", "701")], slowId);
    const { standing, sentences } = await order(orderId, {}, { shop: SLOW });
    expect(standing).toBe("waiting");
    expect(sentences.slice(0, 3)).toEqual([
      "You earned 100 Beans with this order.",
      "Taken back because the order changed: 40 Beans.",
      "That leaves 60 Beans.",
    ]);
    expect(sentences[3]).toMatch(/^They will be yours/);
  });

  test("are taken back in part, line by line", async () => {
    const orderId = await paid();
    await told([sentBack(orderId, "2", "702")]);
    expect(await order(orderId)).toMatchObject({
      standing: "kept",
      sentences: [
        "You earned 100 Beans with this order.",
        "Taken back because the order changed: 40 Beans.",
        "That leaves 60 Beans.",
      ],
      movements: [{ points: 100 }, { points: -40 }],
    });
  });

  test("are taken back altogether, also where they were spent", async () => {
    const orderId = await paid();
    await asking("redeem", {
      body: { rewardId: "five-off", points: 100, amountMinor: 500, requestKey: randomUUID() },
    });
    await told([sentBack(orderId, "1", "703"), sentBack(orderId, "2", "704")]);
    expect(await order(orderId)).toMatchObject({
      standing: "taken_back",
      badge: "Taken back",
      sentences: [
        "All that the order had earned was taken back, because the order changed: 100 Beans.",
      ],
    });
  });

  test("are none of an order that earns nothing", async () => {
    const orderId = await recordPaidOrder(shopId, { customerId, price: "0.00" });
    expect(await order(orderId)).toMatchObject({
      standing: "nothing",
      badge: null,
      sentences: ["This order earns nothing."],
      movements: [],
    });
  });

  test("follow once the order is paid", async () => {
    const orderId = "995001";
    const unpaid = { customerId, fullyPaid: false, financialStatus: "pending" } as const;
    await told([orderSeen(unpaid, { orderId })]);
    expect(await order(orderId)).toMatchObject({ standing: "unpaid", badge: "Not paid" });
    const cancelled = { ...unpaid, cancelledAt: NOW, updatedAt: PLACED_AT + 5 * MINUTE_MS };
    await told([orderSeen(cancelled, { orderId })]);
    expect(await order(orderId)).toMatchObject({ standing: "counting" });
  });

  test("of an account that was merged into theirs are theirs", async () => {
    const orderId = await recordPaidOrder(slowId, { customerId, head: { lines: LINES } });
    await told([sentBack(orderId, "2", "705")], slowId);
    const before = await order(orderId, {}, { shop: SLOW });
    const kept = String((customers += 1));
    await recordPaidOrder(slowId, { customerId: kept });
    const merger = { goneCustomerId: customerId, keptCustomerId: kept };
    await withTransaction((tx) => mergeCustomers(tx, slowId, merger, NOW));
    const { standing, sentences, movements } = await order(
      orderId,
      {},
      { shop: SLOW, customerId: kept },
    );
    expect([standing, sentences]).toEqual([before.standing, before.sentences]);
    expect(movements.map(({ points }) => points)).toEqual([100, -40]);
  });

  test("that were somebody else's for a while were not taken back for that", async () => {
    const orderId = await paid();
    await told([sentBack(orderId, "2", "706")]);
    const given = (to: string, minutes: number) => {
      const updatedAt = PLACED_AT + minutes * MINUTE_MS;
      return orderSeen({ customerId: to, lines: LINES, updatedAt }, { orderId });
    };
    await told([given(String((customers += 1)), 20)]);
    expect(await order(orderId)).toMatchObject({ standing: "counting" });
    await told([given(customerId, 30)]);
    const { standing, sentences, movements } = await order(orderId);
    expect(standing).toBe("kept");
    expect(sentences).toEqual([
      "You earned 100 Beans with this order.",
      "Taken back because the order changed: 40 Beans.",
      "That leaves 60 Beans.",
    ]);
    expect(movements.map(({ points }) => points)).toEqual([100, -40, -60, 60]);
  });

  test("of somebody else are told like those that nobody has heard of", async () => {
    const theirs = await recordPaidOrder(shopId, { customerId: "70901" });
    const elsewhere = await recordPaidOrder(slowId, { customerId });
    const unheard = await order("995999");
    expect(unheard).toMatchObject({ standing: "counting", movements: [] });
    expect(await order(theirs)).toEqual(unheard);
    expect(await order(elsewhere)).toEqual(unheard);
  });

  test("are told in each language", async () => {
    const orderId = await paid();
    const seen = new Set<string>();
    for (const locale of ["en", "de-AT", "es", "fr", "tr"]) {
      const { title, sentences, details, badge } = await order(orderId, { locale });
      seen.add([title, ...sentences, details, badge].join());
    }
    expect(seen.size).toBe(5);
  });

  test.each([
    ["no order", {}],
    ["an order that is no number", { order: "gid://shopify/Order/1" }],
    ["an endless language", { order: "1", locale: "x".repeat(41) }],
  ])("cannot be asked about by %s", async (_, query) => {
    const answer = await asking("order", { query });
    expect(answer).toMatchObject({ status: 400, json: { problem: "bad_request" } });
  });
});
