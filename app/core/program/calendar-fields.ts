// Dates and times of the program document: text as the store's calendar and clock show it.
import { z } from "zod";
import { dateOfDayNumber, dayNumberOf, yearOf } from "../calendar/local-date.ts";

/** Programs are not planned beyond these years, and dates within them are always four digits. */
const FIRST_YEAR = 2_000;
const LAST_YEAR = 2_199;
/** The 29th of February is a day of the year, too. */
const A_LEAP_YEAR = "2000";

/** A date of the shop's calendar. */
export const localDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "Enter a date such as 2026-03-01", abort: true })
  .refine(isRealDate, { error: "This date does not exist", abort: true })
  .refine(isWithinYears, `Enter a year from ${FIRST_YEAR} to ${LAST_YEAR}`);

/** A date and a time of the shop's calendar and clock, to the minute. */
export const localDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, {
    error: "Enter a date and time such as 2026-03-01T09:00",
    abort: true,
  })
  .refine(isRealDate, { error: "This date does not exist", abort: true })
  .refine(isWithinYears, `Enter a year from ${FIRST_YEAR} to ${LAST_YEAR}`);

/** A time of the shop's clock, such as 18:00. */
export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time such as 18:00");

/** A day of every year, such as 12-31. */
export const monthDay = z
  .string()
  .regex(/^\d{2}-\d{2}$/, { error: "Enter a day of the year such as 12-31", abort: true })
  .refine((text) => isRealDate(`${A_LEAP_YEAR}-${text}`), "This day does not exist");

/** A day that no calendar has, such as 30 February, is another one once it is counted. */
function isRealDate(text: string): boolean {
  const date = text.slice(0, 10);
  return dateOfDayNumber(dayNumberOf(date)) === date;
}

function isWithinYears(text: string): boolean {
  const year = yearOf(text);
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}
