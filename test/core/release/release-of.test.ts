// Pending points: what a release waits for, and on which day of the shop's calendar it comes.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localDateOf } from "../../../app/core/calendar/local-time.ts";
import { releaseOf } from "../../../app/core/release/release-of.ts";
import type { ReleaseEvidence } from "../../../app/core/release/release-of.ts";

const zone = "Europe/Berlin";
const nothing: ReleaseEvidence = { paidAt: null, fulfilledAt: null, deliveredAt: null };

function utc(text: string): number {
  return Date.parse(`${text}Z`);
}

describe("points are released", () => {
  test("at once where the program knows no waiting", () => {
    expect(releaseOf({ kind: "none" }, nothing, zone)).toEqual({ kind: "at_once" });
  });

  test("at the beginning of the day that comes days after the day of payment", () => {
    const paidAt = utc("2026-03-14T23:30:00");
    expect(releaseOf({ kind: "days", days: 15 }, { ...nothing, paidAt }, zone)).toEqual({
      kind: "waits",
      releasesAt: utc("2026-03-29T22:00:00"),
    });
  });

  test("on the day of fulfilment, or days after it", () => {
    const evidence = { ...nothing, paidAt: utc("2026-01-01T10:00:00") };
    const waiting = { kind: "waits", releasesAt: null };
    expect(releaseOf({ kind: "fulfilment", days: 0 }, evidence, zone)).toEqual(waiting);
    const fulfilled = { ...evidence, fulfilledAt: utc("2026-01-05T15:00:00") };
    expect(releaseOf({ kind: "fulfilment", days: 0 }, fulfilled, zone)).toEqual({
      kind: "waits",
      releasesAt: utc("2026-01-04T23:00:00"),
    });
    expect(releaseOf({ kind: "fulfilment", days: 2 }, fulfilled, zone)).toEqual({
      kind: "waits",
      releasesAt: utc("2026-01-06T23:00:00"),
    });
  });

  test("days after delivery, and at the latest some days after payment", () => {
    const pending = { kind: "delivery", days: 14, atLatestDays: 60 } as const;
    const paid = { ...nothing, paidAt: utc("2026-01-01T10:00:00") };
    expect(releaseOf(pending, nothing, zone)).toEqual({ kind: "waits", releasesAt: null });
    expect(releaseOf(pending, paid, zone)).toEqual({
      kind: "waits",
      releasesAt: utc("2026-03-01T23:00:00"),
    });
    const soon = { ...paid, deliveredAt: utc("2026-01-10T10:00:00") };
    expect(releaseOf(pending, soon, zone)).toEqual({
      kind: "waits",
      releasesAt: utc("2026-01-23T23:00:00"),
    });
    const late = { ...paid, deliveredAt: utc("2026-05-10T10:00:00") };
    expect(releaseOf(pending, late, zone)).toEqual({
      kind: "waits",
      releasesAt: utc("2026-03-01T23:00:00"),
    });
  });

  test("on the day of the event or later, and no earlier for longer waiting", () => {
    const instants = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
    const zones = fc.constantFrom("Africa/Cairo", "Pacific/Apia", "Australia/Lord_Howe", "UTC");
    fc.assert(
      fc.property(instants, fc.nat(365), fc.nat(30), zones, (event, days, more, shopZone) => {
        const evidence = { ...nothing, fulfilledAt: event };
        const [short, long] = [days, days + more].map((count) =>
          releaseOf({ kind: "fulfilment", days: count }, evidence, shopZone),
        );
        if (short?.kind !== "waits" || long?.kind !== "waits") throw new Error("It waits");
        const [first, second] = [short.releasesAt ?? 0, long.releasesAt ?? 0];
        expect(first <= second).toBe(true);
        expect(localDateOf(first, shopZone) >= localDateOf(event, shopZone)).toBe(true);
      }),
    );
  });
});
