// Which past counts: windows in whole days of the shop's calendar.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDaysTo, addMonths, dateOfDayNumber } from "../../../app/core/calendar/local-date.ts";
import { instantOfLocal, localDateOf, startOfDay } from "../../../app/core/calendar/local-time.ts";
import type { TierWindow } from "../../../app/core/program/tier-terms.ts";
import { windowStart, yearlyPeriod } from "../../../app/core/tiers/window.ts";

const BERLIN = "Europe/Berlin";

function startsOn(window: TierWindow, at: string, enrolled = "2024-01-01T00:00", zone = BERLIN) {
  const start = windowStart(window, {
    at: instantOfLocal(at, zone, "earlier"),
    enrolledAt: instantOfLocal(enrolled, zone, "earlier"),
    timeZone: zone,
  });
  return start === null ? null : localDateOf(start, zone);
}

describe("a rolling window", () => {
  test.each([
    ["2026-03-15T23:59", 12, "2025-03-15"],
    ["2026-03-31T08:00", 1, "2026-03-01"],
    ["2026-02-28T08:00", 1, "2026-01-28"],
    ["2024-02-29T08:00", 12, "2023-03-01"],
    ["2025-02-28T08:00", 12, "2024-02-28"],
    ["2025-03-01T08:00", 12, "2024-03-01"],
    ["2024-03-31T08:00", 13, "2023-03-01"],
  ])("at %s, of %i months, begins on %s", (at, months, day) => {
    expect(startsOn({ kind: "rolling", months }, at)).toBe(day);
  });

  test("holds the days that are no more than its months old, and no others", () => {
    const days = fc.integer({ min: 10_000, max: 30_000 }).map(dateOfDayNumber);
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (date, months) => {
        const first = startsOn({ kind: "rolling", months }, `${date}T12:00`) ?? "";
        expect(addMonths(first, months) >= date).toBe(true);
        expect(addMonths(addDaysTo(first, -1), months) < date).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a calendar year", () => {
  test("is the shop's, on either side of the date line", () => {
    const year: TierWindow = { kind: "calendar_year" };
    const newYear = Date.UTC(2026, 0, 1);
    const startIn = (zone: string, at: number) =>
      windowStart(year, { at, enrolledAt: 0, timeZone: zone });
    // Kiritimati is 14 hours ahead, Pago Pago 11 behind.
    expect(startIn("Pacific/Kiritimati", newYear - 14 * 3_600_000)).toBe(newYear - 14 * 3_600_000);
    expect(startIn("Pacific/Kiritimati", newYear - 14 * 3_600_000 - 1)).toBe(
      startOfDay("2025-01-01", "Pacific/Kiritimati"),
    );
    expect(startIn("Pacific/Pago_Pago", newYear + 11 * 3_600_000 - 1)).toBe(
      startOfDay("2025-01-01", "Pacific/Pago_Pago"),
    );
    expect(startIn("Pacific/Pago_Pago", newYear + 11 * 3_600_000)).toBe(newYear + 11 * 3_600_000);
  });
});

describe("a membership year", () => {
  const year: TierWindow = { kind: "membership_year" };

  test.each([
    ["2026-06-14T23:59", "2024-06-15T10:00", "2025-06-15"],
    ["2026-06-15T00:00", "2024-06-15T10:00", "2026-06-15"],
    ["2024-06-15T09:00", "2024-06-15T10:00", "2024-06-15"],
    // An order may be older than the membership that it brought.
    ["2024-06-14T09:00", "2024-06-15T10:00", "2023-06-15"],
    ["2025-02-27T09:00", "2024-02-29T10:00", "2024-02-29"],
    ["2025-02-28T09:00", "2024-02-29T10:00", "2025-02-28"],
    ["2028-02-28T09:00", "2024-02-29T10:00", "2027-02-28"],
    ["2028-02-29T09:00", "2024-02-29T10:00", "2028-02-29"],
    ["2029-02-28T09:00", "2024-02-29T10:00", "2029-02-28"],
  ])("at %s, enrolled at %s, begins on %s", (at, enrolled, day) => {
    expect(startsOn(year, at, enrolled)).toBe(day);
  });

  test("follows another without a gap or an overlap, whatever the day of enrolment", () => {
    const dayNumbers = fc.integer({ min: 10_000, max: 30_000 });
    fc.assert(
      fc.property(dayNumbers, fc.integer({ min: -400, max: 4_000 }), (enrolled, later) => {
        const enrolledAt = instantOfLocal(`${dateOfDayNumber(enrolled)}T12:00`, BERLIN, "earlier");
        const context = { enrolledAt, timeZone: BERLIN };
        const date = dateOfDayNumber(enrolled + later);
        const held = yearlyPeriod(year, date, context);
        if (!held) throw new Error("a membership year is a year");
        expect(held.from <= date && date < held.before).toBe(true);
        expect(yearlyPeriod(year, held.before, context)?.from).toBe(held.before);
        expect(yearlyPeriod(year, addDaysTo(held.from, -1), context)?.before).toBe(held.from);
      }),
      { numRuns: 2_000 },
    );
  });
});

test("a lifetime has no beginning", () => {
  expect(startsOn({ kind: "lifetime" }, "2026-06-14T23:59")).toBeNull();
});
