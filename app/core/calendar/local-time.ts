// Between instants and what a store's calendar and clock show.
import { DAY_MS } from "./instant.ts";
import type { Instant } from "./instant.ts";
import { addDaysTo, dateOfDayNumber, dayNumberOf, weekdayOfDayNumber } from "./local-date.ts";
import type { LocalDate, Weekday } from "./local-date.ts";
import { stretchAt } from "./time-zone.ts";
import type { TimeZone } from "./time-zone.ts";

/** What a calendar and a clock on the wall show. */
export interface LocalTime {
  readonly date: LocalDate;
  readonly weekday: Weekday;
  /** Whole minutes since 00:00 as the clock shows it, 0 to 1439. */
  readonly minuteOfDay: number;
}

const MINUTE_MS = 60_000;
const MINUTES_PER_HOUR = 60;

/**
 * The day that the calendar shows in the zone at the instant. Throws a RangeError for an unknown
 * zone, and outside the years 0 to 9999.
 */
export function localDateOf(at: Instant, zone: TimeZone): LocalDate {
  return dateOfDayNumber(Math.floor((at + stretchAt(at, zone).offsetMs) / DAY_MS));
}

/**
 * Day, weekday and minute that are shown in the zone at the instant. Throws a RangeError for an
 * unknown zone, and outside the years 0 to 9999.
 */
export function localTimeOf(at: Instant, zone: TimeZone): LocalTime {
  const shownMs = at + stretchAt(at, zone).offsetMs;
  const dayNumber = Math.floor(shownMs / DAY_MS);
  return {
    date: dateOfDayNumber(dayNumber),
    weekday: weekdayOfDayNumber(dayNumber),
    minuteOfDay: Math.floor((shownMs - dayNumber * DAY_MS) / MINUTE_MS),
  };
}

/**
 * What calendar and clock show in the zone at the instant, to the minute, as documents and forms
 * hold it: `2026-03-01T09:00`. Throws a RangeError for an unknown zone, and outside the years 0 to
 * 9999.
 */
export function localDateTimeOf(at: Instant, zone: TimeZone): string {
  const { date, minuteOfDay } = localTimeOf(at, zone);
  const hour = Math.floor(minuteOfDay / MINUTES_PER_HOUR);
  return `${date}T${twoDigits(hour)}:${twoDigits(minuteOfDay % MINUTES_PER_HOUR)}`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, "0");
}

/** Whole minutes since 00:00 of a clock's time such as `18:30`. */
export function minuteOfClock(time: string): number {
  return Number(time.slice(0, 2)) * MINUTES_PER_HOUR + Number(time.slice(3, 5));
}

/**
 * The first instant of a day in the zone. Where clocks skip midnight, or the whole day, it is the
 * first instant after the gap; where they show midnight twice, the first of the two. Throws a
 * RangeError for an unknown zone.
 */
export function startOfDay(date: LocalDate, zone: TimeZone): Instant {
  return instantShown(dayNumberOf(date) * DAY_MS, zone, "earlier");
}

/**
 * The first instant after which no clock in the zone shows the day any more. Where clocks show
 * midnight twice that is the first of the two, unless the day goes on between them. Throws a
 * RangeError for an unknown zone, and for the last day of the year 9999.
 */
export function endOfDay(date: LocalDate, zone: TimeZone): Instant {
  const midnightMs = dayNumberOf(addDaysTo(date, 1)) * DAY_MS;
  const later = instantShown(midnightMs, zone, "later");
  return localDateOf(later - 1, zone) <= date ? later : instantShown(midnightMs, zone, "earlier");
}

/**
 * The instant at which a calendar and a clock show a text such as `2026-03-01T09:00`. Where clocks
 * skip that time, the first instant after the gap; where they show it twice, `which` of the two.
 * Throws a RangeError for an unknown zone.
 */
export function instantOfLocal(text: string, zone: TimeZone, which: "earlier" | "later"): Instant {
  const minutes = minuteOfClock(text.slice(11));
  return instantShown(dayNumberOf(text) * DAY_MS + minutes * MINUTE_MS, zone, which);
}

/** No zone was ever as far from UTC as a day, so that two days hold every candidate. */
function instantShown(shownMs: number, zone: TimeZone, which: "earlier" | "later"): Instant {
  let found: Instant | null = null;
  for (let at = shownMs - DAY_MS; at <= shownMs + DAY_MS;) {
    const { from, until, offsetMs } = stretchAt(at, zone);
    const candidate = shownMs - offsetMs;
    // Nothing before this stretch showed the time, and it begins later: the gap lies between.
    if (candidate < from) return found ?? from;
    if (candidate < until) {
      if (which === "earlier") return candidate;
      found = candidate;
    }
    at = until;
  }
  if (found === null) throw new RangeError(`No instant shows ${shownMs} in ${zone}`);
  return found;
}
