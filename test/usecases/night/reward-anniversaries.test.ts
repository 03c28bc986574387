// Members are given what an anniversary of their membership earns, once a year, in the night of its
// day.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { startOfDay } from "../../../app/core/calendar/local-time.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { runPortion } from "../../../app/usecases/night/run-night.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { NightShop } from "../../support/night-shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await assertLedgerAddsUp(db.ownerPool);
  await db.drop();
});

const zone = "America/New_York";
const HOUR_MS = 3_600_000;
const anniversary = {
  id: "years",
  name: "Another year with us",
  trigger: "anniversary",
  points: "25",
} as const;

const day = (date: string) => startOfDay(date, zone);

type Way = NonNullable<ProgramDocumentInput["waysToEarn"]>[number];

/** Nights are done up to the day before; noon is when members joined. */
function open(firstNight: string, ways: readonly Way[] = [anniversary]): Promise<NightShop> {
  const program = { waysToEarn: [...ways], tiers: null };
  return NightShop.open(db, { timeZone: zone, firstNight, program });
}

const joined = (date: string) => ({ enrolledAt: day(date) + 12 * HOUR_MS });

async function work(shop: NightShop, until: string): Promise<void> {
  for (;;) {
    const outcome = await runPortion(shop.id, day(until) + HOUR_MS);
    expect(outcome).not.toBe("busy");
    if (outcome === "idle") return;
  }
}

const available = async (shop: NightShop, id: string) => (await shop.member(id)).available;

describe("an anniversary", () => {
  test("is rewarded in the night of its day, once, and on no other", async () => {
    const shop = await open("2026-03-09");
    const member = await shop.addMember(joined("2025-03-10"));
    const other = await shop.addMember(joined("2025-03-11"));
    await work(shop, "2026-03-09");
    expect(await available(shop, member)).toBe(0n);
    await work(shop, "2026-03-10");
    expect(await available(shop, member)).toBe(25n);
    expect(await available(shop, other)).toBe(0n);
    const [entry] = await shop.entries();
    expect(entry).toMatchObject({ kind: "award", points: 25n });
    expect(entry?.occurred_at.getTime()).toBe(day("2026-03-10"));
  });

  test("is not the day of joining itself", async () => {
    const shop = await open("2026-03-10");
    const member = await shop.addMember(joined("2026-03-10"));
    await work(shop, "2026-03-11");
    expect(await available(shop, member)).toBe(0n);
  });

  test("belongs to the store's calendar, not to that of others", async () => {
    const shop = await open("2026-03-09");
    const member = await shop.addMember({ enrolledAt: Date.parse("2025-03-10T02:00:00Z") });
    await work(shop, "2026-03-09");
    expect(await available(shop, member)).toBe(25n);
  });

  test("of 29 February comes on the 28th, and on the 29th where there is one", async () => {
    const shop = await open("2027-02-27");
    const member = await shop.addMember(joined("2024-02-29"));
    await work(shop, "2027-03-02");
    const dates = (await shop.entries()).map(({ occurred_at: at }) => at.getTime());
    expect(dates).toEqual([day("2027-02-28")]);
    await shop.setDoneUntil("2028-02-27");
    await work(shop, "2028-03-02");
    expect((await shop.entries()).map(({ occurred_at: at }) => at.getTime())).toEqual([
      day("2027-02-28"),
      day("2028-02-29"),
    ]);
    expect(await available(shop, member)).toBe(50n);
  });

  test("of days of silence is made up for, with its own date", async () => {
    const shop = await open("2026-03-09");
    const member = await shop.addMember(joined("2025-03-10"));
    await work(shop, "2026-03-20");
    expect(await available(shop, member)).toBe(25n);
    const [entry] = await shop.entries();
    expect(entry?.occurred_at.getTime()).toBe(day("2026-03-10"));
    expect(entry?.recorded_at.getTime()).toBe(day("2026-03-20") + HOUR_MS);
  });

  test("that is worked on again earns nothing more", async () => {
    const shop = await open("2026-03-10");
    const member = await shop.addMember(joined("2025-03-10"));
    await work(shop, "2026-03-10");
    await shop.rows("delete from night where shop_id = $1");
    await shop.setDoneUntil("2026-03-09");
    await work(shop, "2026-03-10");
    expect(await available(shop, member)).toBe(25n);
  });

  test("is for nobody who has left, and moves nobody's clock", async () => {
    const shop = await open("2026-03-10");
    const gone = await shop.addMember(joined("2025-03-10"));
    await shop.rows("update member set deleted_at = now() where shop_id = $1 and id = $2", [gone]);
    const member = await shop.addMember({
      ...joined("2025-03-10"),
      activityAt: day("2026-01-01"),
      balanceExpiresAt: day("2026-03-10") + 30 * DAY_MS,
    });
    await work(shop, "2026-03-10");
    expect(await available(shop, gone)).toBe(0n);
    const after = await shop.member(member);
    expect(after.balance_expires_at?.getTime()).toBe(day("2026-03-10") + 30 * DAY_MS);
  });
});
