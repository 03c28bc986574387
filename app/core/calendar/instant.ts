// Moments in time as core knows them. Core has no clock: every instant is an argument.

/** Milliseconds since 1970-01-01T00:00:00Z; always a whole number. */
export type Instant = number;

export const SECOND_MS = 1_000;
export const DAY_MS = 86_400_000;

/** The instant `days` times 24 hours after `from`. Not calendar days: no time zone is involved. */
export function addDays(from: Instant, days: number): Instant {
  return from + days * DAY_MS;
}
