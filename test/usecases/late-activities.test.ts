// Orders keep a balance alive from their placement on, and in whichever sequence they are heard of
// late: what none of them would have let end is there.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { enrolCustomer } from "../../app/usecases/enrol-customer.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { workNights } from "../support/night-shop.ts";
import { CUSTOMER_ID, line, orderSeen } from "../support/order-builder.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

const YEAR: ProgramDocumentInput["expiry"] = {
  policy: { kind: "inactivity", length: { unit: "months", count: 12 }, roundTo: "day" },
};
const at = (date: string): Instant => Date.parse(`${date}T12:00:00Z`);
const NOW = at("2026-03-10");

/** Two points for each unit. */
interface Told {
  readonly orderId: string;
  readonly price: string;
  readonly placedAt: Instant;
  readonly customerId?: string;
}

/** Each lies within a year of the next, and the latest within a year of now. */
const CHAIN: readonly Told[] = [
  { orderId: "A", price: "10.00", placedAt: at("2024-01-10") },
  { orderId: "B", price: "20.00", placedAt: at("2024-06-10") },
  { orderId: "E", price: "80.00", placedAt: at("2025-05-10") },
  { orderId: "C", price: "40.00", placedAt: at("2025-08-10") },
];

async function tell(shop: TestShop, { orderId, price, placedAt, ...customer }: Told, now: Instant) {
  const head = { ...customer, lines: [line({ price })], placedAt, updatedAt: placedAt };
  await shop.receive(orderSeen(head, { orderId }), now);
}

function sequencesOf<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    sequencesOf(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

/** The first two lie years before the others. */
const BROKEN: readonly Told[] = CHAIN.map((told, place) =>
  place < 2 ? { ...told, placedAt: told.placedAt - 800 * DAY_MS } : told,
);

describe("orders that are heard of late", () => {
  const sequences = [
    ...sequencesOf(CHAIN).map((told) => ({ told, left: 300n })),
    ...sequencesOf(BROKEN).map((told) => ({ told, left: 240n })),
  ].map((each) => ({ ...each, name: each.told.map(({ orderId }) => orderId).join(", ") }));

  // It comes first: nights are worked for all stores that are there.
  test("bring back what the nights have ended, and what came late and had ended", async () => {
    const shop = await createShop(db, { program: { expiry: YEAR } });
    const [a, b, e, c] = CHAIN;
    if (!a || !b || !e || !c) throw new Error("No orders");
    await tell(shop, a, a.placedAt);
    expect(await workNights(at("2025-01-12"))).toEqual([]);
    await tell(shop, c, c.placedAt);
    expect(await shop.member()).toMatchObject({ available: 80n });
    await tell(shop, b, NOW);
    expect(await shop.member()).toMatchObject({ available: 80n });
    await tell(shop, e, NOW + DAY_MS);
    expect(await shop.member()).toMatchObject({ available: 300n });
    // What lives again ends with the balance.
    const lots = await shop.rows<{ expires_at: Date | null }>("lot");
    expect(lots.map(({ expires_at: end }) => end)).toEqual([null, null, null, null]);
    expect(await shop.member()).toMatchObject({ balance_expires_at: new Date("2026-08-11") });
  });

  test.each(sequences)("leave $left points, heard of as $name", async ({ told, left }) => {
    const shop = await createShop(db, { program: { expiry: YEAR } });
    for (const [day, order] of told.entries()) await tell(shop, order, NOW + day * DAY_MS);
    expect(await workNights(NOW + told.length * DAY_MS)).toEqual([]);
    expect(await shop.member()).toMatchObject({ available: left });
  });
});

test("the clock of who became a member without an order runs from then on", async () => {
  const shop = await createShop(db, { program: { expiry: YEAR } });
  const nothing = { email: null, firstName: null, lastName: null, locale: null, updatedAt: null };
  await enrolCustomer(shop.id, { customerId: CUSTOMER_ID, ...nothing }, at("2025-03-01"));
  expect(await shop.member()).toMatchObject({ balance_expires_at: new Date("2026-03-02") });
  // Heard of after that end, an order from before it keeps alive what was there.
  await tell(shop, { orderId: "A", price: "10.00", placedAt: at("2026-02-01") }, NOW);
  expect(await shop.member()).toMatchObject({ balance_expires_at: new Date("2027-02-02") });
});

describe("customers who turn out to be the same person", () => {
  const gone = "8001";
  const kept = "8002";
  const merge = (shop: TestShop, now: Instant) =>
    withTransaction((tx) =>
      mergeCustomers(tx, shop.id, { goneCustomerId: gone, keptCustomerId: kept }, now),
    );
  /** What either ordered ended within the time in which both together were active. */
  const both: readonly Told[] = [
    { orderId: "A", price: "10.00", placedAt: at("2024-01-10"), customerId: gone },
    { orderId: "B", price: "20.00", placedAt: at("2024-12-10"), customerId: kept },
    { orderId: "C", price: "40.00", placedAt: at("2025-08-10"), customerId: gone },
  ];

  test.each(["in time", "with the merger"])("have back what ended %s", async (ended) => {
    const shop = await createShop(db, { program: { expiry: YEAR } });
    const night = async (date: string): Promise<void> => {
      if (ended === "in time") expect(await workNights(at(date))).toEqual([]);
    };
    const [a, b, c] = both;
    if (!a || !b || !c) throw new Error("No orders");
    await tell(shop, a, a.placedAt);
    await tell(shop, b, b.placedAt);
    await night("2025-01-12");
    await tell(shop, c, c.placedAt);
    await night("2026-03-10");
    await merge(shop, NOW);
    expect(await shop.member(kept)).toMatchObject({ available: 140n });
    await tell(shop, { orderId: "D", price: "5.00", placedAt: NOW, customerId: kept }, NOW);
    expect(await shop.member(kept)).toMatchObject({ available: 150n });
  });

  test("have nothing back that would have ended since then in any case", async () => {
    const shop = await createShop(db, { program: { expiry: YEAR } });
    for (const order of both.slice(0, 2)) await tell(shop, order, order.placedAt);
    await merge(shop, NOW);
    expect(await shop.member(kept)).toMatchObject({ available: 0n });
  });
});
