// Orders raise members to tiers and earn at the tier of their own time.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { OrderHead } from "../../app/core/orders/order-state.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT, line, orderSeen, refund, refundSeen } from "../support/order-builder.ts";
import { workNights } from "../support/night-shop.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { ShopInput, TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

type TierInput = NonNullable<ProgramDocumentInput["tiers"]>;

/** Everyone's tier at the base rate, gold from 100.00 in a calendar year at double points. */
function tiers(input: Partial<TierInput> = {}): TierInput {
  return {
    list: [
      { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
      {
        id: "gold",
        name: "Gold",
        enter: { anyOf: [{ allOf: [{ counter: "spend", atLeast: "10000" }] }] },
        earnMultiplier: "2",
      },
    ],
    ...input,
  };
}

function tierShop(
  input: Partial<TierInput> = {},
  program: Partial<ProgramDocumentInput> = {},
  shop: Omit<ShopInput, "program"> = {},
): Promise<TestShop> {
  const earning = { pointsPerUnit: "1" };
  return createShop(db, { ...shop, program: { earning, tiers: tiers(input), ...program } });
}

function order(orderId: string, price: string, head: Partial<OrderHead> = {}) {
  return orderSeen({ name: `#${orderId}`, lines: [line({ price })], ...head }, { orderId });
}

function later(days: number): Partial<OrderHead> {
  return { placedAt: PLACED_AT + days * DAY_MS, updatedAt: PLACED_AT + days * DAY_MS + 60_000 };
}

async function postedOf(shop: TestShop): Promise<Record<string, bigint>> {
  const orders = await shop.rows<{ order_id: string; posted_points: bigint }>("order_state");
  return Object.fromEntries(orders.map((row) => [row.order_id, row.posted_points]));
}

async function historyOf(shop: TestShop): Promise<(string | null)[]> {
  const lines = await shop.rows<{ seq: number; to_tier: string | null }>("tier_change");
  return lines.toSorted((a, b) => a.seq - b.seq).map(({ to_tier }) => to_tier);
}

/** Long after all that the tests place. */
const NOW = PLACED_AT + 40 * DAY_MS;

describe("an upgrade", () => {
  test("comes with the order that reaches the tier, and the next order earns at its rate", async () => {
    const shop = await tierShop();
    await shop.receive(
      [order("1", "60"), order("2", "60", later(1)), order("3", "10", later(2))],
      NOW,
    );
    expect(await postedOf(shop)).toEqual({ 1: 60n, 2: 60n, 3: 20n });
    expect(await shop.member()).toMatchObject({ tier_id: "gold", available: 140n });
    expect(await historyOf(shop)).toEqual(["green", "gold"]);
  });

  test("is the same whether the orders come together or one by one", async () => {
    const shop = await tierShop();
    for (const event of [
      order("1", "60"),
      order("2", "60", later(1)),
      order("3", "10", later(2)),
    ]) {
      await shop.receive(event, NOW);
    }
    expect(await postedOf(shop)).toEqual({ 1: 60n, 2: 60n, 3: 20n });
    expect(await historyOf(shop)).toEqual(["green", "gold"]);
  });

  test("of one member raises no other of the batch", async () => {
    const shop = await tierShop();
    const other = { customerId: "7002" };
    await shop.receive([order("1", "150"), order("2", "10", { ...later(1), ...other })], NOW);
    expect(await postedOf(shop)).toEqual({ 1: 150n, 2: 10n });
    expect(await shop.member("7002")).toMatchObject({ tier_id: "green" });
  });

  test("counts what parallel workers record of one member", async () => {
    const shop = await tierShop();
    const orders = Array.from({ length: 20 }, (_each, index) => order(`${index}`, "5.00"));
    await Promise.all(orders.map((event) => shop.receive(event, NOW)));
    expect(await shop.member()).toMatchObject({ tier_id: "gold", available: 100n });
    const units = await shop.rows<{ spend_minor: bigint }>("qualifying_unit");
    expect(units.reduce((sum, row) => sum + row.spend_minor, 0n)).toBe(10_000n);
    expect(await historyOf(shop)).toEqual(["green", "gold"]);
  });

  test("is not brought by what was refunded before", async () => {
    const shop = await tierShop();
    await shop.receive(order("1", "90"), NOW);
    await shop.receive(refundSeen(refund({ unnamed: "50.00" }), "1"), NOW);
    await shop.receive(order("2", "50", later(1)), NOW);
    expect(await shop.member()).toMatchObject({ tier_id: "green" });
    await shop.receive(order("3", "10", later(2)), NOW);
    expect(await shop.member()).toMatchObject({ tier_id: "gold" });
  });

  test("stays when its order is refunded, until a night", async () => {
    const shop = await tierShop();
    await shop.receive(order("1", "150"), NOW);
    await shop.receive(refundSeen(refund({ unnamed: "150.00" }), "1"), NOW);
    expect(await shop.member()).toMatchObject({ tier_id: "gold", available: 0n });
  });

  test("is not brought by a refund of what counted for a tier that is over", async () => {
    const window = { kind: "rolling" as const, months: 1 };
    const terms = { window, validity: { kind: "while_met" as const }, graceDays: 0 };
    const shop = await tierShop(terms, { earning: { pointsPerUnit: "1", perYearCap: "100" } });
    await shop.receive(order("1", "150"), PLACED_AT);
    expect(await shop.member()).toMatchObject({ tier_id: "gold" });
    expect(await workNights(NOW)).toEqual([]);
    expect(await shop.member()).toMatchObject({ tier_id: "green" });
    const told = { lines: [line({ price: "150" })], updatedAt: NOW };
    const refunds = [refund({ unnamed: "0.50" })];
    await shop.receive(orderSeen(told, { orderId: "1", refunds }), NOW + 60_000);
    expect(await historyOf(shop)).toEqual(["green", "gold", "green"]);
  });

  test("waits for the next night where an order is heard of after its validity", async () => {
    const shop = await tierShop({
      window: { kind: "lifetime" },
      validity: { kind: "months", months: 1 },
      noticeDays: [],
    });
    await workNights(NOW);
    await shop.receive(order("1", "150"), NOW);
    expect(await shop.member()).toMatchObject({ tier_id: "green" });
    expect(await workNights(NOW + DAY_MS)).toEqual([]);
    expect(await shop.member()).toMatchObject({ tier_id: "gold" });
  });

  test("is renewed in the next night by an order from before its end, heard of in the grace", async () => {
    const monthly = {
      window: { kind: "rolling" as const, months: 1 },
      validity: { kind: "months" as const, months: 1 },
      graceDays: 20,
      noticeDays: [],
    };
    const shop = await tierShop(monthly, {}, { timeZone: "UTC" });
    const endOf = async () => (await shop.rows<{ tier_until: Date }>("member"))[0]?.tier_until;
    await shop.receive(order("1", "150"), PLACED_AT);
    await workNights(NOW);
    await shop.receive(order("2", "150", later(25)), NOW);
    expect(await endOf()).toEqual(new Date("2026-04-02"));
    expect(await workNights(NOW + DAY_MS)).toEqual([]);
    expect(await endOf()).toEqual(new Date("2026-05-11"));
  });

  test("into everyone's tier comes with an order of which nothing is left, too", async () => {
    const shop = await tierShop();
    await shop.receive(order("1", "150"), NOW);
    await shop.receive(refundSeen(refund({ unnamed: "150.00" }), "1"), NOW);
    await shop.receive(order("1", "150", { customerId: "7002", updatedAt: NOW - DAY_MS }), NOW);
    expect(await shop.member("7002")).toMatchObject({ tier_id: "green", available: 0n });
  });

  test("earns at the new rate already where the program says so", async () => {
    const shop = await tierShop({ crossingOrderEarnsNewRate: true });
    await shop.receive(
      [order("1", "60"), order("2", "60", later(1)), order("3", "10", later(2))],
      NOW,
    );
    expect(await postedOf(shop)).toEqual({ 1: 60n, 2: 120n, 3: 20n });
    expect(await historyOf(shop)).toEqual(["green", "gold"]);
  });

  test("gives the points for entering, once", async () => {
    const [green, gold] = tiers().list;
    const list = [green, gold && { ...gold, entryPoints: "500" }].flatMap((tier) => tier ?? []);
    const shop = await tierShop({ list });
    await shop.receive([order("1", "150"), order("2", "10", later(1))], NOW);
    expect((await shop.member())?.available).toBe(150n + 500n + 20n);
    expect(await shop.messages("send_tier_mail")).toHaveLength(0);
  });

  test("is told while it is news", async () => {
    const shop = await tierShop();
    await shop.receive(order("1", "150"), PLACED_AT + 60_000);
    expect(await shop.messages("send_tier_mail")).toHaveLength(1);
  });
});

describe("an order that is heard of late", () => {
  test("earns at the tier that its member held when it was placed", async () => {
    const shop = await tierShop();
    await shop.receive(order("1", "150", later(10)), NOW);
    await shop.receive(order("2", "10", later(20)), NOW);
    await shop.receive(order("3", "10", later(5)), NOW);
    expect(await postedOf(shop)).toEqual({ 1: 150n, 2: 20n, 3: 10n });
  });

  test("earns under the version and the tier of its time, months later", async () => {
    const shop = await tierShop();
    await shop.receive(order("1", "150"), NOW);
    const single = { earning: { pointsPerUnit: "5" }, tiers: tiers() };
    await shop.startProgram(single, PLACED_AT + 60 * DAY_MS);
    const months = PLACED_AT + 200 * DAY_MS;
    await shop.receive(order("2", "10", later(1)), months);
    await shop.receive(order("3", "10", later(190)), months);
    expect(await postedOf(shop)).toEqual({ 1: 150n, 2: 20n, 3: 100n });
  });

  test("brings the tier that it would have brought then, while it is still valid", async () => {
    const shop = await tierShop();
    const spring = Date.UTC(2027, 1, 1);
    await shop.receive(order("1", "60", later(0)), NOW);
    await shop.receive(order("2", "60", later(100)), spring);
    const member = await shop.member();
    expect(member).toMatchObject({ tier_id: "gold" });
    const [change] = await shop.rows<{ effective_at: Date }>("tier_change", "to_tier = 'gold'");
    expect(change?.effective_at.getTime()).toBe(PLACED_AT + 100 * DAY_MS);
  });

  test("completes what later orders had begun to reach", async () => {
    const shop = await tierShop();
    await shop.receive(order("1", "60", later(10)), NOW);
    await shop.receive(order("2", "60", later(5)), NOW);
    expect(await shop.member()).toMatchObject({ tier_id: "gold" });
    const [change] = await shop.rows<{ effective_at: Date }>("tier_change", "to_tier = 'gold'");
    expect(change?.effective_at.getTime()).toBe(PLACED_AT + 10 * DAY_MS);
  });
});

describe("qualifying units", () => {
  test("are taken from the period of the sale", async () => {
    const shop = await tierShop();
    await shop.receive(order("1", "60"), NOW);
    await shop.receive(refundSeen(refund({ unnamed: "20.00" }), "1"), NOW);
    const units = await shop.rows("qualifying_unit");
    expect(
      units.toSorted((a, b) => (JSON.stringify(keyOf(a)) < JSON.stringify(keyOf(b)) ? -1 : 1)),
    ).toMatchObject([
      { key: "order/1/units/1", spend_minor: 6_000n, orders: 1n, items: 1n, points: 60n },
      { key: "order/1/units/2", spend_minor: -2_000n, orders: 0n, items: 0n, points: -20n },
    ]);
    expect(units.every((row) => occurredOf(row) === PLACED_AT)).toBe(true);
  });

  test("are not kept where nobody asks for them", async () => {
    const shop = await createShop(db);
    await shop.receive(order("1", "60"), NOW);
    expect(await shop.rows("qualifying_unit")).toEqual([]);
  });
});

function keyOf(row: object): unknown {
  return (row as { key: unknown }).key;
}

function occurredOf(row: object): number {
  return (row as { occurred_at: Date }).occurred_at.getTime();
}

describe("ends of points", () => {
  test("follow the tier that an order brings", async () => {
    const expiry: ProgramDocumentInput["expiry"] = {
      policy: { kind: "age", length: { unit: "months", count: 6 }, roundTo: "month" },
      byTier: [{ tierId: "gold", policy: { kind: "never" } }],
    };
    const shop = await tierShop({}, { expiry });
    await shop.receive(order("1", "60"), NOW);
    const [lot] = await shop.rows<{ expires_at: Date | null }>("lot");
    expect(lot?.expires_at).toEqual(new Date("2026-10-01T00:00:00Z"));
    await shop.receive(order("2", "60", later(1)), NOW);
    const lots = await shop.rows<{ expires_at: Date | null }>("lot");
    expect(lots.map(({ expires_at }) => expires_at)).toEqual([null, null]);
  });
});
