// Rewards that issue themselves on the days of the shop, also where nights were missed.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { startOfDay } from "../../../app/core/calendar/local-time.ts";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { recordOrders } from "../../../app/usecases/record-order.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { PLACED_AT, line, orderSeen } from "../../support/order-builder.ts";
import {
  autoReward,
  issuedKeysOf,
  issuedOf,
  openAutoShop,
  workNightsOf,
} from "../../support/auto-issue-shop.ts";

const zone = "America/New_York";
const HOUR_MS = 3_600_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await assertLedgerAddsUp(db.ownerPool);
  await db.drop();
});

const day = (date: string, timeZone = zone) => startOfDay(date, timeZone);

describe("after days of silence", () => {
  const christmas = { kind: "dates", dates: ["12-24"] };

  test("dates get the points of their day, and vouchers their whole life", async () => {
    const shop = await openAutoShop(db, [autoReward({ autoIssue: christmas })], {
      firstNight: "2026-12-23",
    });
    const member = await shop.addMember();
    await shop.addLot(member, { points: 150n, accruedAt: day("2026-12-20") });
    await shop.addLot(member, { points: 100n, accruedAt: day("2026-12-26") });
    const ended = await shop.addLot(member, {
      points: 60n,
      accruedAt: day("2026-12-21"),
      expiresAt: day("2026-12-25"),
    });
    const now = day("2026-12-28") + HOUR_MS;
    await workNightsOf(shop, now);
    const issued = await issuedOf(shop);
    expect(issued.map(({ request_key }) => request_key)).toEqual([
      "auto/five-off/2026-12-24/1",
      "auto/five-off/2026-12-24/2",
    ]);
    for (const { requested_at, expires_at } of issued) {
      expect(requested_at).toEqual(new Date(day("2026-12-24")));
      expect(expires_at).toEqual(new Date(now + 90 * DAY_MS));
    }
    expect(await shop.member(member)).toMatchObject({ available: 110n });
    expect(await shop.lot(ended)).toMatchObject({ available: 0n, expired: 0n });
    expect(await shop.doneUntil()).toBe("2026-12-28");
  });

  test("a year's cap counts the nights of each year", async () => {
    const autoIssue = { kind: "threshold", mostPerYear: 1 };
    const shop = await openAutoShop(db, [autoReward({ autoIssue })], { firstNight: "2026-12-30" });
    await shop.addLot(await shop.addMember(), { points: 500n });
    await workNightsOf(shop, day("2027-01-02"));
    expect(await issuedKeysOf(shop)).toEqual([
      "auto/five-off/2026-12-30/1",
      "auto/five-off/2027-01-01/1",
    ]);
  });

  test("they come before the end of a balance, though an edit brought a tier after it", async () => {
    const days = (count: number) => ({ unit: "days" as const, count });
    const twoItems = { anyOf: [{ allOf: [{ counter: "items" as const, atLeast: "2" }] }] };
    const shop = await openAutoShop(db, [autoReward({ points: "80" })], {
      firstNight: "2026-03-02",
      program: {
        expiry: { policy: { kind: "inactivity", length: days(13) } },
        tiers: { list: [{ id: "silver", name: "Silver", enter: twoItems }] },
      },
    });
    const hear = (event: OrderEvent, now: number) =>
      withTransaction((tx) => recordOrders(tx, [{ shopId: shop.id, event }], now));
    await hear(orderSeen(), PLACED_AT);
    const lines = [line(), line({ id: "2", price: "0" })];
    const longAfter = PLACED_AT + 20 * DAY_MS;
    await hear(orderSeen({ updatedAt: longAfter, lines }), longAfter);
    await workNightsOf(shop, longAfter + DAY_MS);
    expect(await issuedKeysOf(shop)).toEqual(["auto/five-off/2026-03-02/1"]);
  });

  test("nobody gets a place at what is over", async () => {
    const place = {
      kind: "experience",
      amountMinor: undefined,
      place: "Harbour",
      startsAt: "2026-12-26T18:00",
      stock: 5,
      autoIssue: christmas,
    };
    const shop = await openAutoShop(db, [autoReward(place)], { firstNight: "2026-12-23" });
    await shop.addLot(await shop.addMember());
    await workNightsOf(shop, day("2026-12-28"));
    expect(await issuedKeysOf(shop)).toEqual([]);
  });
});

test.each(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "America/Santiago"])(
  "the day is that of the shop's own calendar, also where clocks change: %s",
  async (timeZone) => {
    // Clocks change on these days in the last two of the zones.
    const date = timeZone === "America/Santiago" ? "2026-09-06" : "2026-04-05";
    const autoIssue = { kind: "dates", dates: [date.slice(5)], most: 1 };
    const shop = await openAutoShop(db, [autoReward({ autoIssue })], {
      timeZone,
      firstNight: date,
    });
    await shop.addLot(await shop.addMember(), { points: 500n });
    const at = day(date, timeZone);
    await workNightsOf(shop, at - 1);
    expect(await issuedKeysOf(shop)).toEqual([]);
    await workNightsOf(shop, at);
    expect(await issuedOf(shop)).toMatchObject([{ requested_at: new Date(at) }]);
    await workNightsOf(shop, day(`${date.slice(0, 9)}${Number(date.slice(9)) + 1}`, timeZone));
    expect(await issuedKeysOf(shop)).toEqual([`auto/five-off/${date}/1`]);
  },
);
