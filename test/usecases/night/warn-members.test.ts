// The last step of a night: members hear of points that will end, each once, with the right date.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOfDay } from "../../../app/core/calendar/local-time.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { NightShop, workNights } from "../../support/night-shop.ts";
import type { NightShopInput } from "../../support/night-shop.ts";

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

const warned = {
  expiry: {
    policy: { kind: "age" as const, length: { unit: "months" as const, count: 12 } },
    warningDays: [30, 7],
  },
};

describe("warnings", () => {
  test("name on one day all points that end in a month and in a week, to those who read", async () => {
    const shop = await shopBefore("2026-03-10", { program: warned });
    const reader = await shop.addMember();
    const silent = await shop.addMember({ email: null });
    for (const member of [reader, silent]) {
      await shop.addLot(member, { points: 10n, expiresAt: day("2026-03-17") });
      await shop.addLot(member, { points: 15n, expiresAt: day("2026-03-17") });
      await shop.addLot(member, { points: 20n, expiresAt: day("2026-03-20") });
      await shop.addLot(member, { points: 30n, expiresAt: day("2026-04-09") });
    }
    await work(day("2026-03-10"));
    const messages = await shop.messages("send_expiry_warning");
    expect(messages.map(({ payload }) => payload)).toEqual([
      {
        memberId: reader,
        night: "2026-03-10",
        cause: "age",
        endings: [
          { points: "25", endsOn: "2026-03-17" },
          { points: "30", endsOn: "2026-04-09" },
        ],
      },
    ]);
  });

  test("tell of whole balances, too", async () => {
    const inactivity = { kind: "inactivity", length: { unit: "months", count: 12 } } as const;
    const program = { expiry: { policy: inactivity, warningDays: [7] } };
    const shop = await shopBefore("2026-03-10", { program });
    const member = await shop.addMember({ balanceExpiresAt: day("2026-03-17") });
    await shop.addMember({ balanceExpiresAt: day("2026-03-17") });
    await shop.addLot(member, { points: 40n });
    await work(day("2026-03-10"));
    expect((await shop.messages("send_expiry_warning")).map(({ payload }) => payload)).toEqual([
      {
        memberId: member,
        night: "2026-03-10",
        cause: "inactivity",
        endings: [{ points: "40", endsOn: "2026-03-17" }],
      },
    ]);
  });

  test("are not sent where the program does not want them", async () => {
    const program = { ...warned, emails: { expiryWarning: false } };
    const shop = await shopBefore("2026-03-10", { program });
    await shop.addLot(await shop.addMember(), { expiresAt: day("2026-03-17") });
    await work(day("2026-03-10"));
    expect(await shop.messages("send_expiry_warning")).toEqual([]);
  });

  test("are made up for after days of silence: once, with the right date", async () => {
    const shop = await shopBefore("2026-02-01", { program: warned });
    const member = await shop.addMember();
    await shop.addLot(member, { points: 10n, expiresAt: day("2026-03-16") });
    await shop.addLot(member, { points: 30n, expiresAt: day("2026-03-05") });
    await work(day("2026-02-01"));
    await work(day("2026-03-11"));
    expect(await shop.messages("send_expiry_warning")).toEqual([
      {
        key: `${member}/2026-03-11/lots`,
        payload: {
          memberId: member,
          night: "2026-03-11",
          cause: "age",
          endings: [{ points: "10", endsOn: "2026-03-16" }],
        },
      },
    ]);
    for (const date of ["2026-03-12", "2026-03-13", "2026-03-14", "2026-03-15", "2026-03-16"]) {
      await work(day(date));
    }
    expect(await shop.messages("send_expiry_warning")).toHaveLength(1);
  });
});
