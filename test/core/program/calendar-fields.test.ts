// Dates and times of a program are those that a calendar and a clock can show.
import { describe, expect, test } from "vitest";
import {
  clockTime,
  localDate,
  localDateTime,
  monthDay,
} from "../../../app/core/program/calendar-fields.ts";

describe("a date of a program", () => {
  test.each(["2026-03-01", "2028-02-29", "2000-02-29", "2199-12-31"])("may be %s", (text) => {
    expect(localDate.parse(text)).toBe(text);
  });

  test.each([
    ["2026-02-29", "This date does not exist"],
    ["2026-02-30", "This date does not exist"],
    ["2100-02-29", "This date does not exist"],
    ["2026-04-31", "This date does not exist"],
    ["2026-13-01", "This date does not exist"],
    ["2026-00-10", "This date does not exist"],
    ["2026-01-00", "This date does not exist"],
    ["1999-12-31", "Enter a year from 2000 to 2199"],
    ["2200-01-01", "Enter a year from 2000 to 2199"],
    ["2026-3-1", "Enter a date such as 2026-03-01"],
    ["soon", "Enter a date such as 2026-03-01"],
  ])("cannot be %s", (text, message) => {
    const read = localDate.safeParse(text);
    expect(read.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe("a moment of a program", () => {
  test("may be any minute, also one that clocks skip or show twice", () => {
    for (const text of ["2026-03-29T02:30", "2026-10-25T02:30", "2026-01-01T00:00"]) {
      expect(localDateTime.parse(text)).toBe(text);
    }
  });

  test.each([
    ["2026-02-30T10:00", "This date does not exist"],
    ["2026-03-01T24:00", "Enter a date and time such as 2026-03-01T09:00"],
    ["2026-03-01T09:60", "Enter a date and time such as 2026-03-01T09:00"],
    ["2026-03-01 09:00", "Enter a date and time such as 2026-03-01T09:00"],
    ["1815-06-18T11:30", "Enter a year from 2000 to 2199"],
  ])("cannot be %s", (text, message) => {
    const read = localDateTime.safeParse(text);
    expect(read.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  test.each(["24:00", "7:30", "12:60", "noon"])("has no time %s", (text) => {
    expect(clockTime.safeParse(text).success).toBe(false);
  });
});

describe("a day of every year", () => {
  test("may be the leap day", () => {
    expect(monthDay.parse("02-29")).toBe("02-29");
  });

  test.each(["02-30", "04-31", "13-01", "00-01", "01-00", "1-1"])("cannot be %s", (text) => {
    expect(monthDay.safeParse(text).success).toBe(false);
  });
});
