// When campaigns run, as the shop's calendar and clock show it.
import { describe, expect, test } from "vitest";
import { dayNumberOf, dateOfDayNumber } from "../../../app/core/calendar/local-date.ts";
import {
  dateTimeOf,
  daysItRuns,
  minuteOf,
  openingOf,
  openingsBetween,
} from "../../../app/core/campaigns/openings.ts";
import type { CampaignTimes } from "../../../app/core/program/campaign-terms.ts";

const day = dayNumberOf;

function times(input: Partial<CampaignTimes> = {}): CampaignTimes {
  const [startsAt, endsAt] = ["2026-03-02T00:00", "2026-03-16T00:00"];
  return { startsAt, endsAt, weekdays: [], hours: null, ...input };
}

function days(input: CampaignTimes, first: string, last: string): string[] {
  return daysItRuns(input, day(first), day(last)).map(dateOfDayNumber);
}

describe("a minute of the calendar", () => {
  test.each(["2026-03-01T00:00", "2026-02-28T23:59", "1999-12-31T12:34"])(
    "%s is read and written alike",
    (text) => expect(dateTimeOf(minuteOf(text))).toBe(text),
  );
});

describe("the days of a campaign", () => {
  test("are those from its start on and before its end", () => {
    expect(days(times({ endsAt: "2026-03-04T00:00" }), "2026-02-25", "2026-03-10")).toEqual([
      "2026-03-02",
      "2026-03-03",
    ]);
  });

  test("have the last one where it ends within it", () => {
    expect(days(times({ endsAt: "2026-03-03T00:01" }), "2026-02-25", "2026-03-10")).toEqual([
      "2026-03-02",
      "2026-03-03",
    ]);
  });

  test("are its weekdays alone", () => {
    expect(days(times({ weekdays: [6] }), "2026-03-01", "2026-03-31")).toEqual([
      "2026-03-07",
      "2026-03-14",
    ]);
  });

  test("count hours over midnight for the day on which they began", () => {
    const night = times({ weekdays: [6], hours: { from: "22:00", until: "02:00" } });
    expect(openingOf(night, day("2026-03-07"))).toEqual({
      from: minuteOf("2026-03-07T22:00"),
      until: minuteOf("2026-03-08T02:00"),
    });
    expect(openingOf(night, day("2026-03-08"))).toBeNull();
  });

  test("leave out a day whose hours are over before it starts", () => {
    const morning = times({
      startsAt: "2026-03-02T12:00",
      hours: { from: "08:00", until: "10:00" },
    });
    expect(days(morning, "2026-03-02", "2026-03-03")).toEqual(["2026-03-03"]);
  });
});

test("openings are cut by the dates of the campaign", () => {
  const cut = times({ startsAt: "2026-03-02T06:00", endsAt: "2026-03-03T18:00" });
  expect(openingsBetween(cut, day("2026-03-01"), day("2026-03-09"))).toEqual([
    { from: minuteOf("2026-03-02T06:00"), until: minuteOf("2026-03-03T00:00") },
    { from: minuteOf("2026-03-03T00:00"), until: minuteOf("2026-03-03T18:00") },
  ]);
});
