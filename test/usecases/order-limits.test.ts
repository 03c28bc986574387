// Limits that several orders share are granted in the sequence in which orders qualify, exactly,
// whoever asks at the same time; refunds free nothing of them.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OrderHead } from "../../app/core/orders/order-state.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
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
afterEach(() => assertLedgerAgrees(db));

type Earning = NonNullable<ProgramDocumentInput["earning"]>;

function limitedShop(earning: Partial<Earning>, timeZone = "UTC"): Promise<TestShop> {
  return createShop(db, { program: { earning: { pointsPerUnit: "1", ...earning } }, timeZone });
}

/** A paid order of one line; a point for each unit of its price. */
function order(orderId: string, price: string, head: Partial<OrderHead> = {}) {
  return orderSeen({ name: `#${orderId}`, lines: [line({ price })], ...head }, { orderId });
}

async function postedOf(shop: TestShop): Promise<Record<string, bigint>> {
  const orders = await shop.rows<{ order_id: string; posted_points: bigint }>("order_state");
  return Object.fromEntries(orders.map((row) => [row.order_id, row.posted_points]));
}

describe("a limit per day", () => {
  test("is shared by the orders of a member and day, in the sequence they are heard of", async () => {
    const shop = await limitedShop({ perDayCap: "100" });
    await shop.receive([order("1", "60"), order("2", "60"), order("3", "60")]);
    expect(await postedOf(shop)).toEqual({ 1: 60n, 2: 40n, 3: 0n });
  });

  test("ends with the day of the shop, not of UTC", async () => {
    const shop = await limitedShop({ perDayCap: "100" }, "Pacific/Auckland");
    // Noon in UTC is one in the morning there: the day began an hour before.
    await shop.receive([
      order("1", "80", { placedAt: PLACED_AT - 2 * 60 * MINUTE_MS }),
      order("2", "80", { placedAt: PLACED_AT }),
      order("3", "80", { placedAt: PLACED_AT + MINUTE_MS }),
    ]);
    expect(await postedOf(shop)).toEqual({ 1: 80n, 2: 80n, 3: 20n });
  });

  test("moves with an order to another customer, who has so much less left", async () => {
    const shop = await limitedShop({ perDayCap: "100" });
    await shop.receive([order("1", "60"), order("2", "30")]);
    const given = { customerId: "7002", updatedAt: PLACED_AT + 5 * MINUTE_MS };
    await shop.receive(order("1", "60", given));
    await shop.receive([order("3", "60", { customerId: "7002" }), order("4", "90")]);
    expect(await postedOf(shop)).toEqual({ 1: 60n, 2: 30n, 3: 40n, 4: 70n });
  });

  test("is used up as often as an order is given there and back: once", async () => {
    const shop = await limitedShop({ perDayCap: "100" });
    await shop.receive(order("1", "60"));
    for (const [minute, customerId] of [
      [5, "7002"],
      [6, "7001"],
      [7, "7002"],
      [8, "7001"],
    ] as const) {
      await shop.receive(
        order("1", "60", { customerId, updatedAt: PLACED_AT + minute * MINUTE_MS }),
      );
    }
    const rooms = await shop.rows<{ used: bigint }>("earning_room");
    expect(rooms.map(({ used }) => used).toSorted((a, b) => Number(a - b))).toEqual([0n, 60n]);
  });

  test("that an order grows into is the new customer's, in the news that give it to them", async () => {
    const shop = await limitedShop({ perDayCap: "100" });
    await shop.receive([order("1", "60"), order("2", "80", { customerId: "7002" })]);
    const lines = [line({ price: "60" }), line({ id: "2", price: "60" })];
    const given = { customerId: "7002", updatedAt: PLACED_AT + 5 * MINUTE_MS, lines };
    await shop.receive(order("1", "60", given));
    expect(await postedOf(shop)).toEqual({ 1: 60n, 2: 80n });
  });

  test("is each member's own", async () => {
    const shop = await limitedShop({ perDayCap: "100" });
    await shop.receive([order("1", "90"), order("2", "90", { customerId: "7002" })]);
    expect(await postedOf(shop)).toEqual({ 1: 90n, 2: 90n });
  });

  test("is not freed by a refund, and what was granted stays the most of its order", async () => {
    const shop = await limitedShop({ perDayCap: "100" });
    await shop.receive([order("1", "100"), order("2", "60")]);
    await shop.receive(refundSeen(refund({ unnamed: "100.00" }), "1"));
    await shop.receive(order("3", "60"));
    expect(await postedOf(shop)).toEqual({ 1: 0n, 2: 0n, 3: 0n });
  });

  test("gives more to an edit while there is some left", async () => {
    const shop = await limitedShop({ perDayCap: "100" });
    await shop.receive(order("1", "60"));
    const lines = [line({ price: "60" }), line({ id: "2", price: "60" })];
    await shop.receive(order("1", "60", { lines, updatedAt: PLACED_AT + 5 * MINUTE_MS }));
    expect(await postedOf(shop)).toEqual({ 1: 100n });
    const [room] = await shop.rows<{ used: bigint }>("earning_room");
    expect(room?.used).toBe(100n);
  });

  test.each(["refund first", "paid first"])(
    "leaves an order that is partly refunded at the same points, %s",
    async (sequence) => {
      const shop = await limitedShop({ perDayCap: "100" });
      await shop.receive(order("1", "70"));
      const news = [order("2", "60"), refundSeen(refund({ unnamed: "20.00" }), "2")];
      for (const event of sequence === "paid first" ? news : news.toReversed()) {
        await shop.receive(event);
      }
      expect(await postedOf(shop)).toEqual({ 1: 70n, 2: 30n });
    },
  );
});

describe("a limit per year", () => {
  test("is kept beside the limit per day", async () => {
    const shop = await limitedShop({ perDayCap: "100", perYearCap: "250" });
    const days = [0, 1, 2, 3].map((day) =>
      order(`${day}`, "90", { placedAt: PLACED_AT + day * DAY_MS }),
    );
    await shop.receive(days);
    expect(await postedOf(shop)).toEqual({ 0: 90n, 1: 90n, 2: 70n, 3: 0n });
  });

  test("counts an order in the year of its placement, however late it is heard of", async () => {
    const shop = await limitedShop({ perYearCap: "100" });
    await shop.receive(order("1", "80"));
    await shop.receive(order("2", "80", { placedAt: Date.UTC(2025, 5, 1) }));
    expect(await postedOf(shop)).toEqual({ 1: 80n, 2: 80n });
  });
});

describe("limits under parallel work", () => {
  /** Orders of several customers, dealt to workers in batches, each to two of them. */
  async function workInParallel(shop: TestShop, customers: number): Promise<void> {
    const orders = Array.from({ length: 90 }, (_each, index) =>
      order(`${9000 + index}`, "10", { customerId: `${7000 + (index % customers)}` }),
    );
    const batches = Array.from({ length: 6 }, (_each, worker) =>
      orders.slice(worker * 15, worker * 15 + 15),
    );
    await Promise.all(
      batches.flatMap((batch) => [shop.receive(batch), shop.receive(batch.toReversed())]),
    );
  }

  test("one member's limit per day is used up exactly", async () => {
    const shop = await limitedShop({ perDayCap: "137" });
    await workInParallel(shop, 1);
    expect((await shop.member("7000"))?.available).toBe(137n);
  });

  test("each of seven members gets their limit per year", async () => {
    const shop = await limitedShop({ perYearCap: "95" });
    await workInParallel(shop, 7);
    const members = await shop.rows<{ available: bigint }>("member");
    expect(members.map(({ available }) => available)).toEqual(Array(7).fill(95n));
  });

  test("the budget of the program is used up exactly", async () => {
    const shop = await limitedShop({ programBudget: "613" });
    await workInParallel(shop, 30);
    const posted = Object.values(await postedOf(shop));
    expect(posted).toHaveLength(90);
    expect(posted.reduce((sum, points) => sum + points, 0n)).toBe(613n);
  });

  test("a budget that lasts gives everybody what they want", async () => {
    const shop = await limitedShop({ programBudget: "100000" });
    await workInParallel(shop, 30);
    const posted = Object.values(await postedOf(shop));
    expect(posted.every((points) => points === 10n)).toBe(true);
  });
});

describe("a campaign's limits", () => {
  function campaignShop(limits: { budget?: string; perMemberLimit?: string }): Promise<TestShop> {
    const campaign = {
      id: "spring",
      name: "Spring",
      startsAt: "2026-02-01T00:00",
      endsAt: "2026-04-01T00:00",
      effect: { kind: "multiplier", multiplier: "3" },
      ...limits,
    } as const;
    const program = { earning: { pointsPerUnit: "1" }, campaigns: [campaign] };
    return createShop(db, { program });
  }

  test("take only its own extra points away", async () => {
    const shop = await campaignShop({ budget: "50" });
    await shop.receive([order("1", "20"), order("2", "20"), order("3", "20")]);
    expect(await postedOf(shop)).toEqual({ 1: 60n, 2: 30n, 3: 20n });
  });

  test("for each member leave other members theirs", async () => {
    const shop = await campaignShop({ perMemberLimit: "50" });
    await shop.receive([order("1", "20"), order("2", "20"), order("3", "20", { customerId: "8" })]);
    expect(await postedOf(shop)).toEqual({ 1: 60n, 2: 30n, 3: 60n });
  });

  test("go to the order that was heard of first, and a full refund leaves nothing of it", async () => {
    const shop = await campaignShop({ budget: "30" });
    await shop.receive([order("1", "20"), order("2", "20")]);
    await shop.receive(refundSeen(refund({ unnamed: "20.00" }), "1"));
    await shop.receive(order("3", "20"));
    expect(await postedOf(shop)).toEqual({ 1: 0n, 2: 20n, 3: 20n });
  });
});

describe("a limit that another version changes", () => {
  test("counts what the version before it granted", async () => {
    const shop = await limitedShop({ perYearCap: "100", programBudget: "150" });
    await shop.receive([order("1", "90"), order("2", "90", { customerId: "7002" })]);
    const raised = { pointsPerUnit: "1", perYearCap: "120", programBudget: "500" };
    await shop.startProgram({ earning: raised }, PLACED_AT + DAY_MS);
    const later = { placedAt: PLACED_AT + 2 * DAY_MS, updatedAt: PLACED_AT + 2 * DAY_MS };
    await shop.receive(
      [order("3", "90", later), order("4", "90", { ...later, customerId: "7002" })],
      PLACED_AT + 3 * DAY_MS,
    );
    expect(await postedOf(shop)).toEqual({ 1: 90n, 2: 60n, 3: 30n, 4: 60n });
  });
});
