// When campaigns run: dates, weekdays and hours on the shop's calendar and clock.
import { describe, expect, test } from "vitest";
import { instantOfLocal } from "../../../app/core/calendar/local-time.ts";
import { campaignWindow } from "../../../app/core/earning/campaign-window.ts";
import { campaign as campaignSchema } from "../../../app/core/program/campaign-terms.ts";

const BERLIN = "Europe/Berlin";

function runs(
  at: number,
  input: { startsAt?: string; endsAt?: string; weekdays?: number[]; hours?: object | null },
  zone = BERLIN,
): boolean {
  const [startsAt, endsAt] = ["2026-03-01T09:00", "2026-04-30T18:00"];
  const effect = { kind: "multiplier", multiplier: "2" };
  const document = { id: "c", name: "C", startsAt, endsAt, effect, ...input };
  return campaignWindow(campaignSchema.parse(document))(at, zone);
}

const local = (text: string, which: "earlier" | "later" = "earlier", zone = BERLIN) =>
  instantOfLocal(text, zone, which);

describe("dates", () => {
  test("count from the first minute, to the last before the end", () => {
    expect(runs(local("2026-03-01T09:00") - 1, {})).toBe(false);
    expect(runs(local("2026-03-01T09:00"), {})).toBe(true);
    expect(runs(local("2026-04-30T18:00") - 1, {})).toBe(true);
    expect(runs(local("2026-04-30T18:00"), {})).toBe(false);
  });

  test.each(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])(
    "are those of the shop's calendar in %s",
    (zone) => {
      const start = local("2026-03-01T09:00", "earlier", zone);
      expect(runs(start - 1, {}, zone)).toBe(false);
      expect(runs(start, {}, zone)).toBe(true);
    },
  );

  test("that clocks skip mean the first instant after the gap", () => {
    // In Berlin, 02:00 to 03:00 does not exist on 29 March 2026.
    const startsAt = "2026-03-29T02:30";
    const gap = Date.UTC(2026, 2, 29, 1);
    expect(runs(gap - 1, { startsAt })).toBe(false);
    expect(runs(gap, { startsAt })).toBe(true);
  });

  test("that clocks show twice mean the first of the two, at the start and at the end", () => {
    // In Berlin, 02:00 to 03:00 comes twice on 25 October 2026.
    const twice = "2026-10-25T02:30";
    const first = Date.UTC(2026, 9, 25, 0, 30);
    const endsAt = "2026-12-01T00:00";
    expect(runs(first - 1, { startsAt: twice, endsAt })).toBe(false);
    expect(runs(first, { startsAt: twice, endsAt })).toBe(true);
    expect(runs(first - 1, { endsAt: twice })).toBe(true);
    expect(runs(first, { endsAt: twice })).toBe(false);
  });
});

describe("weekdays", () => {
  test("are the shop's, Monday 1 and Sunday 7", () => {
    // 1 March 2026 is a Sunday.
    expect(runs(local("2026-03-01T12:00"), { weekdays: [7] })).toBe(true);
    expect(runs(local("2026-03-02T12:00"), { weekdays: [7] })).toBe(false);
    expect(runs(local("2026-03-02T12:00"), { weekdays: [1, 7] })).toBe(true);
  });

  test("begin at the shop's midnight", () => {
    expect(runs(local("2026-03-02T00:00"), { weekdays: [1] })).toBe(true);
    expect(runs(local("2026-03-02T00:00") - 1, { weekdays: [1] })).toBe(false);
  });
});

describe("hours", () => {
  test("count from the first minute and before the last", () => {
    const hours = { from: "18:00", until: "20:00" };
    expect(runs(local("2026-03-02T18:00") - 1, { hours })).toBe(false);
    expect(runs(local("2026-03-02T18:00"), { hours })).toBe(true);
    expect(runs(local("2026-03-02T20:00") - 1, { hours })).toBe(true);
    expect(runs(local("2026-03-02T20:00"), { hours })).toBe(false);
  });

  test("until 00:00 last to the end of the day", () => {
    const hours = { from: "22:00", until: "00:00" };
    expect(runs(local("2026-03-02T23:59"), { hours })).toBe(true);
    expect(runs(local("2026-03-03T00:00"), { hours })).toBe(false);
  });

  test("from 00:00 until 00:00 are the whole day", () => {
    const hours = { from: "00:00", until: "00:00" };
    expect(runs(local("2026-03-02T00:00"), { hours, weekdays: [1] })).toBe(true);
    expect(runs(local("2026-03-02T23:59"), { hours, weekdays: [1] })).toBe(true);
  });

  test("over midnight belong to the weekday on which they began", () => {
    const fridays = { hours: { from: "22:00", until: "02:00" }, weekdays: [5] };
    // 6 March 2026 is a Friday.
    expect(runs(local("2026-03-06T23:00"), fridays)).toBe(true);
    expect(runs(local("2026-03-07T01:59"), fridays)).toBe(true);
    expect(runs(local("2026-03-07T02:00"), fridays)).toBe(false);
    expect(runs(local("2026-03-06T01:00"), fridays)).toBe(false);
    expect(runs(local("2026-03-07T23:00"), fridays)).toBe(false);
  });

  test("over midnight reach from Sunday into Monday", () => {
    const sundays = { hours: { from: "22:00", until: "02:00" }, weekdays: [7] };
    expect(runs(local("2026-03-09T01:00"), sundays)).toBe(true);
  });

  test("that clocks show twice count both times", () => {
    const night = { endsAt: "2026-12-01T00:00", hours: { from: "02:00", until: "03:00" } };
    expect(runs(local("2026-10-25T02:30", "earlier"), night)).toBe(true);
    expect(runs(local("2026-10-25T02:30", "later"), night)).toBe(true);
  });
});
