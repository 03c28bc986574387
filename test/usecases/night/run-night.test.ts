// The nights of a shop: each step on its day, in the published order, once, whatever was missed.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOfDay } from "../../../app/core/calendar/local-time.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { NightShop, workNights } from "../../support/night-shop.ts";
import type { NightShopInput } from "../../support/night-shop.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";

const HOUR_MS = 3_600_000;
const zone = "America/New_York";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

function day(date: string, timeZone = zone): number {
  return startOfDay(date, timeZone);
}

/** Runs all that is due; nothing may fail. */
async function work(now: number): Promise<void> {
  expect(await workNights(now)).toEqual([]);
}

/** A shop whose nights are done up to the day before. */
function shopBefore(firstNight: string, input: NightShopInput = {}): Promise<NightShop> {
  return NightShop.open(db, { timeZone: zone, firstNight, ...input });
}

describe("a night", () => {
  test("releases what is pending on its day and not before", async () => {
    const shop = await shopBefore("2026-03-10");
    const member = await shop.addMember();
    const due = await shop.addLot(member, { points: 30n, releasesAt: day("2026-03-10") });
    const later = await shop.addLot(member, { points: 50n, releasesAt: day("2026-03-11") });
    await work(day("2026-03-10") - 1);
    expect(await shop.member(member)).toMatchObject({ pending: 80n, available: 0n });
    await work(day("2026-03-10"));
    expect(await shop.member(member)).toMatchObject({ pending: 50n, available: 30n });
    expect(await shop.lot(due)).toMatchObject({ pending: 0n, available: 30n });
    expect(await shop.lot(later)).toMatchObject({ pending: 50n });
    expect((await shop.messages("write_member_balance")).map(({ payload }) => payload)).toEqual([
      { memberId: member },
    ]);
    expect(await shop.doneUntil()).toBe("2026-03-10");
  });

  test("ends lots on their day, dated when they ended, not when the work was done", async () => {
    const shop = await shopBefore("2026-03-10");
    const member = await shop.addMember();
    await shop.addLot(member, { points: 30n, expiresAt: day("2026-03-10") });
    await shop.addLot(member, { points: 20n, expiresAt: day("2026-03-10") });
    await shop.addLot(member, { points: 50n, expiresAt: day("2026-03-11") });
    await shop.addLot(member, { points: 70n });
    const now = day("2026-03-10") + 3 * HOUR_MS;
    await work(now);
    expect(await shop.member(member)).toMatchObject({ available: 120n });
    expect(await shop.entries()).toMatchObject([
      { kind: "expiry", points: 50n, occurred_at: new Date(day("2026-03-10")) },
    ]);
    expect((await shop.entries())[0]?.recorded_at).toEqual(new Date(now));
  });

  test("ends whole balances of members who were inactive for too long, and no others", async () => {
    const inactivity = { kind: "inactivity", length: { unit: "months", count: 12 } } as const;
    const shop = await shopBefore("2026-03-10", { program: { expiry: { policy: inactivity } } });
    const idle = await shop.addMember({ balanceExpiresAt: day("2026-03-10") });
    const active = await shop.addMember({ balanceExpiresAt: day("2026-03-11") });
    for (const member of [idle, active]) {
      await shop.addLot(member, { points: 30n });
      await shop.addLot(member, { points: 40n, releasesAt: day("2026-12-31") });
    }
    await work(day("2026-03-10") + HOUR_MS);
    expect(await shop.member(idle)).toMatchObject({ available: 0n, pending: 40n });
    expect(await shop.member(active)).toMatchObject({ available: 30n, pending: 40n });
    expect(await shop.entries()).toMatchObject([
      { kind: "expiry", points: 30n, occurred_at: new Date(day("2026-03-10")) },
    ]);
  });

  test("leaves points alone whose own terms outlive the balance", async () => {
    const age = { kind: "age", length: { unit: "months", count: 12 } } as const;
    const inactivity = { ...age, kind: "inactivity" } as const;
    const shop = await shopBefore("2026-03-10", { program: { expiry: { policy: age } } });
    const inactive = await shop.addVersion({ expiry: { policy: inactivity } }, 1);
    const member = await shop.addMember({ balanceExpiresAt: day("2026-03-10") });
    const aging = await shop.addLot(member, {
      accruedAt: day("2025-04-30"),
      expiresAt: day("2026-05-01"),
    });
    const idle = await shop.addLot(member, { termsVersionId: inactive });
    await work(day("2026-03-10"));
    expect(await shop.lot(aging)).toMatchObject({ available: 100n });
    expect(await shop.lot(idle)).toMatchObject({ available: 0n, expired: 100n });
  });

  test("releases first and ends afterwards, so that nothing released too late is spent", async () => {
    const shop = await shopBefore("2026-03-10");
    const member = await shop.addMember();
    const at = day("2026-03-10");
    await shop.addLot(member, { releasesAt: at, expiresAt: at });
    await work(at);
    expect((await shop.entries()).map(({ kind }) => kind)).toEqual(["release", "expiry"]);
    expect(await shop.member(member)).toMatchObject({ pending: 0n, available: 0n });
  });

  test("lets points that a fall ends live on through that day, and end under the lower tier", async () => {
    const sixMonths = { kind: "age", length: { unit: "months", count: 6 } } as const;
    const gold = {
      id: "gold",
      name: "Gold",
      enter: { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast: "50000" }] }] },
    };
    const program = {
      expiry: {
        policy: sixMonths,
        byTier: [{ tierId: "gold", policy: { kind: "never" } as const }],
      },
      tiers: {
        validity: { kind: "months", months: 12 } as const,
        list: [{ id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } }, gold],
      },
    };
    const shop = await shopBefore("2026-03-10", { program });
    const at = day("2026-03-10");
    const member = await shop.addMember({ tierId: "gold", tierUntil: at, tierReviewAt: at });
    const old = await shop.addLot(member, { accruedAt: day("2025-01-15") });
    const young = await shop.addLot(member, { accruedAt: day("2026-03-01") });
    await work(at);
    expect(await shop.member(member)).toMatchObject({ tier_id: "green", available: 200n });
    const next = day("2026-03-11");
    expect(await shop.lot(old)).toMatchObject({ expired: 0n, expires_at: new Date(next) });
    await work(next);
    expect(await shop.member(member)).toMatchObject({ available: 100n });
    expect(await shop.lot(old)).toMatchObject({ expired: 100n });
    expect(await shop.lot(young)).toMatchObject({ expires_at: new Date(day("2026-09-02")) });
  });

  test("begins with the local day of each shop", async () => {
    const noon = Date.UTC(2026, 2, 9, 12);
    const ahead = await shopBefore("2026-03-10", { timeZone: "Pacific/Kiritimati" });
    const behind = await shopBefore("2026-03-09", { timeZone: "Pacific/Pago_Pago" });
    await work(noon);
    expect(await ahead.doneUntil()).toBe("2026-03-10");
    expect(await behind.doneUntil()).toBe("2026-03-09");
    await work(noon + 23 * HOUR_MS);
    expect(await behind.doneUntil()).toBe("2026-03-10");
  });

  test("does nothing for a shop without a program, and waits while the app is away", async () => {
    const shop = await shopBefore("2026-03-10");
    const member = await shop.addMember();
    await shop.addLot(member, { expiresAt: day("2026-03-10") });
    await shop.rows("update shop set uninstalled_at = now() where shop_id = $1");
    await work(day("2026-03-12"));
    expect(await shop.entries()).toEqual([]);
    await shop.rows("update shop set uninstalled_at = null where shop_id = $1");
    await work(day("2026-03-12"));
    expect(await shop.entries()).toHaveLength(1);
    const empty = await NightShop.open(db, { timeZone: zone });
    await empty.rows("update program_version set active_from = now() where shop_id = $1");
    await work(day("2026-03-12"));
    expect(await empty.doneUntil()).toBe("2026-03-12");
  });
});

describe("after days of silence", () => {
  test("one night after the other is made up for, each with its own date", async () => {
    const shop = await shopBefore("2026-03-05");
    const member = await shop.addMember();
    await shop.addLot(member, { points: 10n, expiresAt: day("2026-03-09") });
    await shop.addLot(member, { points: 20n, releasesAt: day("2026-03-06") });
    await shop.addLot(member, { points: 30n, expiresAt: day("2026-03-07") });
    const now = day("2026-03-10") + 5 * HOUR_MS;
    await work(now);
    expect(await shop.entries()).toMatchObject([
      { kind: "release", points: 20n, occurred_at: new Date(day("2026-03-06")) },
      { kind: "expiry", points: 30n, occurred_at: new Date(day("2026-03-07")) },
      { kind: "expiry", points: 10n, occurred_at: new Date(day("2026-03-09")) },
    ]);
    const nights = await shop.rows<{ date: string }>(
      "select local_date::text as date from night where shop_id = $1 and step = 'night' order by 1",
    );
    expect(nights.map(({ date }) => date)).toEqual([
      "2026-03-05",
      "2026-03-06",
      "2026-03-07",
      "2026-03-08",
      "2026-03-09",
      "2026-03-10",
    ]);
    expect(await shop.doneUntil()).toBe("2026-03-10");
  });
});

test("whatever the nights wrote, the books agree", async () => {
  await expect(assertLedgerAgrees(db)).resolves.toBeUndefined();
});
