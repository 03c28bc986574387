// Dates of birth as they are entered, and the birthdays that follow from them.
import {
  addMonths,
  dateOfDayNumber,
  dayNumberOf,
  dayOfYear,
  yearOf,
} from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";

/** Nobody has become older. */
export const MAX_AGE = 120;

const MONTHS_PER_YEAR = 12;

export const birthDateProblems = ["not_a_date", "in_future", "too_old", "too_young"] as const;
/**
 * not_a_date: no day of the calendar, such as 30 February. too_old: more than `MAX_AGE` years ago.
 * too_young: below the program's minimum age.
 */
export type BirthDateProblem = (typeof birthDateProblems)[number];

export type ParsedBirthDate =
  | { readonly outcome: "valid"; readonly birthDate: LocalDate }
  | { readonly outcome: "refused"; readonly problem: BirthDateProblem };

/**
 * A date such as 1988-02-29, as it comes from outside. `today` is the day of the shop's calendar;
 * `minimumAge` in whole years, null for none. Rule: docs/birthdays.md, "What is asked".
 */
export function parseBirthDate(
  text: string,
  { today, minimumAge }: { readonly today: LocalDate; readonly minimumAge: number | null },
): ParsedBirthDate {
  if (!isDate(text)) return { outcome: "refused", problem: "not_a_date" };
  if (text > today) return { outcome: "refused", problem: "in_future" };
  const age = ageOn(text, today);
  if (age > MAX_AGE) return { outcome: "refused", problem: "too_old" };
  if (age < (minimumAge ?? 0)) return { outcome: "refused", problem: "too_young" };
  return { outcome: "valid", birthDate: text };
}

const shape = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** Whether it is a day of the calendar, written as 1988-02-29. */
function isDate(text: string): boolean {
  return shape.test(text) && dateOfDayNumber(dayNumberOf(text)) === text;
}

/**
 * The birthday in a year. Who was born on 29 February has it on the 28th in years without one.
 * Rule: docs/birthdays.md, "What they get".
 */
export function birthdayIn(birthDate: LocalDate, year: number): LocalDate {
  return dayOfYear(year, birthDate.slice(5));
}

/** Whether the day is a birthday; the day of birth itself is none. */
export function isBirthday(birthDate: LocalDate, on: LocalDate): boolean {
  return on > birthDate && birthdayIn(birthDate, yearOf(on)) === on;
}

/** Whole years from birth to the day; a year is over on the birthday. Negative before birth. */
export function ageOn(birthDate: LocalDate, on: LocalDate): number {
  const years = yearOf(on) - yearOf(birthDate);
  return birthdayIn(birthDate, yearOf(on)) <= on ? years : years - 1;
}

/**
 * The days of birth, as month and day, that have their birthday on the day: on 28 February of most
 * years those of the 29th, too.
 */
export function monthDaysOf(on: LocalDate): readonly string[] {
  const monthDay = on.slice(5);
  if (monthDay !== "02-28" || birthdayIn("2000-02-29", yearOf(on)) !== on) return [monthDay];
  return [monthDay, "02-29"];
}

/**
 * The first day a year after the date: from birthday to birthday, so that the 29th of February is
 * followed by the 28th. Throws a RangeError beyond the year 9999.
 */
export function aYearAfter(date: LocalDate): LocalDate {
  return addMonths(date, MONTHS_PER_YEAR);
}
