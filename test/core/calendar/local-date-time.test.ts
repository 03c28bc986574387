// Moments as documents and forms hold them.
import { describe, expect, it } from "vitest";
import { localDateTimeOf } from "../../../app/core/calendar/local-time.ts";

describe("a moment as calendar and clock show it", () => {
  it.each([
    ["2026-03-29T00:59:00Z", "Europe/Berlin", "2026-03-29T01:59"],
    ["2026-03-29T01:00:00Z", "Europe/Berlin", "2026-03-29T03:00"],
    ["2026-07-01T22:30:59Z", "Europe/Berlin", "2026-07-02T00:30"],
    ["2026-07-01T11:05:00Z", "Pacific/Kiritimati", "2026-07-02T01:05"],
  ])("%s is in %s %s", (at, timeZone, text) => {
    expect(localDateTimeOf(Date.parse(at), timeZone)).toBe(text);
  });
});
