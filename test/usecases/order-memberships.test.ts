// Rules and campaigns for members who are new, or have ordered nothing for a while.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT, line, orderSeen } from "../support/order-builder.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

type Members = { kind: "new" | "lapsed"; days: number };

/** 40 points for each order of 40.00, and 7 more where the rule counts. */
function open(members: Members, timeZone = "UTC"): Promise<TestShop> {
  const earning: ProgramDocumentInput["earning"] = {
    pointsPerUnit: "1",
    rules: [
      {
        id: "seven",
        name: "Seven more",
        addedOn: "2026-01-01",
        effect: { kind: "bonus_per_order", points: "7" },
        conditions: { members },
      },
    ],
    stacking: "bonus_on_base",
  };
  return createShop(db, { program: { earning }, timeZone });
}

const at = (day: number) => PLACED_AT + day * DAY_MS;

const order = (orderId: string, day: number, changes: object = {}) =>
  orderSeen({ placedAt: at(day), updatedAt: at(day), ...changes }, { orderId });

/** What each order earned, by its name. */
async function earned(shop: TestShop): Promise<Record<string, bigint>> {
  const rows = await shop.rows<{ order_id: string; posted_points: bigint }>("order_state");
  return Object.fromEntries(rows.map((row) => [row.order_id, row.posted_points]));
}

describe("a rule for new members", () => {
  test("counts from the first order on, for so many days", async () => {
    const shop = await open({ kind: "new", days: 30 });
    for (const day of [0, 29, 30]) await shop.receive(order(`on-${day}`, day), at(day));
    expect(await earned(shop)).toEqual({ "on-0": 47n, "on-29": 47n, "on-30": 40n });
  });

  test("counts days of the store's calendar", async () => {
    const shop = await open({ kind: "new", days: 1 }, "Pacific/Kiritimati");
    await shop.receive(order("first", 0), at(0));
    // It is past midnight in Kiritimati at noon in UTC; ten hours later is the same day there.
    const later = at(0) + 21 * 3_600_000;
    const same = orderSeen({ placedAt: later, updatedAt: later }, { orderId: "same" });
    await shop.receive(same, later);
    const nextDay = at(0) + 22 * 3_600_000;
    const next = orderSeen({ placedAt: nextDay, updatedAt: nextDay }, { orderId: "next" });
    await shop.receive(next, nextDay);
    expect(await earned(shop)).toEqual({ first: 47n, same: 47n, next: 40n });
  });
});

test.each(["together", "one after the other"])(
  "members join with the order that is heard of first, whatever older ones come %s",
  async (way) => {
    const shop = await open({ kind: "new", days: 30 });
    const news = [order("newer", 40), order("older", 5)];
    for (const batch of way === "together" ? [news] : news) await shop.receive(batch, at(41));
    expect(await shop.member()).toMatchObject({ enrolled_at: new Date(at(40)) });
  },
);

describe("a rule for lapsed members", () => {
  test("counts so many days after the last order, and not again right after it", async () => {
    const shop = await open({ kind: "lapsed", days: 60 });
    for (const day of [0, 59, 119, 120]) await shop.receive(order(`on-${day}`, day), at(day));
    expect(await earned(shop)).toEqual({
      "on-0": 40n,
      "on-59": 40n,
      "on-119": 47n,
      "on-120": 40n,
    });
  });

  test("looks at the member's own orders alone", async () => {
    const shop = await open({ kind: "lapsed", days: 60 });
    await shop.receive(order("mine", 0), at(0));
    await shop.receive(order("theirs", 50, { customerId: "7002" }), at(50));
    await shop.receive(order("back", 60), at(60));
    expect((await earned(shop))["back"]).toBe(47n);
  });

  test("counts orders that arrive together one after the other", async () => {
    const shop = await open({ kind: "lapsed", days: 60 });
    await shop.receive([order("a", 0), order("b", 70), order("c", 71)], at(72));
    expect(await earned(shop)).toEqual({ a: 40n, b: 47n, c: 40n });
  });

  test("stays as the order was first counted, whatever is heard of later", async () => {
    const shop = await open({ kind: "lapsed", days: 60 });
    await shop.receive(order("first", 0), at(0));
    await shop.receive(order("back", 70), at(70));
    await shop.receive(order("late", 40), at(71));
    const lines = [line(), line({ id: "2", price: "10.00" })];
    const edited = orderSeen({ placedAt: at(70), updatedAt: at(72), lines }, { orderId: "back" });
    await shop.receive(edited, at(72));
    expect((await earned(shop))["back"]).toBe(57n);
  });
});
