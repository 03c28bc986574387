// Batches with everything at once, from many workers: nobody waits in a circle, and whoever comes
// first, every limit and every point is exact.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../support/order-builder.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(async () => {
  await assertLedgerAddsUp(db.ownerPool);
  await assertLedgerAgrees(db);
});

const BUDGET = 2_000n;
const CAMPAIGN_BUDGET = 700n;
const MEMBER_CAP = 260n;

const everything: Partial<ProgramDocumentInput> = {
  earning: { pointsPerUnit: "1", perYearCap: `${MEMBER_CAP}`, programBudget: `${BUDGET}` },
  campaigns: [
    {
      id: "spring",
      name: "Spring",
      startsAt: "2026-02-01T00:00",
      endsAt: "2026-04-01T00:00",
      effect: { kind: "multiplier", multiplier: "2" },
      budget: `${CAMPAIGN_BUDGET}`,
    },
  ],
  pending: { kind: "days", days: 14 },
  expiry: { policy: { kind: "inactivity", length: { unit: "months", count: 12 } } },
  tiers: {
    list: [
      { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
      {
        id: "gold",
        name: "Gold",
        enter: { anyOf: [{ allOf: [{ counter: "spend", atLeast: "10000" }] }] },
        earnMultiplier: "1.5",
      },
    ],
  },
};

const ORDERS = 120;
const CUSTOMERS = 11;
const WORKERS = 6;

/** Each order is paid, seen again, and one in three is partly refunded; dealt out crosswise. */
function newsOfWorker(worker: number): OrderEvent[] {
  const news: OrderEvent[] = [];
  for (let index = 0; index < ORDERS; index += 1) {
    if (index % WORKERS !== worker && (index + 1) % WORKERS !== worker) continue;
    const orderId = `${9000 + index}`;
    // Now and then an order changes hands.
    const customer = 7000 + (index % CUSTOMERS);
    const head = { customerId: `${customer}`, name: `#${orderId}`, lines: [line({ price: "20" })] };
    news.push(orderSeen(head, { orderId }));
    if (index % 3 === 0) news.push(refundSeen(refund({ unnamed: "5.00" }), orderId));
    if (index % 10 === 0) {
      const updatedAt = PLACED_AT + 9 * MINUTE_MS;
      const other = { ...head, customerId: `${customer + 1}`, updatedAt };
      news.push(orderSeen(other, { orderId }));
    }
  }
  return worker % 2 === 0 ? news : news.toReversed();
}

async function work(shop: TestShop, worker: number): Promise<void> {
  const news = newsOfWorker(worker);
  for (let start = 0; start < news.length; start += 7) {
    await shop.receive(news.slice(start, start + 7), PLACED_AT + DAY_MS);
  }
}

async function countDeadlocks(): Promise<bigint> {
  const { rows } = await db.ownerPool.query<{ deadlocks: bigint }>(
    "select deadlocks from pg_stat_database where datname = current_database()",
  );
  return rows[0]?.deadlocks ?? 0n;
}

describe("parallel batches", () => {
  test(
    "with tiers, limits, clocks and orders that move lose nothing and exceed nothing",
    {
      timeout: 60_000,
    },
    async () => {
      const shop = await createShop(db, { program: everything });
      await Promise.all(Array.from({ length: WORKERS }, (_each, worker) => work(shop, worker)));
      const orders = await shop.rows<{ posted_points: bigint }>("order_state");
      expect(orders).toHaveLength(ORDERS);
      const budgets = await shop.rows<{ key: string; used: bigint }>("budget");
      const usedOf = (key: string) =>
        budgets.filter((row) => row.key === key).reduce((sum, { used }) => sum + used, 0n);
      expect(usedOf("year/2026")).toBe(BUDGET);
      expect(usedOf("campaign/spring")).toBe(CAMPAIGN_BUDGET);
      const posted = orders.reduce((sum, { posted_points }) => sum + posted_points, 0n);
      expect(posted).toBeLessThanOrEqual(BUDGET);
      expect(posted).toBeGreaterThan(BUDGET / 2n);
      const rooms = await shop.rows<{ used: bigint }>("earning_room");
      expect(rooms.every(({ used }) => used <= MEMBER_CAP)).toBe(true);
      expect(await countDeadlocks()).toBe(0n);
    },
  );

  test("repeated change nothing", { timeout: 60_000 }, async () => {
    const shop = await createShop(db, { program: everything });
    for (let worker = 0; worker < WORKERS; worker += 1) await work(shop, worker);
    const before = await stateOf(shop);
    await Promise.all(Array.from({ length: WORKERS }, (_each, worker) => work(shop, worker)));
    expect(await stateOf(shop)).toEqual(before);
  });
});

async function stateOf(shop: TestShop): Promise<unknown> {
  const members = await shop.rows<{ id: string }>("member");
  const units = await shop.rows<{ key: string }>("qualifying_unit");
  const byId = <Row extends { id: string }>(rows: Row[]) =>
    rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    members: byId(members),
    lots: byId(await shop.rows<{ id: string }>("lot")),
    units: units.length,
    keys: await shop.entryKeys(),
  };
}
