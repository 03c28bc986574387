// What customers are told of an order's points that wait for a parcel: what starts the time, how
// long it is, and the day at the latest.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import { localDateOf } from "../../app/core/calendar/local-time.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import type { MemberOrderAnswer } from "../../widget/contract/account.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { type AskExtensionRoute, loadExtensionRoutes } from "../support/extension-visit.ts";
import { NOW, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { MINUTE_MS, PLACED_AT, PROGRAM_INPUT, line, orderSeen } from "../support/order-builder.ts";
import { assertLedgerAgrees } from "../support/shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";

type Pending = NonNullable<NonNullable<Parameters<typeof openLoyaltyShop>[2]>["pending"]>;

/** Longer than anything waits here. */
const WEEKS_MS = 21 * 24 * 60 * MINUTE_MS;
const LINES = [line({ id: "1", price: "30.00" }), line({ id: "2", price: "20.00" })];
const shipping = (days: number): Pending => ({ kind: "fulfilment", days });
const delivery = (days: number): Pending => ({ kind: "delivery", days, atLatestDays: 45 });

let db: TestDatabase;
let world: SimulatedShop;
let ask: AskExtensionRoute;
let customerId: string;
let customers = 78_000;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  ask = await loadExtensionRoutes();
});
afterAll(async () => {
  await world.stop();
  await assertLedgerAgrees(db);
  await db.drop();
});
beforeEach(() => {
  customerId = String((customers += 1));
});

const open = async (pending: Pending) => {
  const domain = `parcels-${randomUUID()}.myshopify.com`;
  const program = { ...PROGRAM_INPUT, pointsName: { one: "Bean", other: "Beans" }, pending };
  return { domain, id: await openLoyaltyShop(db.pool, { domain, timeZone: "UTC" }, program) };
};

const sentencesFor = async (order: string, shop: string, locale = "en"): Promise<string[]> => {
  const request = { query: { order, locale }, token: { customerId, shop } };
  const told: MemberOrderAnswer = (await ask("account/order", request)).json;
  expect(told.standing).toBe("waiting");
  return told.sentences;
};

const sentencesWhile = async (pending: Pending, locale?: string): Promise<string[]> => {
  const shop = await open(pending);
  const order = await recordPaidOrder(shop.id, { customerId, head: { lines: LINES } });
  return sentencesFor(order, shop.domain, locale);
};

test.each([
  [14, "They will be yours to spend 14 days after your order has shipped."],
  [1, "They will be yours to spend 1 day after your order has shipped."],
  [0, "They will be yours to spend after your order has shipped."],
])("points that come %i days after the shipping", async (days, sentence) => {
  const sentences = await sentencesWhile(shipping(days));
  expect(sentences).toEqual(["You earned 100 Beans with this order.", sentence]);
});

test("points that come after the delivery, on a day at the latest", async () => {
  const latest = addDaysTo(localDateOf(PLACED_AT, "UTC"), 45);
  const date = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });
  expect(await sentencesWhile(delivery(7))).toEqual([
    "You earned 100 Beans with this order.",
    "They will be yours to spend 7 days after your order has arrived, " +
      `from ${date.format(new Date(latest))} at the latest.`,
  ]);
});

test.each([
  ["the shipping", shipping(3), /^40 Beans of them .* 3 days after your order has shipped\.$/],
  ["the delivery", delivery(3), /^40 Beans of them .* 3 days after your order has arrived, from/],
])("points of what was added later, that wait for %s", async (_, pending, sentence) => {
  const shop = await open(pending);
  const then = PLACED_AT + MINUTE_MS;
  const head = { lines: LINES.slice(0, 1), fulfilledAt: then, deliveredAt: then };
  const order = await recordPaidOrder(shop.id, { customerId, head }, PLACED_AT + WEEKS_MS);
  const added = { customerId, lines: LINES, updatedAt: PLACED_AT + 5 * MINUTE_MS };
  const event = orderSeen(added, { orderId: order });
  await withTransaction((tx) => recordOrders(tx, [{ shopId: shop.id, event }], NOW));
  expect(await sentencesFor(order, shop.domain)).toEqual([
    "You earned 100 Beans with this order.",
    expect.stringMatching(sentence),
  ]);
});

test.each([
  ["en", /14 days after.*shipped/, /7 days after.*arrived/],
  ["de", /14 Tage nach dem Versand/, /7 Tage nach der Zustellung/],
  ["es", /14 días después del envío/, /7 días después de la entrega/],
  ["fr", /14\sjours après l’expédition/, /7\sjours après la livraison/],
  ["tr", /kargoya verildikten 14 gün sonra/, /ulaştıktan 7 gün sonra/],
])("in %s", async (locale, shipped, arrived) => {
  expect((await sentencesWhile(shipping(14), locale))[1]).toMatch(shipped);
  expect((await sentencesWhile(delivery(7), locale))[1]).toMatch(arrived);
});
