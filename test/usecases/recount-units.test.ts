// A program that gets tiers later counts what was bought before.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { recountUnits } from "../../app/usecases/recount-units.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT, line, orderSeen, refund, refundSeen } from "../support/order-builder.ts";
import { createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const NOW = PLACED_AT + DAY_MS;

async function recountAll(shop: TestShop, limit: number): Promise<number> {
  let portions = 0;
  let after = { shopId: shop.id, orderId: "" };
  for (;;) {
    const last = await withTransaction((tx) => recountUnits(tx, after, limit, NOW));
    if (last === null) return portions;
    after = last;
    portions += 1;
  }
}

async function shopWithOrders(): Promise<TestShop> {
  const shop = await createShop(db);
  await shop.receive(
    ["1", "2", "3", "4", "5"].map((orderId) =>
      orderSeen({ lines: [line({ price: "10" })], name: `#${orderId}` }, { orderId }),
    ),
  );
  await shop.receive(refundSeen(refund({ unnamed: "4.00" }), "3"));
  await shop.receive(orderSeen({ customerId: null }, { orderId: "6" }));
  return shop;
}

async function unitsOf(shop: TestShop) {
  const units = await shop.rows<{ key: string; spend_minor: bigint; occurred_at: Date }>(
    "qualifying_unit",
  );
  return units.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

describe("a recount", () => {
  test("records nothing while the program has no tiers", async () => {
    const shop = await shopWithOrders();
    await recountAll(shop, 2);
    expect(await unitsOf(shop)).toEqual([]);
  });

  test("records what is left of each order at its sale, once", async () => {
    const shop = await shopWithOrders();
    const list = [{ id: "gold", name: "Gold", entry: "manual" } as const];
    await shop.startProgram({ tiers: { list } }, PLACED_AT + DAY_MS / 2);
    expect(await recountAll(shop, 2)).toBe(3);
    await recountAll(shop, 100);
    const units = await unitsOf(shop);
    expect(units.map(({ spend_minor }) => spend_minor)).toEqual([1000n, 1000n, 600n, 1000n, 1000n]);
    expect(units.every((row) => row.occurred_at.getTime() === PLACED_AT)).toBe(true);
    expect(units[2]?.key).toBe("order/3/units/1");
  });

  test("and later news of an order count each point once", async () => {
    const shop = await shopWithOrders();
    const list = [{ id: "gold", name: "Gold", entry: "manual" } as const];
    await shop.startProgram({ tiers: { list } }, PLACED_AT + DAY_MS / 2);
    await shop.receive(refundSeen(refund({ id: "802", unnamed: "1.00" }), "1"), NOW);
    await recountAll(shop, 100);
    await shop.receive(refundSeen(refund({ id: "803", unnamed: "1.00" }), "2"), NOW);
    const units = await unitsOf(shop);
    expect(units.reduce((sum, { spend_minor }) => sum + spend_minor, 0n)).toBe(4_400n);
  });
});
