// Days of the calendar, apart from any time zone. All arithmetic is on whole numbers of days since
// the first of January 1970.
import type { CalendarLength, PeriodRounding } from "../program/expiry-terms.ts";

/** A day of the Gregorian calendar: `2026-03-01`. Sorts as text, years 0000 to 9999. */
export type LocalDate = string;

/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MONTHS_PER_YEAR = 12;
const DAYS_PER_WEEK = 7;
/** The Gregorian calendar repeats itself after 400 years. */
const YEARS_PER_CYCLE = 400;
const DAYS_PER_CYCLE = 146_097;
/** From the first of March of the year 0 to the first of January 1970. */
const DAYS_BEFORE_1970 = 719_468;
const MAX_YEAR = 9_999;

/**
 * The day `days` after the date; before it where `days` is negative. Throws a RangeError outside
 * the years 0 to 9999.
 */
export function addDaysTo(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumberOf(date) + days);
}

/**
 * The same day `months` later. Where that month is too short, its last day: 31 January, 28
 * February. Throws a RangeError outside the years 0 to 9999.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = civilOf(date);
  const index = year * MONTHS_PER_YEAR + (month - 1) + months;
  const [inYear, inMonth] = [Math.floor(index / MONTHS_PER_YEAR), (index % MONTHS_PER_YEAR) + 1];
  return textOf({ year: inYear, month: inMonth, day: Math.min(day, daysInMonth(inYear, inMonth)) });
}

/**
 * The date a length of days, months or years later; months and years end at a month's last day.
 * Throws a RangeError outside the years 0 to 9999.
 */
export function addLength(date: LocalDate, { unit, count }: CalendarLength): LocalDate {
  switch (unit) {
    case "days":
      return addDaysTo(date, count);
    case "months":
      return addMonths(date, count);
    case "years":
      return addMonths(date, count * MONTHS_PER_YEAR);
  }
}

/**
 * The first day after the day, month, quarter or year that holds the date. Quarters begin in
 * January, April, July and October. Throws a RangeError outside the years 0 to 9999.
 */
export function endOfPeriod(date: LocalDate, period: PeriodRounding): LocalDate {
  const { year, month } = civilOf(date);
  switch (period) {
    case "day":
      return addDaysTo(date, 1);
    case "month":
      return addMonths(textOf({ year, month, day: 1 }), 1);
    case "quarter":
      return addMonths(textOf({ year, month: month - ((month - 1) % 3), day: 1 }), 3);
    case "year":
      return addMonths(textOf({ year, month: 1, day: 1 }), MONTHS_PER_YEAR);
  }
}

/** Days from one date to another; negative where `to` is the earlier one. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/**
 * The date in a year of a day such as `12-31`. Where the year has no such day, the last day of the
 * month: `02-29` is 28 February in most years.
 */
export function dayOfYear(year: number, monthDay: string): LocalDate {
  const month = Number(monthDay.slice(0, 2));
  const day = Math.min(Number(monthDay.slice(3, 5)), daysInMonth(year, month));
  return textOf({ year, month, day });
}

/** The year of the calendar in which the date lies. */
export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** The day of the week on which the date falls. */
export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfDayNumber(dayNumberOf(date));
}

/** Days since the first of January 1970, which is 0. */
export function dayNumberOf(date: LocalDate): number {
  const { year, month, day } = civilOf(date);
  const shiftedYear = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(shiftedYear / YEARS_PER_CYCLE);
  const yearOfCycle = shiftedYear - cycle * YEARS_PER_CYCLE;
  const dayOfShiftedYear = daysBeforeMonth(month) + day - 1;
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
  return (
    cycle * DAYS_PER_CYCLE + yearOfCycle * 365 + leapDays + dayOfShiftedYear - DAYS_BEFORE_1970
  );
}

let latestDayNumber = 0;
let latestDate: LocalDate = "1970-01-01";

/**
 * The day that is `dayNumber` days after the first of January 1970. Throws a RangeError outside the
 * years 0 to 9999.
 */
export function dateOfDayNumber(dayNumber: number): LocalDate {
  // Most questions are about the same few days.
  if (dayNumber === latestDayNumber) return latestDate;
  latestDate = textOf(civilOfDayNumber(dayNumber));
  latestDayNumber = dayNumber;
  return latestDate;
}

/**
 * The day of the week of a day that is counted from the first of January 1970, as `dayNumberOf`
 * does.
 */
export function weekdayOfDayNumber(dayNumber: number): Weekday {
  const sinceThursday = ((dayNumber % DAYS_PER_WEEK) + DAYS_PER_WEEK) % DAYS_PER_WEEK;
  return (((sinceThursday + 3) % DAYS_PER_WEEK) + 1) as Weekday;
}

/** Years are taken to begin in March, so that the leap day is their last. */
function civilOfDayNumber(dayNumber: number): Civil {
  const shifted = dayNumber + DAYS_BEFORE_1970;
  const cycle = Math.floor(shifted / DAYS_PER_CYCLE);
  const dayOfCycle = shifted - cycle * DAYS_PER_CYCLE;
  const leapDays =
    Math.floor(dayOfCycle / 1_460) -
    Math.floor(dayOfCycle / 36_524) +
    Math.floor(dayOfCycle / 146_096);
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365);
  const dayOfShiftedYear =
    dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const shiftedMonth = Math.floor((5 * dayOfShiftedYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = cycle * YEARS_PER_CYCLE + yearOfCycle + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfShiftedYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

/** Days from the first of March to the first of a month of the same shifted year. */
function daysBeforeMonth(month: number): number {
  const shiftedMonth = month > 2 ? month - 3 : month + 9;
  return Math.floor((153 * shiftedMonth + 2) / 5);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function civilOf(date: LocalDate): Civil {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  };
}

function textOf({ year, month, day }: Civil): LocalDate {
  if (!(year >= 0 && year <= MAX_YEAR)) throw new RangeError(`No date in the year ${year}`);
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
