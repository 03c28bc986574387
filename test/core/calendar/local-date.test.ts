// Days of the calendar, beside what the platform's own UTC calendar says.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDaysTo,
  addLength,
  addMonths,
  dateOfDayNumber,
  dayNumberOf,
  dayOfYear,
  daysBetween,
  endOfPeriod,
  weekdayOf,
  yearOf,
} from "../../../app/core/calendar/local-date.ts";
import { roundings } from "../../../app/core/program/expiry-terms.ts";

const FIRST_DAY = Date.UTC(1970, 0, 1) / 86_400_000;
const LAST_DAY = Date.UTC(2100, 11, 31) / 86_400_000;
const dayNumbers = fc.integer({ min: FIRST_DAY, max: LAST_DAY });
const dates = dayNumbers.map(dateOfDayNumber);

describe("a date", () => {
  test("is the one that every other calendar has, on each day from 1970 to 2100", () => {
    const wrong: string[] = [];
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      const utc = new Date(day * 86_400_000);
      const date = dateOfDayNumber(day);
      const isRight = date === utc.toISOString().slice(0, 10) && dayNumberOf(date) === day;
      if (!isRight || weekdayOf(date) % 7 !== utc.getUTCDay()) wrong.push(date);
    }
    expect(wrong).toEqual([]);
  });

  test("may lie before 1970 and long after it", () => {
    expect(dateOfDayNumber(dayNumberOf("1883-11-18"))).toBe("1883-11-18");
    expect(dateOfDayNumber(dayNumberOf("0000-02-29"))).toBe("0000-02-29");
    expect(dateOfDayNumber(dayNumberOf("9999-12-31"))).toBe("9999-12-31");
    expect(() => addDaysTo("9999-12-31", 1)).toThrow(RangeError);
    expect(weekdayOf("1969-12-31")).toBe(3);
  });

  test("plus days is that many days later, over leap days and ends of years", () => {
    expect(addDaysTo("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDaysTo("2023-02-28", 1)).toBe("2023-03-01");
    expect(addDaysTo("2100-02-28", 1)).toBe("2100-03-01");
    expect(addDaysTo("2000-02-28", 1)).toBe("2000-02-29");
    expect(addDaysTo("2020-12-31", 1)).toBe("2021-01-01");
    expect(addDaysTo("2020-03-01", -1)).toBe("2020-02-29");
    fc.assert(
      fc.property(dates, fc.integer({ min: -9_000, max: 9_000 }), (date, days) => {
        expect(daysBetween(date, addDaysTo(date, days))).toBe(days);
      }),
    );
  });
});

describe("months", () => {
  test("end at the last day of a shorter month", () => {
    expect(addMonths("2023-01-31", 1)).toBe("2023-02-28");
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2024-08-31", 1)).toBe("2024-09-30");
    expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
    expect(addMonths("2024-02-29", 48)).toBe("2028-02-29");
    expect(addMonths("2024-03-31", -1)).toBe("2024-02-29");
    expect(addMonths("2024-01-15", -1)).toBe("2023-12-15");
  });

  test("keep the order of dates", () => {
    const lengths = fc.integer({ min: -600, max: 600 });
    fc.assert(
      fc.property(dates, fc.nat(400), lengths, (date, later, months) => {
        expect(addMonths(date, months) <= addMonths(addDaysTo(date, later), months)).toBe(true);
      }),
    );
  });

  test("and years are lengths of the calendar, not numbers of days", () => {
    expect(addLength("2024-02-29", { unit: "years", count: 1 })).toBe("2025-02-28");
    expect(addLength("2023-11-30", { unit: "months", count: 3 })).toBe("2024-02-29");
    expect(addLength("2024-02-29", { unit: "days", count: 366 })).toBe("2025-03-01");
  });
});

describe("a period", () => {
  test("ends where the next one begins", () => {
    expect(endOfPeriod("2024-02-29", "day")).toBe("2024-03-01");
    expect(endOfPeriod("2024-02-01", "month")).toBe("2024-03-01");
    expect(endOfPeriod("2024-12-31", "month")).toBe("2025-01-01");
    expect(endOfPeriod("2024-05-17", "quarter")).toBe("2024-07-01");
    expect(endOfPeriod("2024-10-01", "quarter")).toBe("2025-01-01");
    expect(endOfPeriod("2024-01-01", "year")).toBe("2025-01-01");
  });

  test("holds the date and begins where one ends, and a longer one ends no earlier", () => {
    fc.assert(
      fc.property(dates, (date) => {
        const ends = roundings.map((rounding) => endOfPeriod(date, rounding));
        expect(ends).toEqual(ends.toSorted());
        for (const [index, rounding] of roundings.entries()) {
          const end = ends[index] ?? "";
          expect(end > date).toBe(true);
          expect(endOfPeriod(addDaysTo(end, -1), rounding)).toBe(end);
        }
      }),
    );
  });
});

test("the leap day of a list of dates is the last of February in other years", () => {
  expect(dayOfYear(2024, "02-29")).toBe("2024-02-29");
  expect(dayOfYear(2025, "02-29")).toBe("2025-02-28");
  expect(dayOfYear(2025, "12-31")).toBe("2025-12-31");
  expect(yearOf("2025-12-31")).toBe(2025);
});
