// Dates of birth as they are entered, the birthdays that follow, and 29 February.
import { describe, expect, test } from "vitest";
import {
  aYearAfter,
  ageOn,
  birthdayIn,
  isBirthday,
  monthDaysOf,
  parseBirthDate,
} from "../../../app/core/birthdays/birth-date.ts";

const asked = { today: "2026-03-01", minimumAge: 16 };

describe("a date of birth", () => {
  test.each([
    ["1988-02-29", "valid"],
    ["2010-03-01", "valid"],
    ["1906-03-01", "valid"],
  ])("such as %s is taken as it is", (text) => {
    expect(parseBirthDate(text, asked)).toEqual({ outcome: "valid", birthDate: text });
  });

  test.each([
    ["", "not_a_date"],
    ["1988", "not_a_date"],
    ["29.02.1988", "not_a_date"],
    ["1988-2-9", "not_a_date"],
    ["1987-02-29", "not_a_date"],
    ["1900-02-29", "not_a_date"],
    ["1988-02-30", "not_a_date"],
    ["1988-13-01", "not_a_date"],
    ["1988-00-10", "not_a_date"],
    ["1988-10-00", "not_a_date"],
    ["1988-02-29T00:00", "not_a_date"],
    ["0000-00-00", "not_a_date"],
    ["2026-03-02", "in_future"],
    ["9999-12-31", "in_future"],
    ["1905-02-28", "too_old"],
    ["0001-01-01", "too_old"],
    ["2010-03-02", "too_young"],
    ["2026-03-01", "too_young"],
  ])("such as “%s” is refused as %s", (text, problem) => {
    expect(parseBirthDate(text, asked)).toEqual({ outcome: "refused", problem });
  });

  test("of a child will do where the program has no minimum", () => {
    const today = { today: "2026-03-01", minimumAge: null };
    expect(parseBirthDate("2026-03-01", today)).toMatchObject({ outcome: "valid" });
  });

  test("of who becomes old enough today will do, and was refused yesterday", () => {
    const birth = "2010-03-01";
    expect(parseBirthDate(birth, asked)).toMatchObject({ outcome: "valid" });
    const yesterday = { ...asked, today: "2026-02-28" };
    expect(parseBirthDate(birth, yesterday)).toMatchObject({ problem: "too_young" });
  });
});

describe("a member born on 29 February", () => {
  const birth = "2000-02-29";

  test("has the birthday on the 28th in years without one", () => {
    const days = [2026, 2027, 2028, 2100].map((year) => birthdayIn(birth, year));
    expect(days).toEqual(["2026-02-28", "2027-02-28", "2028-02-29", "2100-02-28"]);
    expect(isBirthday(birth, "2028-02-28")).toBe(false);
    expect(isBirthday(birth, "2027-03-01")).toBe(false);
  });

  test("is among those of the 28th in these years, and alone on the 29th", () => {
    expect(monthDaysOf("2027-02-28")).toEqual(["02-28", "02-29"]);
    expect(monthDaysOf("2028-02-28")).toEqual(["02-28"]);
    expect(monthDaysOf("2028-02-29")).toEqual(["02-29"]);
    expect(monthDaysOf("2027-03-01")).toEqual(["03-01"]);
  });

  test("becomes a year older on the birthday", () => {
    expect(ageOn(birth, "2018-02-27")).toBe(17);
    expect(ageOn(birth, "2018-02-28")).toBe(18);
    expect(ageOn(birth, "2020-02-28")).toBe(19);
    expect(ageOn(birth, "2020-02-29")).toBe(20);
  });

  test("waits no longer than from birthday to birthday", () => {
    expect(aYearAfter("2028-02-29")).toBe("2029-02-28");
    expect(aYearAfter("2027-02-28") <= "2028-02-29").toBe(true);
  });
});

test("the day of birth itself is no birthday", () => {
  expect(isBirthday("2026-03-01", "2026-03-01")).toBe(false);
  expect(isBirthday("2026-03-01", "2027-03-01")).toBe(true);
});

test("every day of the calendar is looked for on exactly one day of each year", () => {
  for (const year of [2027, 2028]) {
    const days = Array.from({ length: year === 2028 ? 366 : 365 }, (_, index) =>
      new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10),
    );
    const found = days.flatMap((day) => monthDaysOf(day));
    expect(new Set(found).size).toBe(366);
    expect(found).toHaveLength(366);
  }
});
