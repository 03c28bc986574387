// The moments whose windows a review reads: the night itself, and the ends of windows that may
// still carry a tier. Sums are loaded for them before the review decides.
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo, addMonths, yearOf } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { TierTerms } from "../program/tier-terms.ts";
import type { CounterSums } from "./counters.ts";
import { isByHand } from "./standing.ts";
import type { TierStanding } from "./standing.ts";
import { canFall } from "./validity.ts";
import { windowStart, yearlyPeriod } from "./window.ts";
import type { UnitSpan, WindowContext } from "./window.ts";

/** A window as it stood at one moment. */
export interface TierMoment extends UnitSpan {
  /** A threshold that it meets was met on this day. */
  readonly metOn: LocalDate;
  /** The last day whose units it counts. */
  readonly lastDay: LocalDate;
}

/** A moment with what was reached in its window. */
export interface TierReading extends TierMoment {
  readonly sums: CounterSums;
}

export interface MomentsInput extends WindowContext {
  readonly terms: TierTerms;
  readonly standing: TierStanding;
  readonly night: LocalDate;
}

/**
 * What a review at the beginning of the local day `night` reads: the window as of that instant, as
 * of the end of the tier's validity where that is past, and each past year of a yearly window from
 * which a tier could still be valid. Where tiers are kept for good, past years only for a tier that
 * a person gave until a day, and past days of a rolling window once that day has come. Rule:
 * docs/engine.md §6.
 */
export function reviewMoments(input: MomentsInput): readonly TierMoment[] {
  const { night, standing, timeZone } = input;
  const start = startOfDay(night, timeZone);
  const moments = [momentAt(input, start, night)];
  const { until } = standing;
  if (until !== null && until < start) {
    moments.push(momentAt(input, until, localDateOf(until, timeZone)));
  }
  return [...moments, ...pastYears(input), ...pastDays(input)];
}

/** The window at the beginning of a day. */
function momentAt(input: MomentsInput, at: Instant, date: LocalDate): TierMoment {
  const from = windowStart(input.terms.window, { ...input, at });
  return { from, before: at, metOn: date, lastDay: addDaysTo(date, -1) };
}

function pastYears(input: MomentsInput): readonly TierMoment[] {
  const { terms, timeZone } = input;
  const years: TierMoment[] = [];
  let year = yearlyPeriod(terms.window, input.night, input);
  for (let count = yearsCarried(input); year && count > 0; count -= 1) {
    const metOn = addDaysTo(year.from, -1);
    year = yearlyPeriod(terms.window, metOn, input);
    if (!year) break;
    const [from, before] = [startOfDay(year.from, timeZone), startOfDay(year.before, timeZone)];
    years.push({ from, before, metOn, lastDay: metOn });
  }
  return years;
}

const MONTHS_PER_YEAR = 12;

/** Of how many past years a tier may still be valid. */
function yearsCarried(input: MomentsInput): number {
  const { terms, standing } = input;
  const { validity, window } = terms;
  // What was met in any year is kept for good, also behind what a person gave until a day.
  if (!canFall(terms)) return isByHand(standing) && standing.until !== null ? allYears(input) : 0;
  if (validity.kind === "rest_of_year") {
    // A year of membership may have ended in this calendar year.
    return validity.furtherYears + (window.kind === "membership_year" ? 1 : 0);
  }
  return validity.kind === "months" ? Math.ceil(validity.months / MONTHS_PER_YEAR) : 0;
}

/** Those of the membership, and the one before, since an order may be older than it. */
function allYears({ night, enrolledAt, timeZone }: MomentsInput): number {
  return yearOf(night) - yearOf(localDateOf(enrolledAt, timeZone)) + 1;
}

/** What was met on any day is kept for good, also where a rolling window has left it behind. */
function pastDays(input: MomentsInput): readonly TierMoment[] {
  const { terms, standing, night, timeZone } = input;
  if (terms.window.kind !== "rolling" || canFall(terms) || !isByHand(standing)) return [];
  if (standing.until === null || standing.until > startOfDay(night, timeZone)) return [];
  const days: TierMoment[] = [];
  let metOn = addMonths(localDateOf(input.enrolledAt, timeZone), -MONTHS_PER_YEAR);
  while (metOn < night) {
    const tomorrow = addDaysTo(metOn, 1);
    const before = startOfDay(tomorrow, timeZone);
    const from = windowStart(terms.window, { ...input, at: before - 1 });
    days.push({ from, before, metOn, lastDay: metOn });
    metOn = tomorrow;
  }
  return days;
}
