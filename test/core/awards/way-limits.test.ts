// How often ways to earn give points to one member.
import { describe, expect, test } from "vitest";
import {
  actionOf,
  limitsOf,
  onceWithin,
  periodAround,
} from "../../../app/core/awards/way-limits.ts";
import { wayToEarn } from "../../../app/core/program/ways-to-earn-terms.ts";
import type { WayToEarn } from "../../../app/core/program/ways-to-earn-terms.ts";

const ZONE = "Europe/Berlin";
const at = Date.parse("2026-03-31T22:30:00Z");

function way(input: object): WayToEarn {
  return wayToEarn.parse({ id: "one", name: "One", points: "10", ...input });
}

const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

describe("a period is one of the store's calendar", () => {
  test.each([
    ["day", "2026-03-31T22:00:00.000Z", "2026-04-01T22:00:00.000Z"],
    ["month", "2026-03-31T22:00:00.000Z", "2026-04-30T22:00:00.000Z"],
    ["year", "2025-12-31T23:00:00.000Z", "2026-12-31T23:00:00.000Z"],
  ] as const)("%s", (period, from, before) => {
    const span = periodAround(period, at, ZONE);
    expect([iso(span.from), iso(span.before)]).toEqual([from, before]);
  });

  test("and ever has neither beginning nor end", () => {
    expect(periodAround("ever", at, ZONE)).toEqual({ from: null, before: null });
  });
});

describe("what can be withdrawn and given again earns once", () => {
  test.each(["account", "newsletter", "sms"])("%s, ever", (trigger) => {
    expect(onceWithin(way({ trigger }), at, ZONE)).toEqual({ from: null, before: null });
    expect(actionOf(way({ trigger }))).toBe(trigger);
  });

  test("a page on a network, ever, for each network", () => {
    const follow = way({ trigger: "social", network: "instagram", url: "https://example.com/us" });
    expect(onceWithin(follow, at, ZONE)).toEqual({ from: null, before: null });
    expect(actionOf(follow)).toBe("social/instagram");
  });

  test("an anniversary, in each year", () => {
    const anniversary = way({ trigger: "anniversary" });
    expect(onceWithin(anniversary, at, ZONE)).toEqual(periodAround("year", at, ZONE));
  });

  test.each(["review", "survey", "check_in"])("%s may be repeated", (trigger) => {
    expect(onceWithin(way({ trigger }), at, ZONE)).toBeNull();
  });
});

describe("a way's own limits", () => {
  test("are none where nothing is set", () => {
    expect(limitsOf(way({ trigger: "review" }), at, ZONE)).toEqual([]);
  });

  test("are so many in the period that holds the moment", () => {
    const limited = way({ trigger: "review", limit: { times: 3, per: "month" } });
    expect(limitsOf(limited, at, ZONE)).toEqual([
      { most: 3, within: periodAround("month", at, ZONE) },
    ]);
  });

  test("leave days free on both sides, whichever of two was heard of first", () => {
    const [cool] = limitsOf(way({ trigger: "custom", event: "quiz", coolDownDays: 7 }), at, ZONE);
    expect(cool?.most).toBe(1);
    expect([iso(cool?.within.from ?? null), iso(cool?.within.before ?? null)]).toEqual([
      "2026-03-25T23:00:00.000Z",
      "2026-04-07T22:00:00.000Z",
    ]);
  });
});
