// Orders as Shopify really sends them, from the simulated shop's webhooks to the member's balance.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import {
  cancelFulfillment,
  fulfillOrder,
  reportShipment,
} from "../../simulator/actions/fulfillments.ts";
import { editOrder } from "../../simulator/actions/order-edit.ts";
import { closeOrder, reopenOrder } from "../../simulator/actions/order-filing.ts";
import { capturePayment, payOrder } from "../../simulator/actions/order-payments.ts";
import { refundOrder } from "../../simulator/actions/order-refund.ts";
import { cancelOrder } from "../../simulator/actions/orders.ts";
import type { Order } from "../../simulator/model.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { PlayedShop, keepNews } from "../support/played-shop.ts";
import { assertLedgerAgrees } from "../support/shop.ts";
import { startSimulatedShop, type SimulatedShop } from "../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  await keepNews(world);
});

afterAll(async () => {
  await world.stop();
  await assertLedgerAgrees(db);
  await db.drop();
});

const twenty = { title: "Cup", priceMinor: 2_000, quantity: 1 };

function open(
  document: Partial<ProgramDocumentInput> = {},
  shop: Parameters<typeof PlayedShop.open>[3] = {},
): Promise<PlayedShop> {
  const input = { ...PROGRAM_INPUT, earning: { pointsPerUnit: "1" }, ...document };
  return PlayedShop.open(world, db, input, shop);
}

async function available(played: PlayedShop, customerId: string): Promise<bigint> {
  return (await played.standing(customerId)).available;
}

/** All that the ledger says of the shop. */
async function booksOf({ shopId }: PlayedShop): Promise<unknown[]> {
  const tables = ["journal_entry", "posting", "lot", "qualifying_unit", "tier_change"];
  const told = await Promise.all(
    tables.map((table) =>
      db.pool.query(`select * from ${table} where shop_id = $1 order by 1, 2, 3`, [shopId]),
    ),
  );
  expect(told[0]?.rows).toHaveLength(1);
  return told.map(({ rows }) => rows);
}

const lineOf = (order: Order, index = 0) => order.lines[index]?.id ?? "";

describe("an order earns", () => {
  test("when it is captured, not when it is authorised", async () => {
    const played = await open();
    const customerId = played.customer();
    const order = played.order({ customerId, lines: [twenty], payments: [{ authorize: true }] });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(0n);
    capturePayment(played.simulated, played.shop, order.id);
    await played.tellAll();
    expect(await available(played, customerId)).toBe(20n);
  });

  test("when the last part is paid, by hand", async () => {
    const played = await open();
    const customerId = played.customer();
    const order = played.order({ customerId, lines: [twenty], paid: false });
    payOrder(played.simulated, played.shop, order.id, { amountMinor: 1_999 });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(0n);
    payOrder(played.simulated, played.shop, order.id, { gateway: "manual" });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(20n);
  });

  test("nothing for tips, gift cards and tests, and what is counted for the rest", async () => {
    const played = await open();
    const customerId = played.customer();
    const lines = [
      twenty,
      { title: "Gift card", priceMinor: 5_000, quantity: 1, giftCard: true },
      { title: "Sample", priceMinor: 0, quantity: 1 },
    ];
    played.order({ customerId, lines, tipMinor: 300 });
    played.order({ customerId, lines, test: true });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(20n);
  });

  test.each([
    ["JPY", 2_000, 2_000n],
    ["KWD", 2_000, 2n],
  ])("in %s by whole units of the currency", async (currency, priceMinor, points) => {
    const played = await open({}, { currency });
    const customerId = played.customer();
    played.order({ customerId, lines: [{ title: "Cup", priceMinor, quantity: 1 }] });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(points);
  });

  test("in the shop's currency, whatever the buyer's is", async () => {
    const played = await open();
    const customerId = played.customer();
    const order = played.order({
      customerId,
      lines: [{ ...twenty, quantity: 2 }],
      presentmentCurrency: "JPY",
      exchangeRate: "160",
    });
    refundOrder(played.simulated, played.shop, order.id, {
      lines: [{ lineId: lineOf(order), quantity: 1 }],
      exchangeRate: "170",
    });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(20n);
  });

  test("less the part that a gift card or store credit paid, where these do not count", async () => {
    const earning = {
      pointsPerUnit: "1",
      giftCardPaymentsIncluded: false,
      storeCreditPaymentsIncluded: false,
    };
    const played = await open({ earning });
    const customerId = played.customer();
    for (const gateway of ["gift_card", "shopify_store_credit", "shopify_payments"]) {
      played.order({ customerId, lines: [twenty], payments: [{ gateway, amountMinor: 500 }, {}] });
    }
    await played.tellAll();
    expect(await available(played, customerId)).toBe(15n + 15n + 20n);
  });
});

describe("points of an order", () => {
  test("wait until all of it was sent", async () => {
    const played = await open({ pending: { kind: "fulfilment" } });
    const customerId = played.customer();
    const order = played.order({ customerId, lines: [{ ...twenty, quantity: 2 }] });
    const lines = [{ lineId: lineOf(order), quantity: 1 }];
    const parcel = fulfillOrder(played.simulated, played.shop, order.id, { lines });
    await played.tellAll();
    expect(await played.standing(customerId)).toMatchObject({ available: 0n, pending: 40n });
    cancelFulfillment(played.simulated, played.shop, order.id, parcel.id);
    fulfillOrder(played.simulated, played.shop, order.id);
    await played.tellAll();
    expect(await played.standing(customerId)).toMatchObject({ available: 40n, pending: 0n });
  });

  test("wait until the last parcel has arrived", async () => {
    const played = await open({ pending: { kind: "delivery", atLatestDays: 60 } });
    const customerId = played.customer();
    const order = played.order({ customerId, lines: [{ ...twenty, quantity: 2 }] });
    const lines = [{ lineId: lineOf(order), quantity: 1 }];
    const parcels = [1, 2].map(() =>
      fulfillOrder(played.simulated, played.shop, order.id, { lines }),
    );
    const arrive = (index: number) =>
      reportShipment(
        played.simulated,
        played.shop,
        order.id,
        parcels[index]?.id ?? "",
        "delivered",
      );
    arrive(0);
    await played.tellAll();
    expect(await played.standing(customerId)).toMatchObject({ available: 0n, pending: 40n });
    arrive(1);
    await played.tellAll();
    expect(await played.standing(customerId)).toMatchObject({ available: 40n, pending: 0n });
  });

  test("are there at once for what is handed over at the till", async () => {
    const played = await open({ pending: { kind: "fulfilment" } });
    const customerId = played.customer();
    played.order({ customerId, lines: [twenty], sourceName: "pos", shippingMinor: null });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(20n);
  });

  test("are untouched, to the last posting, when it is closed and when it is opened again", async () => {
    const played = await open();
    const customerId = played.customer();
    const order = played.order({ customerId, lines: [twenty] });
    await played.tellAll();
    const before = await booksOf(played);
    for (const file of [closeOrder, reopenOrder]) {
      const { closedAt } = file(played.simulated, played.shop, order.id);
      expect(closedAt !== null).toBe(file === closeOrder);
      const news = played.takeNews();
      expect(news.map(({ topic }) => topic)).toEqual(["orders/updated"]);
      // The app does not ask for the field; a subscription that does may bring it all the same.
      const told = news.map(({ body, ...rest }) => {
        return { ...rest, body: JSON.stringify({ ...JSON.parse(body), closed_at: closedAt }) };
      });
      await played.tell(told);
      expect(await booksOf(played)).toEqual(before);
    }
    expect(await available(played, customerId)).toBe(20n);
  });

  test("follow edits up and down", async () => {
    const played = await open();
    const customerId = played.customer();
    const order = played.order({ customerId, lines: [{ ...twenty, quantity: 3 }] });
    const edit = (quantity: number) =>
      editOrder(played.simulated, played.shop, order.id, {
        quantities: [{ lineId: lineOf(order), quantity }],
      });
    edit(1);
    await played.tellAll();
    expect(await available(played, customerId)).toBe(20n);
    editOrder(played.simulated, played.shop, order.id, { additions: [twenty] });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(40n);
  });
});

describe("a refund takes back", () => {
  test.each([
    ["a unit that is put back on the shelf", { quantity: 1, restockType: "return" as const }, 20n],
    ["a unit that is not", { quantity: 1, restockType: "no_restock" as const }, 20n],
    ["a unit that was never sent", { quantity: 1, restockType: "cancel" as const }, 20n],
    ["all units", { quantity: 2 }, 0n],
  ])("%s", async (_, line, left) => {
    const played = await open();
    const customerId = played.customer();
    const order = played.order({ customerId, lines: [{ ...twenty, quantity: 2 }] });
    await played.tellAll();
    refundOrder(played.simulated, played.shop, order.id, {
      lines: [{ lineId: lineOf(order), ...line }],
    });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(left);
  });

  test("an amount, or more than the line was, but nothing for shipping", async () => {
    const played = await open();
    const customerId = played.customer();
    const order = played.order({
      customerId,
      lines: [{ ...twenty, quantity: 2 }],
      shippingMinor: 490,
    });
    refundOrder(played.simulated, played.shop, order.id, { shippingMinor: 490 });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(40n);
    refundOrder(played.simulated, played.shop, order.id, { amountMinor: 500 });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(35n);
    refundOrder(played.simulated, played.shop, order.id, {
      lines: [{ lineId: lineOf(order), quantity: 1 }],
      amountMinor: 700,
    });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(8n);
  });

  test.each([
    ["taken_back" as const, 0n],
    ["kept" as const, 15n],
  ])("store credit that is %s", async (storeCreditRefunds, left) => {
    const played = await open({ storeCreditRefunds });
    const customerId = played.customer();
    const order = played.order({ customerId, lines: [twenty] });
    await played.tellAll();
    refundOrder(played.simulated, played.shop, order.id, {
      lines: [{ lineId: lineOf(order), quantity: 1 }],
      storeCreditMinor: 1_500,
    });
    await played.tellAll();
    expect(await available(played, customerId)).toBe(left);
  });

  test("everything when it is cancelled, with the money or without", async () => {
    for (const refund of [true, false]) {
      const played = await open();
      const customerId = played.customer();
      const order = played.order({ customerId, lines: [twenty] });
      await played.tellAll();
      cancelOrder(played.simulated, played.shop, order.id, { refund });
      await played.tellAll();
      expect(await available(played, customerId)).toBe(0n);
    }
  });
});
