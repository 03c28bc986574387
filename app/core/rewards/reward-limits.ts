// How often one member can have a reward: so many times a day, a week, a month, a year, or ever.
import type { Instant } from "../calendar/instant.ts";
import { type LocalDate, addDaysTo, endOfPeriod, weekdayOf } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { LimitPeriod, RewardLimit } from "../program/reward-condition-terms.ts";

const DAYS_PER_WEEK = 7;

/** A limit in the period that is now. */
export interface LimitWindow {
  readonly count: number;
  /** Redemptions from this instant on count; null for all that ever were. */
  readonly since: Instant | null;
  /** The first day on which they count no more; null where they always do. */
  readonly next: LocalDate | null;
}

/** The member had the reward as often as it can be had for now. */
export interface LimitReached {
  readonly reason: "limit_reached";
  /** The first day on which it can be had again; null for never. */
  readonly next: LocalDate | null;
}

/**
 * What of a member's redemptions each limit looks at: the day, week, month or year of the shop's
 * calendar that holds `now`; weeks begin on Monday. Throws a RangeError for an unknown zone. Rule:
 * docs/rewards.md.
 */
export function limitWindows(
  limits: readonly RewardLimit[],
  now: Instant,
  zone: TimeZone,
): LimitWindow[] {
  const today = localDateOf(now, zone);
  return limits.map(({ count, period }) => {
    if (period === "ever") return { count, since: null, next: null };
    const { first, next } = daysOf(period, today);
    return { count, since: startOfDay(first, zone), next };
  });
}

/**
 * `counts` are the redemptions within each window. Where several limits are reached, all of them
 * have to pass. Null while none is. Rule: docs/rewards.md.
 */
export function limitReached(
  windows: readonly LimitWindow[],
  counts: readonly number[],
): LimitReached | null {
  const reached = windows.filter(({ count }, index) => (counts[index] ?? 0) >= count);
  if (reached.length === 0) return null;
  const days = reached.map(({ next }) => next).filter((next) => next !== null);
  const next = days.length < reached.length ? null : (days.toSorted().at(-1) ?? null);
  return { reason: "limit_reached", next };
}

/** The first day of the period that holds the day, and the first one after it. */
function daysOf(period: Exclude<LimitPeriod, "ever">, today: LocalDate) {
  switch (period) {
    case "day":
      return { first: today, next: endOfPeriod(today, "day") };
    case "week": {
      const first = addDaysTo(today, 1 - weekdayOf(today));
      return { first, next: addDaysTo(first, DAYS_PER_WEEK) };
    }
    case "month":
      return { first: `${today.slice(0, 8)}01`, next: endOfPeriod(today, "month") };
    case "year":
      return { first: `${today.slice(0, 5)}01-01`, next: endOfPeriod(today, "year") };
  }
}
