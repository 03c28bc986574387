// What another system says of when something happened is believed within bounds: its clock may be
// a little ahead, and it may tell late, but not for ever.
import { DAY_MS } from "../calendar/instant.ts";
import type { Instant } from "../calendar/instant.ts";

const MAX_AHEAD_MS = 5 * 60 * 1_000;
export const MAX_LATE_DAYS = 30;

/**
 * Now where nothing is told, and where the other clock is up to five minutes ahead of ours; nothing
 * for what lies further ahead, or more than `MAX_LATE_DAYS` days back.
 */
export function whenItHappened(told: Instant | undefined, now: Instant): Instant | undefined {
  if (told === undefined) return now;
  if (told > now + MAX_AHEAD_MS || told < now - MAX_LATE_DAYS * DAY_MS) return undefined;
  return told > now ? now : told;
}
