// A month of campaigns as weeks of bars.
import { describe, expect, test } from "vitest";
import { calendarWeeks } from "../../../app/ui/campaigns/calendar-weeks.ts";
import { chartBars } from "../../../app/ui/campaigns/chart-bars.ts";
import type { CampaignTimes } from "../../../app/core/program/campaign-terms.ts";

function entry(startsAt: string, endsAt: string, more: Partial<CampaignTimes> = {}) {
  const times = { weekdays: [], hours: null, ...more };
  return { times: { ...times, startsAt: `${startsAt}T00:00`, endsAt: `${endsAt}T00:00` } };
}

describe("the weeks of a month", () => {
  test("begin on Mondays, and hold all of its days", () => {
    // March 2026 begins on a Sunday.
    const days = calendarWeeks("2026-03", []).map((week) => [week.days[0], week.days[6]]);
    expect(days[0]).toEqual(["2026-02-23", "2026-03-01"]);
    expect(days.at(-1)).toEqual(["2026-03-30", "2026-04-05"]);
    expect(days).toHaveLength(6);
  });

  test("of a month that fits four weeks are four", () => {
    expect(calendarWeeks("2027-02", [])).toHaveLength(4);
  });
});

describe("the bars of a campaign", () => {
  test("go on from week to week", () => {
    const weeks = calendarWeeks("2026-03", [entry("2026-03-06", "2026-03-11")]);
    const bars = weeks.map(({ lanes }) => lanes.flat().map(({ column, days }) => [column, days]));
    expect(bars.slice(1, 3)).toEqual([[[4, 3]], [[0, 2]]]);
    expect(bars[0]).toEqual([]);
  });

  test("are one for each run of its weekdays, in one lane", () => {
    const [, week] = calendarWeeks("2026-03", [
      entry("2026-03-02", "2026-03-09", { weekdays: [1, 2, 5] }),
    ]);
    expect(week?.lanes).toHaveLength(1);
    expect(week?.lanes[0]).toMatchObject([
      { column: 0, days: 2, firstDay: "2026-03-02", lastDay: "2026-03-03" },
      { column: 4, days: 1, firstDay: "2026-03-06", lastDay: "2026-03-06" },
    ]);
  });

  test("stand in lanes of their own where they would lie over each other", () => {
    const [, week] = calendarWeeks("2026-03", [
      entry("2026-03-02", "2026-03-05"),
      entry("2026-03-04", "2026-03-07"),
      entry("2026-03-06", "2026-03-08"),
    ]);
    const lanes = week?.lanes.map((lane) => lane.map(({ column, days }) => [column, days]));
    expect(lanes).toEqual([
      [
        [0, 3],
        [4, 2],
      ],
      [[2, 3]],
    ]);
  });
});

describe("the bars of results", () => {
  const figures = (day: string, points: string) => ({ day, points, count: 1 });

  test("are days, with those on which nothing was", () => {
    const { unit, bars } = chartBars([figures("2026-03-01", "5"), figures("2026-03-03", "7")]);
    expect([unit, bars.map(({ points }) => points)]).toEqual(["day", [5, 0, 7]]);
  });

  test("are weeks from Monday on where there are many days", () => {
    const { unit, bars } = chartBars([
      figures("2026-03-01", "5"),
      figures("2026-03-02", "1"),
      figures("2026-03-08", "2"),
      figures("2026-04-01", "7"),
    ]);
    expect(unit).toBe("week");
    expect(bars.map(({ startsOn, points, count }) => [startsOn, points, count])).toEqual([
      ["2026-02-23", 5, 1],
      ["2026-03-02", 3, 2],
      ["2026-03-09", 0, 0],
      ["2026-03-16", 0, 0],
      ["2026-03-23", 0, 0],
      ["2026-03-30", 7, 1],
    ]);
  });

  test("are none where there was nothing", () => {
    expect(chartBars([]).bars).toEqual([]);
  });
});
