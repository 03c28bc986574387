// Time zones: every answer is held against what Intl shows for the same instant, and the known
// oddities of clocks are named one by one.
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { addDaysTo } from "../../../app/core/calendar/local-date.ts";
import {
  endOfDay,
  instantOfLocal,
  localDateOf,
  localTimeOf,
  startOfDay,
} from "../../../app/core/calendar/local-time.ts";
import { isTimeZone, stretchAt } from "../../../app/core/calendar/time-zone.ts";

const HOUR_MS = 3_600_000;
const everyZone = Intl.supportedValuesOf("timeZone");
/** Changes of clocks on both hemispheres, at midnight, by half an hour, and both ends of UTC. */
const oddZones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Beirut",
  "America/Santiago",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Africa/Monrovia",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Pacific/Kwajalein",
  "Pacific/Midway",
  "Pacific/Pago_Pago",
];
const instants = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 11, 31) });
const zones = fc.oneof(fc.constantFrom(...oddZones), fc.constantFrom(...everyZone));
const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-03-01T09:00` as Intl shows the instant. */
function shown(at: number, zone: string): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
  formats.set(zone, format);
  return format.format(at).replace(" ", "T");
}

function ours(at: number, zone: string): string {
  const { date, minuteOfDay } = localTimeOf(at, zone);
  const hours = String(Math.floor(minuteOfDay / 60)).padStart(2, "0");
  return `${date}T${hours}:${String(minuteOfDay % 60).padStart(2, "0")}`;
}

function utc(text: string): number {
  return Date.parse(`${text}Z`);
}

describe("what calendar and clock show", () => {
  test("is what Intl says, in every zone and at any time from 1970 to 2100", () => {
    fc.assert(
      fc.property(instants, zones, (at, zone) => {
        expect(ours(at, zone)).toBe(shown(at, zone));
        expect(localDateOf(at, zone)).toBe(shown(at, zone).slice(0, 10));
      }),
      { numRuns: 3_000 },
    );
  });

  test("is right in every hour of years full of changes", () => {
    const wrong: string[] = [];
    for (const zone of oddZones) {
      for (const year of [1993, 2010, 2011, 2024, 2037, 2099]) {
        const end = Date.UTC(year + 1, 0, 1);
        for (let at = Date.UTC(year, 0, 1); at < end; at += HOUR_MS) {
          if (ours(at, zone) !== shown(at, zone)) wrong.push(`${zone} ${at}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("changes at the very second", () => {
    const spring = utc("2026-03-29T01:00:00");
    expect(ours(spring - 1, "Europe/Berlin")).toBe("2026-03-29T01:59");
    expect(ours(spring, "Europe/Berlin")).toBe("2026-03-29T03:00");
    expect(stretchAt(spring, "Europe/Berlin").from).toBe(spring);
    const lordHowe = utc("2026-10-03T15:30:00");
    expect(ours(lordHowe - 1, "Australia/Lord_Howe")).toBe("2026-10-04T01:59");
    expect(ours(lordHowe, "Australia/Lord_Howe")).toBe("2026-10-04T02:30");
  });

  test("knows the ends of the Earth", () => {
    const noon = utc("2026-01-31T10:30:00");
    expect(localDateOf(noon, "Pacific/Kiritimati")).toBe("2026-02-01");
    expect(localDateOf(noon, "Pacific/Pago_Pago")).toBe("2026-01-30");
    expect(localTimeOf(noon, "Pacific/Kiritimati")).toEqual({
      date: "2026-02-01",
      weekday: 7,
      minuteOfDay: 30,
    });
  });
});

describe("a day", () => {
  test("begins at the first instant that shows it, and ends where the next begins", () => {
    fc.assert(
      fc.property(instants, zones, (at, zone) => {
        const date = localDateOf(at, zone);
        const start = startOfDay(date, zone);
        const end = endOfDay(date, zone);
        expect(start <= at && at < end).toBe(true);
        expect(localDateOf(start, zone)).toBe(date);
        expect(localDateOf(start - 1, zone) < date).toBe(true);
        expect(localDateOf(end, zone) > date).toBe(true);
        expect(localDateOf(end - 1, zone)).toBe(date);
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    ["Africa/Cairo", "2023-04-28", "2023-04-27T22:00:00", "2023-04-28T01:00"],
    ["Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00", "2026-03-29T01:00"],
    ["America/Santiago", "2026-09-06", "2026-09-06T04:00:00", "2026-09-06T01:00"],
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00", "2018-11-04T01:00"],
  ])("of %s that has no midnight begins after the gap", (zone, date, instant, clock) => {
    expect(startOfDay(date, zone)).toBe(utc(instant));
    expect(ours(utc(instant), zone)).toBe(clock);
  });

  test("that Apia skipped begins and ends where the next one begins", () => {
    const begin = utc("2011-12-30T10:00:00");
    expect(startOfDay("2011-12-30", "Pacific/Apia")).toBe(begin);
    expect(endOfDay("2011-12-30", "Pacific/Apia")).toBe(begin);
    expect(startOfDay("2011-12-31", "Pacific/Apia")).toBe(begin);
    expect(localDateOf(begin - 1, "Pacific/Apia")).toBe("2011-12-29");
  });

  test("of which clocks show midnight twice begins at the first and ends at the last", () => {
    const first = utc("2010-11-07T02:30:00");
    expect(startOfDay("2010-11-07", "America/St_Johns")).toBe(first);
    expect(endOfDay("2010-11-06", "America/St_Johns")).toBe(first + HOUR_MS);
    expect(ours(first + 30 * 60_000, "America/St_Johns")).toBe("2010-11-06T23:30");
  });

  test.each([
    ["America/Havana", "2026-10-31", "2026-11-01T04:00:00"],
    ["Atlantic/Azores", "2026-10-24", "2026-10-25T00:00:00"],
  ])("in %s ends at the first of two midnights that are both of the next", (zone, date, end) => {
    const next = addDaysTo(date, 1);
    expect(endOfDay(date, zone)).toBe(utc(end));
    expect(startOfDay(next, zone)).toBe(utc(end));
    expect([0, HOUR_MS].map((more) => ours(utc(end) + more, zone))).toEqual([
      `${next}T00:00`,
      `${next}T00:00`,
    ]);
  });

  test("ends where the next one begins, in every zone of a year", () => {
    const turns = everyZone.flatMap((zone) =>
      Array.from({ length: 366 }, (_, day) => addDaysTo("2026-01-01", day))
        .filter((date) => endOfDay(date, zone) !== startOfDay(addDaysTo(date, 1), zone))
        .map((date) => `${zone} ${date}`),
    );
    expect(turns).toEqual([]);
  });

  test("has 23, 24 or 25 hours, and 23 and a half or 24 and a half on Lord Howe", () => {
    const hours = (date: string, zone: string) =>
      (startOfDay(addDaysTo(date, 1), zone) - startOfDay(date, zone)) / HOUR_MS;
    expect(hours("2026-03-29", "Europe/Berlin")).toBe(23);
    expect(hours("2026-10-25", "Europe/Berlin")).toBe(25);
    expect(hours("2026-06-01", "Europe/Berlin")).toBe(24);
    expect(hours("2026-10-04", "Australia/Lord_Howe")).toBe(23.5);
    expect(hours("2026-04-05", "Australia/Lord_Howe")).toBe(24.5);
  });
});

describe("a time on the wall", () => {
  const minutes = fc.integer({ min: 0, max: 1439 });

  test("means an instant that shows it, or the first after the gap that swallowed it", () => {
    const which = fc.constantFrom("earlier" as const, "later" as const);
    fc.assert(
      fc.property(instants, minutes, zones, which, (near, minute, zone, one) => {
        const clock = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, "0"));
        const text = `${localDateOf(near, zone)}T${clock.join(":")}`;
        const at = instantOfLocal(text, zone, one);
        if (shown(at, zone) === text) return;
        expect(shown(at, zone) > text).toBe(true);
        expect(shown(at - 1, zone) < text).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test("that clocks skip means the first instant after the gap", () => {
    const after = utc("2026-03-29T01:00:00");
    expect(instantOfLocal("2026-03-29T02:00", "Europe/Berlin", "earlier")).toBe(after);
    expect(instantOfLocal("2026-03-29T02:59", "Europe/Berlin", "later")).toBe(after);
    expect(instantOfLocal("2026-03-29T03:00", "Europe/Berlin", "later")).toBe(after);
    expect(instantOfLocal("2011-12-30T15:00", "Pacific/Apia", "earlier")).toBe(
      utc("2011-12-30T10:00:00"),
    );
  });

  test("that clocks show twice means the one that is asked for", () => {
    const first = utc("2026-10-25T00:30:00");
    expect(instantOfLocal("2026-10-25T02:30", "Europe/Berlin", "earlier")).toBe(first);
    expect(instantOfLocal("2026-10-25T02:30", "Europe/Berlin", "later")).toBe(first + HOUR_MS);
    const half = utc("2026-04-04T14:45:00");
    expect(instantOfLocal("2026-04-05T01:45", "Australia/Lord_Howe", "earlier")).toBe(half);
    expect(instantOfLocal("2026-04-05T01:45", "Australia/Lord_Howe", "later")).toBe(
      half + HOUR_MS / 2,
    );
  });
});

describe("a time zone", () => {
  test("is known by its IANA name", () => {
    expect(everyZone.filter((zone) => !isTimeZone(zone))).toEqual([]);
    expect(["", "Mars/Olympus", "Europe/Berlin ", "CEST+1"].filter(isTimeZone)).toEqual([]);
  });

  test("that nobody knows is refused loudly", () => {
    expect(() => localDateOf(0, "Mars/Olympus")).toThrow(RangeError);
    expect(localDateOf(0, "Europe/Berlin")).toBe("1970-01-01");
    expect(() => localDateOf(Number.NaN, "Europe/Berlin")).toThrow(RangeError);
  });

  test("is read from Intl once: a hundred thousand questions ask it some hundred times", () => {
    const asked = vi.spyOn(Intl.DateTimeFormat.prototype as { format: unknown }, "format", "get");
    let characters = 0;
    // A year that no other test looks at.
    const newYear = Date.UTC(2091, 0);
    for (let index = 0; index < 100_000; index++) {
      const at = newYear + ((index * 7_919_000) % 31_536_000_000);
      characters += localDateOf(at, "Europe/Berlin").length;
    }
    expect(characters).toBe(1_000_000);
    expect(asked.mock.calls.length).toBeGreaterThan(0);
    expect(asked.mock.calls.length).toBeLessThan(1_000);
    asked.mockRestore();
  });
});
