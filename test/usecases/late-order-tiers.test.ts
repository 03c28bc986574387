// An order that is heard of late is held against all that its member did since, without asking the
// database anew for each of a thousand purchases.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { endOfDay, localDateOf } from "../../app/core/calendar/local-time.ts";
import type { Sql } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { appendUnits } from "../../app/db/unit-store.ts";
import { loadMemberAsOf } from "../../app/queries/member-as-of.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { workNights } from "../support/night-shop.ts";
import { MINUTE_MS, PLACED_AT, line, orderSeen } from "../support/order-builder.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

const PURCHASES = 1_000;

/** Gold for one purchase more than are added. */
function walkInShop(): Promise<TestShop> {
  const enough = { counter: "orders" as const, atLeast: String(PURCHASES + 1) };
  const gold = { id: "gold", name: "Gold", enter: { anyOf: [{ allOf: [enough] }] } };
  return createShop(db, { program: { tiers: { list: [gold] } } });
}

function order(orderId: string, placedAt: number, customerId = "7001") {
  const lines = [line({ price: "10" })];
  return orderSeen({ customerId, lines, placedAt, updatedAt: placedAt }, { orderId });
}

/** Purchases of a member, a minute apart, each later than the one before. */
async function addPurchases(shop: TestShop, from: number): Promise<void> {
  const [member] = await shop.rows<{ id: string }>("member");
  const units = Array.from({ length: PURCHASES }, (_, index) => ({
    shopId: shop.id,
    memberId: member?.id ?? "",
    key: `test/units/${index}`,
    orderId: null,
    occurredAt: from + index * MINUTE_MS,
    counts: { orders: 1n },
  }));
  await withTransaction((tx) => appendUnits(tx, units, from));
}

interface Asked {
  readonly name: string;
  readonly rows: number;
}

/** Notes what is asked about units, and how many rows come back. */
function listening(tx: Sql, heard: Asked[]): Sql {
  const query = async (statement: { name: string }) => {
    const answer = await (tx.query as (asked: object) => Promise<{ rows: unknown[] }>)(statement);
    const { name } = statement;
    if (/^unit_(?:sums|moments)/.test(name)) heard.push({ name, rows: answer.rows.length });
    return answer;
  };
  return { query } as unknown as Sql;
}

test("a late order reads its member's later purchases once, and brings the tier that they reach with it", async () => {
  const shop = await walkInShop();
  await shop.receive(order("1", PLACED_AT), PLACED_AT + MINUTE_MS);
  await addPurchases(shop, PLACED_AT + 2 * DAY_MS);
  const [event, now] = [order("2", PLACED_AT + DAY_MS), PLACED_AT + 4 * DAY_MS];
  const heard: Asked[] = [];
  await withTransaction((tx) =>
    recordOrders(listening(tx, heard), [{ shopId: shop.id, event }], now),
  );
  expect(heard).toEqual([
    { name: "unit_sums", rows: 1 },
    { name: "unit_moments", rows: PURCHASES + 1 },
  ]);
  const [risen] = await shop.rows<{ effective_at: Date }>("tier_change");
  const beforeLast = PLACED_AT + 2 * DAY_MS + (PURCHASES - 2) * MINUTE_MS;
  expect(risen?.effective_at.getTime()).toBe(beforeLast);
});

test("an order given to another customer ends by the tiers that this one held since it was placed", async () => {
  const never = { kind: "never" as const };
  const reached = (atLeast: string) => ({
    anyOf: [{ allOf: [{ counter: "spend" as const, atLeast }] }],
  });
  const shop = await createShop(db, {
    program: {
      earning: { pointsPerUnit: "1" },
      expiry: {
        policy: { kind: "age", length: { unit: "months", count: 6 } },
        byTier: [
          { tierId: "gold", policy: never },
          { tierId: "platinum", policy: never },
        ],
      },
      tiers: {
        window: { kind: "lifetime" },
        list: [
          { id: "gold", name: "Gold", enter: reached("10000") },
          { id: "platinum", name: "Platinum", enter: reached("50000") },
        ],
      },
    },
  });
  const bought = (orderId: string, customerId: string, price: string, days: number) => {
    const at = PLACED_AT + days * DAY_MS;
    return orderSeen(
      { customerId, lines: [line({ price })], placedAt: at, updatedAt: at },
      { orderId },
    );
  };
  await shop.receive(bought("1", "7001", "200", 0));
  await shop.receive(bought("2", "7002", "200", 0));
  await shop.receive(bought("3", "7001", "50", 5), PLACED_AT + 5 * DAY_MS);
  await shop.receive(bought("4", "7002", "400", 230), PLACED_AT + 230 * DAY_MS);
  const given = orderSeen(
    {
      customerId: "7002",
      lines: [line({ price: "50" })],
      placedAt: PLACED_AT + 5 * DAY_MS,
      updatedAt: PLACED_AT + 260 * DAY_MS,
    },
    { orderId: "3" },
  );
  await shop.receive(given, PLACED_AT + 260 * DAY_MS);
  const members = await shop.rows<{ shopify_customer_id: string; available: bigint }>("member");
  const points = members.map((member) => [member.shopify_customer_id, member.available]);
  expect(Object.fromEntries(points)).toEqual({ 7001: 200n, 7002: 650n });
});

test("a late order that brings a tier whose inactivity is over ends the balance, though the nights since were done", async () => {
  const inactivity = {
    kind: "inactivity" as const,
    length: { unit: "days" as const, count: 13 },
    roundTo: "day" as const,
  };
  const byAge = { kind: "age" as const, length: { unit: "months" as const, count: 12 } };
  const twice = { anyOf: [{ allOf: [{ counter: "orders" as const, atLeast: "2" }] }] };
  const shop = await createShop(db, {
    program: {
      expiry: { policy: inactivity, byTier: [{ tierId: "green", policy: byAge }] },
      tiers: {
        window: { kind: "lifetime" },
        list: [
          { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
          { id: "gold", name: "Gold", enter: twice },
        ],
      },
    },
  });
  await shop.receive(order("1", PLACED_AT), PLACED_AT);
  // What another member loses on the 21st day tells the nights after it that the 18th is done.
  for (const days of [6, 7]) {
    await shop.receive(order(`${days}`, PLACED_AT + days * DAY_MS, "7002"), PLACED_AT + 8 * DAY_MS);
  }
  for (const days of [1, 30]) {
    expect(await workNights(PLACED_AT + days * DAY_MS)).toEqual([]);
  }
  await shop.receive(order("2", PLACED_AT + 5 * DAY_MS), PLACED_AT + 30 * DAY_MS);
  // They live on through the day on which the tier is heard of.
  expect(await shop.member()).toMatchObject({ tier_id: "gold", available: 40n });
  expect(await workNights(PLACED_AT + 31 * DAY_MS)).toEqual([]);
  expect(await shop.member()).toMatchObject({ tier_id: "gold", available: 0n });
});

test("a tier that a late order brings in the grace is looked at from tomorrow's night on", async () => {
  const list = [1, 2].map((orders) => ({
    id: `from-${orders}`,
    name: `From ${orders}`,
    enter: { anyOf: [{ allOf: [{ counter: "orders" as const, atLeast: `${orders}` }] }] },
  }));
  const lastMonth = { window: { kind: "rolling" as const, months: 1 }, graceDays: 20 };
  const whileMet = { ...lastMonth, validity: { kind: "while_met" as const }, noticeDays: [] };
  const shop = await createShop(db, { program: { tiers: { ...whileMet, list } } });
  await shop.receive(order("1", PLACED_AT), PLACED_AT);
  expect(await workNights(PLACED_AT + 40 * DAY_MS)).toEqual([]);
  await shop.receive(order("2", PLACED_AT + 20 * DAY_MS), PLACED_AT + 41 * DAY_MS);
  const standing = { tier_id: "from-2", tier_review_at: new Date("2026-04-12") };
  expect(await shop.member()).toMatchObject(standing);
});

test("a tier that is heard of late ends no points before the next midnight, and its member is told", async () => {
  const days = (count: number) => ({
    kind: "age" as const,
    length: { unit: "days", count } as const,
  });
  const twice = { anyOf: [{ allOf: [{ counter: "orders" as const, atLeast: "2" }] }] };
  const shop = await createShop(db, {
    program: {
      expiry: {
        policy: days(365),
        byTier: [{ tierId: "gold", policy: days(10) }],
        warningDays: [7],
      },
      tiers: { window: { kind: "lifetime" }, list: [{ id: "gold", name: "Gold", enter: twice }] },
    },
  });
  const heardAt = PLACED_AT + 30 * DAY_MS;
  const midnight = endOfDay(localDateOf(heardAt, "UTC"), "UTC");
  await shop.receive(order("1", PLACED_AT), PLACED_AT);
  await shop.receive(order("2", PLACED_AT + 5 * DAY_MS), heardAt);
  const lots = await shop.rows<{ order_id: string; expires_at: Date; available: bigint }>("lot");
  expect(lots.find(({ order_id: id }) => id === "1")).toMatchObject({
    expires_at: new Date(midnight),
    available: 20n,
  });
  expect(await shop.messages("send_expiry_warning")).toHaveLength(1);
  const member = await shop.member();
  const told = await loadMemberAsOf(shop.id, member?.id ?? "", { at: heardAt, by: "recordedAt" });
  expect(told.lots.map(({ expiresAt }) => expiresAt)).toEqual([midnight, midnight]);
  expect(await workNights(midnight + 1)).toEqual([]);
  expect(await shop.member()).toMatchObject({ tier_id: "gold", available: 0n });
});
