// What a merchant types about an event becomes instants and numbers, or a sentence beside it.
import { describe, expect, test } from "vitest";
import {
  type EventValues,
  opensMinutesBefore,
  readEvent,
} from "../../../app/core/events/event-terms.ts";
import { checkInWindow } from "../../../app/core/events/check-in-window.ts";

const BERLIN = "Europe/Berlin";

function values(changes: Partial<EventValues> = {}): EventValues {
  return {
    name: "Tasting",
    place: "Harbour 1",
    startsAt: "2026-06-01T18:00",
    endsAt: "2026-06-01T21:00",
    opensMinutesBefore: "30",
    capacity: "50",
    countsAs: "events",
    ...changes,
  };
}

describe("the form of an event", () => {
  test("is read in the calendar and by the clock of the store", () => {
    expect(readEvent(values({ name: "  Tasting " }), BERLIN)).toEqual({
      outcome: "valid",
      event: {
        name: "Tasting",
        place: "Harbour 1",
        opensAt: Date.parse("2026-06-01T15:30:00Z"),
        startsAt: Date.parse("2026-06-01T16:00:00Z"),
        endsAt: Date.parse("2026-06-01T19:00:00Z"),
        capacity: 50,
        countsAs: "events",
      },
    });
  });

  test("has no capacity where the field is empty, and opens as it begins at 0 minutes", () => {
    const read = readEvent(values({ capacity: " ", opensMinutesBefore: "0" }), BERLIN);
    if (read.outcome === "invalid") throw new Error(JSON.stringify(read.problems));
    expect(read.event.capacity).toBeNull();
    expect(opensMinutesBefore(read.event)).toBe(0);
  });

  test("takes the first instant after a gap where clocks skip the time", () => {
    const skipped = values({ startsAt: "2026-03-29T02:30", endsAt: "2026-03-29T04:00" });
    const read = readEvent(skipped, BERLIN);
    expect(read).toMatchObject({ event: { startsAt: Date.parse("2026-03-29T01:00:00Z") } });
  });

  test.each<[keyof EventValues, string, RegExp]>([
    ["name", " ", /Enter a name/],
    ["name", "x".repeat(61), /at most 60/],
    ["name", "a\0b", /nobody can read/],
    ["place", "", /Enter where it is/],
    ["startsAt", "tomorrow", /Enter a date and time/],
    ["startsAt", "2026-02-30T10:00", /does not exist/],
    ["endsAt", "2026-06-01T18:00", /after the beginning/],
    ["endsAt", "2026-06-01T17:00", /after the beginning/],
    ["endsAt", "2026-07-03T18:01", /within 31 days/],
    ["opensMinutesBefore", "-5", /from 0 to 1440/],
    ["opensMinutesBefore", "1441", /from 0 to 1440/],
    ["opensMinutesBefore", "", /from 0 to 1440/],
    ["capacity", "0", /at least 1/],
    ["capacity", "many", /at least 1/],
    ["capacity", "1.5", /at least 1/],
    ["capacity", "1000001", /at least 1/],
  ])("refuses %s %j beside its field", (field, value, sentence) => {
    const read = readEvent(values({ [field]: value }), BERLIN);
    if (read.outcome === "valid") throw new Error("It was taken");
    expect(Object.keys(read.problems)).toEqual([field]);
    expect(read.problems[field]).toMatch(sentence);
  });

  test("takes 31 days as the longest", () => {
    const longest = values({ startsAt: "2026-06-01T18:00", endsAt: "2026-07-02T18:00" });
    expect(readEvent(longest, BERLIN).outcome).toBe("valid");
  });
});

describe("the doors of an event", () => {
  const event = { opensAt: 100, endsAt: 200, cancelledAt: null };

  test.each([
    [99, "not_open_yet"],
    [100, "open"],
    [199, "open"],
    [200, "over"],
  ])("at %d are %s", (now, window) => {
    expect(checkInWindow(event, now)).toBe(window);
  });

  test("are closed once it is cancelled, whatever the time", () => {
    const cancelled = { ...event, cancelledAt: 50 };
    expect([99, 150, 250].map((now) => checkInWindow(cancelled, now))).toEqual(
      Array.from({ length: 3 }, () => "cancelled"),
    );
  });
});
