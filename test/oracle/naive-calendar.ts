// The store's clock for the second implementation, in the words of docs/engine.md. Of the app only
// its calendar is used, which has tests of its own.
import {
  addDaysTo,
  addLength,
  addMonths,
  dayOfYear,
  weekdayOf,
  yearOf,
} from "../../app/core/calendar/local-date.ts";
import { endOfDay, localDateOf, localTimeOf } from "../../app/core/calendar/local-time.ts";
import type { Campaign } from "../../app/core/program/campaign-terms.ts";
import type { ExpiryPolicy, PeriodRounding } from "../../app/core/program/expiry-terms.ts";

const MINUTES_PER_HOUR = 60;
const MONTHS_PER_QUARTER = 3;

/** "2026-03-01T18:30", as the clock on the store's wall shows it. */
export function wallTime(at: number, zone: string): string {
  const { date, minuteOfDay } = localTimeOf(at, zone);
  const hours = Math.floor(minuteOfDay / MINUTES_PER_HOUR);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date}T${two(hours)}:${two(minuteOfDay % MINUTES_PER_HOUR)}`;
}

export function wallDate(at: number, zone: string): string {
  return localDateOf(at, zone);
}

/** Whether the campaign applies to what is placed at that moment. */
export function runs(campaign: Campaign, at: number, zone: string): boolean {
  const { startsAt, endsAt, weekdays, hours } = campaign;
  const now = wallTime(at, zone);
  if (now < startsAt || now >= endsAt) return false;
  const today = now.slice(0, 10);
  const time = now.slice(11);
  if (hours === null) return isOn(weekdays, today);
  const { from, until } = hours;
  if (until === "00:00" || from < until) {
    return time >= from && (until === "00:00" || time < until) && isOn(weekdays, today);
  }
  // The window goes over midnight: what is after midnight belongs to the day before.
  if (time >= from) return isOn(weekdays, today);
  return time < until && isOn(weekdays, addDaysTo(today, -1));
}

function isOn(weekdays: readonly number[], date: string): boolean {
  return weekdays.length === 0 || weekdays.includes(weekdayOf(date));
}

/** When points that were earned at a moment end by themselves. */
export function endByAge(policy: ExpiryPolicy, earnedAt: number, zone: string): number | null {
  const earnedOn = wallDate(earnedAt, zone);
  switch (policy.kind) {
    case "never":
    case "inactivity":
      return null;
    case "age":
      return endOfDay(lastDayOf(addLength(earnedOn, policy.length), policy.roundTo), zone);
    case "fixed_dates": {
      const from = policy.leastAge ? addLength(earnedOn, policy.leastAge) : earnedOn;
      let day = from;
      while (!isListed(day, policy.dates)) day = addDaysTo(day, 1);
      return endOfDay(day, zone);
    }
  }
}

function isListed(date: string, monthDays: readonly string[]): boolean {
  return monthDays.some((monthDay) => dayOfYear(yearOf(date), monthDay) === date);
}

/** When a member who was active at a moment loses all, if nothing more is heard of them. */
export function endByInactivity(
  policy: ExpiryPolicy,
  activeAt: number,
  zone: string,
): number | null {
  if (policy.kind !== "inactivity") return null;
  const reached = addLength(wallDate(activeAt, zone), policy.length);
  return endOfDay(lastDayOf(reached, policy.roundTo), zone);
}

/** The last day of the day, month, quarter or year that contains the date. */
function lastDayOf(date: string, period: PeriodRounding): string {
  const [year = "", month = ""] = date.split("-");
  switch (period) {
    case "day":
      return date;
    case "month":
      return addDaysTo(addMonths(`${year}-${month}-01`, 1), -1);
    case "quarter": {
      const quarter = Math.ceil(Number(month) / MONTHS_PER_QUARTER);
      return addDaysTo(addMonths(`${year}-01-01`, quarter * MONTHS_PER_QUARTER), -1);
    }
    case "year":
      return `${year}-12-31`;
  }
}

/**
 * An end that is worked out anew: what has ended stays so, and what would have by then lives on
 * through that day.
 */
export function movedEnd(
  before: number | null,
  anew: number | null,
  at: number,
  zone: string,
): number | null {
  return before !== null && before <= at ? before : afterThatDay(anew, at, zone);
}

/** What is alive when its end is heard of lives on through that day; null: it was not late. */
export function heardEnd(
  before: number | null,
  anew: number | null,
  heardAt: number | null,
  zone: string,
): number | null {
  if (heardAt === null) return anew;
  const isAlive = before === null || before > heardAt;
  return isAlive ? afterThatDay(anew, heardAt, zone) : anew;
}

function afterThatDay(end: number | null, at: number, zone: string): number | null {
  return end !== null && end <= at ? endOfDay(wallDate(at, zone), zone) : end;
}
