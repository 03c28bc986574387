// Points wait for what the program says, end when their terms say, and live as long as their
// member is active.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { OrderHead } from "../../app/core/orders/order-state.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT, line, orderSeen, refund, refundSeen } from "../support/order-builder.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

function shopWith(program: Partial<ProgramDocumentInput>): Promise<TestShop> {
  return createShop(db, { program: { earning: { pointsPerUnit: "1" }, ...program } });
}

function order(orderId: string, price: string, head: Partial<OrderHead> = {}) {
  return orderSeen({ name: `#${orderId}`, lines: [line({ price })], ...head }, { orderId });
}

const day = (days: number): number => PLACED_AT + days * DAY_MS;
/** The beginning of the day that is so many days after the order's. */
const midnight = (days: number): Date => new Date(Date.UTC(2026, 2, 1 + days));

interface StoredLot {
  pending: bigint;
  available: bigint;
  expired: bigint;
  releases_at: Date | null;
  expires_at: Date | null;
}

async function lotOf(shop: TestShop, orderId = "1"): Promise<StoredLot | undefined> {
  return (await shop.rows<StoredLot>("lot", "order_id = $2", [orderId]))[0];
}

describe("points that wait", () => {
  test("some days after payment know from the first moment when they are released", async () => {
    const shop = await shopWith({ pending: { kind: "days", days: 14 } });
    await shop.receive(order("1", "40"));
    expect(await lotOf(shop)).toMatchObject({ pending: 40n, available: 0n });
    expect((await lotOf(shop))?.releases_at).toEqual(midnight(14));
    expect(await shop.member()).toMatchObject({ pending: 40n, available: 0n });
  });

  test("for fulfilment learn of their release when it happens, without an entry", async () => {
    const shop = await shopWith({ pending: { kind: "fulfilment", days: 3 } });
    await shop.receive(order("1", "40"));
    expect((await lotOf(shop))?.releases_at).toBeNull();
    await shop.receive(order("1", "40", { fulfilledAt: day(2), updatedAt: day(2) }), day(2));
    expect((await lotOf(shop))?.releases_at).toEqual(midnight(5));
    expect(await shop.entryKeys()).toEqual(["order/1/accrual/1"]);
  });

  test("are released with the news that come after their time", async () => {
    const shop = await shopWith({ pending: { kind: "fulfilment", days: 0 } });
    await shop.receive(order("1", "40"));
    await shop.receive(order("1", "40", { fulfilledAt: day(2), updatedAt: day(2) }), day(3));
    expect(await lotOf(shop)).toMatchObject({ pending: 0n, available: 40n });
    const member = await shop.member();
    expect(await shop.entryKeys()).toEqual(["order/1/accrual/1", `release/${member?.id}/1`]);
  });

  test("for delivery wait no longer than the program says", async () => {
    const shop = await shopWith({ pending: { kind: "delivery", days: 2, atLatestDays: 30 } });
    await shop.receive(order("1", "40"));
    expect((await lotOf(shop))?.releases_at).toEqual(midnight(30));
    await shop.receive(order("1", "40", { deliveredAt: day(5), updatedAt: day(5) }), day(5));
    expect((await lotOf(shop))?.releases_at).toEqual(midnight(7));
  });

  test("are not pending at all when their release is past already", async () => {
    const shop = await shopWith({ pending: { kind: "days", days: 14 } });
    await shop.receive(order("1", "40"), day(20));
    expect(await lotOf(shop)).toMatchObject({ pending: 0n, available: 40n });
  });

  test("are what a refund takes first", async () => {
    const shop = await shopWith({ pending: { kind: "days", days: 14 } });
    await shop.receive([order("1", "40"), refundSeen(refund({ unnamed: "10.00" }), "1")]);
    expect(await shop.member()).toMatchObject({ pending: 30n, available: 0n, shortfall: 0n });
  });

  test.each(["fulfilment first", "payment first"])(
    "end in the same state, %s",
    async (sequence) => {
      const shop = await shopWith({ pending: { kind: "fulfilment", days: 3 } });
      const fulfilled = { fulfilledAt: day(1), updatedAt: day(1) };
      const news = [order("1", "40"), order("1", "40", fulfilled)];
      const turned = sequence === "payment first" ? news : news.toReversed();
      for (const event of turned) await shop.receive(event, day(1));
      expect(await lotOf(shop)).toMatchObject({ pending: 40n, releases_at: midnight(4) });
    },
  );
});

const sixMonths: ProgramDocumentInput["expiry"] = {
  policy: { kind: "age", length: { unit: "months", count: 6 }, roundTo: "month" },
};

describe("points that end by age", () => {
  test("carry their end from the day of the order", async () => {
    const shop = await shopWith({ expiry: sixMonths });
    const placedAt = Date.UTC(2020, 11, 15, 12);
    await shop.receive(order("1", "40", { placedAt, updatedAt: placedAt }), placedAt);
    expect((await lotOf(shop))?.expires_at).toEqual(new Date("2021-07-01T00:00:00Z"));
  });

  test("of an order that is heard of after their end, end on arrival, visibly", async () => {
    const shop = await shopWith({ expiry: sixMonths });
    await shop.receive(order("1", "40"), day(300));
    expect(await lotOf(shop)).toMatchObject({ available: 0n, expired: 40n });
    const member = await shop.member();
    expect(await shop.entryKeys()).toEqual(["order/1/accrual/1", `expiry/${member?.id}/1`]);
  });

  test("are not taken for others when a refund comes after their end", async () => {
    const shop = await shopWith({ expiry: sixMonths });
    await shop.receive(order("1", "40"));
    const late = { placedAt: day(180), updatedAt: day(180) };
    await shop.receive(order("2", "25", late), day(180));
    await shop.receive(refundSeen(refund({ unnamed: "40.00" }), "1"), day(300));
    expect(await shop.member()).toMatchObject({ available: 25n, shortfall: 0n });
    expect(await lotOf(shop)).toMatchObject({ available: 0n, expired: 0n });
  });
});

const inactiveYear = {
  kind: "inactivity" as const,
  length: { unit: "months" as const, count: 12 },
};
const afterAYear: ProgramDocumentInput["expiry"] = { policy: inactiveYear };

describe("a balance that ends by inactivity", () => {
  const placed = (days: number): Partial<OrderHead> => ({
    placedAt: day(days),
    updatedAt: day(days),
  });

  test("is kept alive by each order", async () => {
    const shop = await shopWith({ expiry: afterAYear });
    await shop.receive(order("1", "40"));
    expect((await shop.member())?.balance_expires_at).toEqual(new Date("2027-03-02T00:00:00Z"));
    await shop.receive(order("2", "40", placed(30)), day(30));
    expect(await shop.member()).toMatchObject({
      balance_expires_at: new Date("2027-04-01T00:00:00Z"),
      activity_at: new Date(day(30)),
      available: 80n,
    });
  });

  test("is kept alive by a redemption", async () => {
    const shop = await shopWith({ expiry: afterAYear });
    await shop.receive(order("1", "140"));
    await shop.redeem(undefined, day(40));
    expect(await shop.member()).toMatchObject({
      balance_expires_at: new Date("2027-04-11T00:00:00Z"),
      activity_at: new Date(day(40)),
      available: 40n,
    });
  });

  test("is not moved by a refund, nor by an order that is older than the latest", async () => {
    const shop = await shopWith({ expiry: afterAYear });
    await shop.receive(order("1", "40", placed(30)), day(30));
    await shop.receive(refundSeen(refund({ unnamed: "10.00" }), "1"), day(60));
    await shop.receive(order("2", "40", placed(10)), day(60));
    expect((await shop.member())?.balance_expires_at).toEqual(new Date("2027-04-01T00:00:00Z"));
  });

  test("has ended when the next order comes too late, though no night has said so", async () => {
    const shop = await shopWith({ expiry: afterAYear });
    await shop.receive(order("1", "40"));
    await shop.receive(order("2", "25", placed(400)), day(400));
    expect(await shop.member()).toMatchObject({ available: 25n });
    expect(await lotOf(shop)).toMatchObject({ available: 0n, expired: 40n });
    const [entry] = await shop.rows<{ occurred_at: Date }>("journal_entry", "kind = 'expiry'");
    expect(entry?.occurred_at).toEqual(new Date("2027-03-02T00:00:00Z"));
  });

  test("comes back when an order that kept it alive is heard of late", async () => {
    const shop = await shopWith({ expiry: afterAYear });
    await shop.receive(order("1", "40"));
    await shop.receive(order("2", "25", placed(400)), day(400));
    await shop.receive(order("3", "10", placed(200)), day(410));
    expect(await shop.member()).toMatchObject({ available: 75n });
    const member = await shop.member();
    expect(await shop.entryKeys()).toContain(`expiry/${member?.id}/1/reversal`);
    // Nothing the second time.
    await shop.receive(order("3", "10", placed(200)), day(411));
    await shop.receive(order("4", "1", placed(210)), day(411));
    expect(await shop.member()).toMatchObject({ available: 76n });
  });

  test("stays ended when the late order would not have kept it alive", async () => {
    const shop = await shopWith({ expiry: afterAYear });
    await shop.receive(order("1", "40", placed(100)), day(100));
    await shop.receive(order("2", "25", placed(500)), day(500));
    await shop.receive(order("3", "10", placed(50)), day(510));
    expect(await shop.member()).toMatchObject({ available: 25n });
  });

  test.each([
    ["in sequence", ["1", "2", "3"]],
    ["the second one last", ["1", "3", "2"]],
    ["the first one last", ["2", "3", "1"]],
    ["backwards", ["3", "2", "1"]],
  ])("leaves what came after its end, whenever orders are heard of: %s", async (_words, ids) => {
    const shop = await shopWith({ expiry: afterAYear });
    const orders = new Map([
      ["1", order("1", "100", placed(0))],
      ["2", order("2", "50", placed(31))],
      ["3", order("3", "10", placed(430))],
    ]);
    for (const id of ids) await shop.receive(orders.get(id) ?? [], day(440));
    await shop.receive(orders.get("1") ?? [], day(441));
    expect(await shop.member()).toMatchObject({ available: 10n });
  });

  test.each([["one batch"], ["two batches"]])("comes back in %s alike", async (batches) => {
    const shop = await shopWith({ expiry: afterAYear });
    await shop.receive(order("1", "100", placed(0)));
    const late = order("2", "50", placed(151));
    const latest = order("3", "10", placed(430));
    if (batches === "one batch") await shop.receive([latest, late], day(430));
    else for (const news of [latest, late]) await shop.receive(news, day(430));
    expect(await shop.member()).toMatchObject({ available: 160n });
  });

  test("runs from enrolment where orders do not keep it alive", async () => {
    const policy = { ...inactiveYear, activities: ["redemption" as const] };
    const shop = await shopWith({ expiry: { policy } });
    await shop.receive(order("1", "100"));
    const end = new Date("2027-03-02T00:00:00Z");
    expect((await shop.member())?.balance_expires_at).toEqual(end);
    await shop.receive(order("2", "10", placed(100)), day(100));
    expect((await shop.member())?.balance_expires_at).toEqual(end);
  });

  test("does not end where the member's tier says never", async () => {
    const shop = await shopWith({
      expiry: { ...afterAYear, byTier: [{ tierId: "gold", policy: { kind: "never" } }] },
      tiers: {
        list: [
          {
            id: "gold",
            name: "Gold",
            enter: { anyOf: [{ allOf: [{ counter: "spend", atLeast: "10000" }] }] },
          },
        ],
      },
    });
    await shop.receive(order("1", "40"));
    expect((await shop.member())?.balance_expires_at).not.toBeNull();
    await shop.receive(order("2", "60", placed(1)), day(1));
    expect((await shop.member())?.balance_expires_at).toBeNull();
  });
});

test("points of an order heard late have ended under the tier of their time, if they had", async () => {
  const shop = await shopWith({
    expiry: {
      policy: { kind: "age", length: { unit: "months", count: 6 } },
      byTier: [{ tierId: "gold", policy: { kind: "never" } }],
    },
    tiers: {
      window: { kind: "lifetime" },
      list: [
        {
          id: "gold",
          name: "Gold",
          enter: { anyOf: [{ allOf: [{ counter: "spend", atLeast: "10000" }] }] },
        },
      ],
    },
  });
  const at = (days: number) => ({ placedAt: day(days), updatedAt: day(days) });
  await shop.receive(order("1", "100", at(250)), day(250));
  await shop.receive(order("2", "50", at(0)), day(251));
  await shop.receive(order("3", "7", at(200)), day(251));
  expect(await shop.member()).toMatchObject({ tier_id: "gold", available: 107n });
});
