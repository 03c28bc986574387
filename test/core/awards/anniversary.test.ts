// On which days memberships began whose anniversary a day is.
import { describe, expect, test } from "vitest";
import { daysWithAnniversary } from "../../../app/core/awards/anniversary.ts";
import { addDaysTo } from "../../../app/core/calendar/local-date.ts";

const recent = (date: string) => daysWithAnniversary(date).filter((day) => day >= "2019-01-01");

describe("an anniversary", () => {
  test("is of the same day of earlier years", () => {
    expect(recent("2022-03-01")).toEqual(["2021-03-01", "2020-03-01", "2019-03-01"]);
  });

  test("of 29 February is on the 28th of years without one", () => {
    expect(recent("2021-02-28")).toEqual(["2020-02-28", "2020-02-29", "2019-02-28"]);
    expect(recent("2024-02-28")).not.toContain("2020-02-29");
    expect(recent("2024-02-29")).toEqual(["2020-02-29"]);
  });

  test("comes once in each year, whenever somebody joined", () => {
    for (const joined of ["2020-02-28", "2020-02-29", "2020-03-01", "2020-12-31", "2019-02-28"]) {
      for (const year of [2021, 2022, 2023, 2024, 2025]) {
        let times = 0;
        for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDaysTo(day, 1)) {
          if (daysWithAnniversary(day).includes(joined)) times++;
        }
        expect([joined, year, times]).toEqual([joined, year, 1]);
      }
    }
  });

  test("is none on the day of joining itself", () => {
    expect(daysWithAnniversary("2026-03-01")).not.toContain("2026-03-01");
  });
});
