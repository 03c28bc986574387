// When another system says that something happened.
import { expect, it } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { whenItHappened } from "../../../app/core/integrations/when-it-happened.ts";

const now = Date.UTC(2026, 10, 22, 12);
const MINUTE_MS = 60_000;

it.each([
  ["now, where nothing is told", undefined, now],
  ["as told, in the past", now - MINUTE_MS, now - MINUTE_MS],
  ["thirty days ago at most", now - 30 * DAY_MS, now - 30 * DAY_MS],
  ["now, where the other clock is ahead a little", now + 5 * MINUTE_MS, now],
  ["never, where it is ahead further", now + 5 * MINUTE_MS + 1, undefined],
  ["never, where it is told too late", now - 30 * DAY_MS - 1, undefined],
])("an event happened %s", (_, told, expected) => {
  expect(whenItHappened(told, now)).toBe(expected);
});
