// Orders keep a balance alive from their placement on, and in whichever sequence they are heard of
// late: what none of them would have let end is there.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { workNights } from "../support/night-shop.ts";
import { line, orderSeen } from "../support/order-builder.ts";
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
}

/** Each lies within a year of the next, and the latest within a year of now. */
const CHAIN: readonly Told[] = [
  { orderId: "A", price: "10.00", placedAt: at("2024-01-10") },
  { orderId: "B", price: "20.00", placedAt: at("2024-06-10") },
  { orderId: "E", price: "80.00", placedAt: at("2025-05-10") },
  { orderId: "C", price: "40.00", placedAt: at("2025-08-10") },
];

async function tell(shop: TestShop, { orderId, price, placedAt }: Told, now: Instant) {
  const head = { lines: [line({ price })], placedAt, updatedAt: placedAt };
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
