// On which days memberships began whose anniversary a day is.
import { dayOfYear, yearOf } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";

/** No store has members who joined longer ago. */
const MOST_YEARS = 100;

/**
 * The days of earlier years, the latest first. Who joined on 29 February has their anniversary on
 * 28 February of years without one, so that each year has exactly one. Rule: docs/earning.md,
 * "Anniversaries".
 */
export function daysWithAnniversary(date: LocalDate): readonly LocalDate[] {
  const year = yearOf(date);
  const names = [date.slice(5), ...(isLastOfShortFebruary(date) ? ["02-29"] : [])];
  const days = new Set<LocalDate>();
  for (let ago = 1; ago <= Math.min(MOST_YEARS, year); ago++) {
    for (const name of names) {
      const day = dayOfYear(year - ago, name);
      if (day.endsWith(name)) days.add(day);
    }
  }
  return [...days];
}

function isLastOfShortFebruary(date: LocalDate): boolean {
  return date.endsWith("-02-28") && dayOfYear(yearOf(date), "02-29") === date;
}
