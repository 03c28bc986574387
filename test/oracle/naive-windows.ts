// Which days count for a tier, and for how long it is valid, in the second implementation.
import { addDaysTo, addMonths, yearOf } from "../../app/core/calendar/local-date.ts";
import type { Tier, TierTerms } from "../../app/core/program/tier-terms.ts";
import { isEveryones, readsBalance } from "./naive-thresholds.ts";

/** Days of the calendar; `before` is the first day that no longer belongs. */
export interface Days {
  readonly from: string | null;
  readonly before: string | null;
}

const MONTHS_PER_YEAR = 12;

/** The days that count on a date for who joined on another. */
export function daysOf(window: TierTerms["window"], date: string, joined: string): Days {
  switch (window.kind) {
    case "lifetime":
      return { from: null, before: null };
    case "rolling": {
      // The first day whose day so many months later is not past.
      let from = addDaysTo(addMonths(date, -window.months), -3);
      while (addMonths(from, window.months) < date) from = addDaysTo(from, 1);
      return { from, before: null };
    }
    case "calendar_year":
      return { from: `${yearOf(date)}-01-01`, before: `${yearOf(date) + 1}-01-01` };
    case "membership_year": {
      const anniversary = (year: number): string => addMonths(joined, year * MONTHS_PER_YEAR);
      let year = yearOf(date) - yearOf(joined) + 1;
      while (anniversary(year) > date) year -= 1;
      return { from: anniversary(year), before: anniversary(year + 1) };
    }
  }
}

/** The last day on which a tier is valid that was met on another; null for no end. */
export function lastDayOf(
  terms: TierTerms,
  tier: Tier,
  metOn: string,
  joined: string,
): string | null {
  const { validity } = terms;
  if (isEveryones(tier) || !mayFall(terms)) return null;
  switch (validity.kind) {
    case "forever":
      return null;
    case "while_met": {
      const { before } = daysOf(terms.window, metOn, joined);
      return before === null || readsBalance(tier) ? null : addDaysTo(before, -1);
    }
    case "months":
      return addMonths(metOn, validity.months);
    case "rest_of_year":
      return `${yearOf(metOn) + validity.furtherYears}-12-31`;
  }
}

export function mayFall({ validity, downgrade }: TierTerms): boolean {
  return validity.kind !== "forever" && downgrade !== "none";
}
