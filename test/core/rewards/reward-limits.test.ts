// How often a member can have a reward, by the calendar of the shop.
import { describe, expect, test } from "vitest";
import type { LimitPeriod } from "../../../app/core/program/reward-condition-terms.ts";
import { limitReached, limitWindows } from "../../../app/core/rewards/reward-limits.ts";

const BERLIN = "Europe/Berlin";
const at = (text: string) => Date.parse(text);
const iso = (instant: number | null | undefined) =>
  typeof instant === "number" ? new Date(instant).toISOString() : instant;

function windowOf(period: LimitPeriod, now: string, zone = BERLIN) {
  const [window] = limitWindows([{ count: 1, period }], at(now), zone);
  return [iso(window?.since), window?.next];
}

describe("the time in which redemptions count", () => {
  test.each<[LimitPeriod, string | null, string | null]>([
    ["day", "2026-03-17T23:00:00.000Z", "2026-03-19"],
    ["week", "2026-03-15T23:00:00.000Z", "2026-03-23"],
    ["month", "2026-02-28T23:00:00.000Z", "2026-04-01"],
    ["year", "2025-12-31T23:00:00.000Z", "2027-01-01"],
    ["ever", null, null],
  ])("is the %s of the shop's calendar that is now", (period, since, next) => {
    expect(windowOf(period, "2026-03-18T12:00:00Z")).toEqual([since, next]);
  });

  test("of a week begins on Monday, also where today is Monday or Sunday", () => {
    const week = ["2026-03-16T00:00:00.000Z", "2026-03-23"];
    expect(windowOf("week", "2026-03-16T00:00:00Z", "UTC")).toEqual(week);
    expect(windowOf("week", "2026-03-22T23:59:59Z", "UTC")).toEqual(week);
  });

  test("of a day begins where its calendar shows it, not that of another zone", () => {
    const lateEvening = "2026-03-18T22:30:00Z";
    expect(windowOf("day", lateEvening, "UTC")[1]).toBe("2026-03-19");
    expect(windowOf("day", lateEvening, "Asia/Tokyo")[1]).toBe("2026-03-20");
  });

  test("of a day has 23 hours where clocks go forward", () => {
    const [since] = windowOf("day", "2026-03-29T12:00:00Z");
    const [sinceNext] = windowOf("day", "2026-03-30T12:00:00Z");
    expect([since, sinceNext]).toEqual(["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
  });

  test("of a day begins after the gap where clocks skip its midnight", () => {
    const [since] = windowOf("day", "2026-09-06T12:00:00Z", "America/Santiago");
    expect(since).toBe("2026-09-06T04:00:00.000Z");
  });
});

describe("a limit", () => {
  const windows = limitWindows(
    [
      { count: 1, period: "day" },
      { count: 3, period: "month" },
      { count: 5, period: "ever" },
    ],
    at("2026-03-18T12:00:00Z"),
    BERLIN,
  );

  test("is not reached by fewer redemptions, nor where there is none", () => {
    expect(limitReached(windows, [0, 2, 4])).toBeNull();
    expect(limitReached([], [])).toBeNull();
  });

  test.each<[number[], string | null]>([
    [[1, 1, 1], "2026-03-19"],
    [[0, 3, 3], "2026-04-01"],
    [[1, 3, 3], "2026-04-01"],
    [[2, 4, 4], "2026-04-01"],
    [[1, 3, 5], null],
    [[0, 0, 6], null],
  ])("reached by %j of a day, a month and ever tells when the next is possible", (counts, next) => {
    expect(limitReached(windows, counts)).toEqual({ reason: "limit_reached", next });
  });
});
