// Which past counts for a tier, in whole days of the shop's calendar. Rule: a window is read as of
// a moment; what happened counts in the period of the sale, whenever it was heard of.
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo, addMonths, dayOfYear, yearOf } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { TierWindow } from "../program/tier-terms.ts";

/** Whose window it is, and on which calendar. */
export interface WindowContext {
  readonly enrolledAt: Instant;
  readonly timeZone: TimeZone;
}

/** Days of the calendar; `before` is the first that no longer belongs to them. */
export interface Period {
  readonly from: LocalDate;
  readonly before: LocalDate;
}

/** Units that occurred from `from`, null for all, and before `before`, null for all. */
export interface UnitSpan {
  readonly from: Instant | null;
  readonly before: Instant | null;
}

const MONTHS_PER_YEAR = 12;

/**
 * The first instant whose units count at `at`; null where all do. A rolling window of months counts
 * a day's units up to and including the same day that many months later.
 */
export function windowStart(
  window: TierWindow,
  { at, ...context }: WindowContext & { readonly at: Instant },
): Instant | null {
  const date = localDateOf(at, context.timeZone);
  if (window.kind === "rolling") {
    return startOfDay(firstRollingDay(date, window.months), context.timeZone);
  }
  const year = yearlyPeriod(window, date, context);
  return year && startOfDay(year.from, context.timeZone);
}

/**
 * What a rise reads as of `at`: all of a year's window, so that units that were heard of in any
 * sequence reach the same, and of a rolling one what had happened by then.
 */
export function windowSpan(
  window: TierWindow,
  { at, ...context }: WindowContext & { readonly at: Instant },
): UnitSpan {
  const from = windowStart(window, { ...context, at });
  const year = yearlyPeriod(window, localDateOf(at, context.timeZone), context);
  if (year) return { from, before: startOfDay(year.before, context.timeZone) };
  return { from, before: window.kind === "rolling" ? at + 1 : null };
}

/** The year of the window that holds a day; null for windows that are no years. */
export function yearlyPeriod(
  window: TierWindow,
  date: LocalDate,
  { enrolledAt, timeZone }: WindowContext,
): Period | null {
  switch (window.kind) {
    case "calendar_year": {
      const year = yearOf(date);
      return { from: dayOfYear(year, "01-01"), before: dayOfYear(year + 1, "01-01") };
    }
    case "membership_year":
      return membershipYear(localDateOf(enrolledAt, timeZone), date);
    case "rolling":
    case "lifetime":
      return null;
  }
}

/**
 * The last day on which what counts at `at` still counts; null where nothing ends it. Of a rolling
 * window it is the day after which the first unit drops out, which was sold on `oldest`; null where
 * there is none.
 */
export function countsThrough(
  window: TierWindow,
  { at, oldest, ...context }: WindowContext & { readonly at: Instant; readonly oldest?: Instant },
): LocalDate | null {
  const { timeZone } = context;
  if (window.kind === "rolling") {
    return oldest === undefined ? null : addMonths(localDateOf(oldest, timeZone), window.months);
  }
  const year = yearlyPeriod(window, localDateOf(at, timeZone), context);
  return year && addDaysTo(year.before, -1);
}

/**
 * Years are counted from the day of enrolment, not from the year before, so that who enrolled on
 * 29 February begins on the 28th only in years without it. Days before the enrolment belong to
 * years before the first, since an order may be older than the membership that it brought.
 */
function membershipYear(enrolledOn: LocalDate, date: LocalDate): Period {
  const beginning = (year: number): LocalDate => addMonths(enrolledOn, year * MONTHS_PER_YEAR);
  let year = yearOf(date) - yearOf(enrolledOn);
  if (beginning(year) > date) year -= 1;
  return { from: beginning(year), before: beginning(year + 1) };
}

/** The first day whose units count on a date: it plus the months is no earlier than the date. */
function firstRollingDay(date: LocalDate, months: number): LocalDate {
  const first = addMonths(date, -months);
  return addMonths(first, months) >= date ? first : addDaysTo(first, 1);
}
