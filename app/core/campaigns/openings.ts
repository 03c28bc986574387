// The stretches in which a campaign runs, in minutes of the shop's calendar as its clock shows
// them. Which instants those are is another question: see campaign-window.ts.
import { dateOfDayNumber, dayNumberOf, weekdayOfDayNumber } from "../calendar/local-date.ts";
import { minuteOfClock } from "../calendar/local-time.ts";
import type { CampaignTimes } from "../program/campaign-terms.ts";

/** From the first minute and before the last, counted from the first of January 1970. */
export interface Opening {
  readonly from: number;
  readonly until: number;
}

export const MINUTES_PER_DAY = 1_440;
const MINUTES_PER_HOUR = 60;

/** The minute that a text such as 2026-03-01T09:00 names. */
export function minuteOf(dateTime: string): number {
  return dayNumberOf(dateTime) * MINUTES_PER_DAY + minuteOfClock(dateTime.slice(11));
}

/** The text that names a minute. */
export function dateTimeOf(minute: number): string {
  const day = Math.floor(minute / MINUTES_PER_DAY);
  const ofDay = minute - day * MINUTES_PER_DAY;
  const time = [Math.floor(ofDay / MINUTES_PER_HOUR), ofDay % MINUTES_PER_HOUR]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return `${dateOfDayNumber(day)}T${time}`;
}

/**
 * When the campaign runs that begins on a day; null where its weekdays or its dates leave that day
 * out. Hours that reach over midnight belong to the day on which they began. Days are counted as
 * `dayNumberOf` counts them. Rule: docs/engine.md §2, campaigns.
 */
export function openingOf(times: CampaignTimes, day: number): Opening | null {
  const { startsAt, endsAt, weekdays, hours } = times;
  if (weekdays.length > 0 && !weekdays.includes(weekdayOfDayNumber(day))) return null;
  const first = hours === null ? 0 : minuteOfClock(hours.from);
  const last = hours === null ? MINUTES_PER_DAY : minuteOfClock(hours.until);
  const lasting = last > first ? last - first : last - first + MINUTES_PER_DAY;
  const opens = day * MINUTES_PER_DAY + first;
  const from = Math.max(minuteOf(startsAt), opens);
  const until = Math.min(minuteOf(endsAt), opens + lasting);
  return from < until ? { from, until } : null;
}

/** The openings that begin on the days from `first` to `last`, in their order. */
export function openingsBetween(times: CampaignTimes, first: number, last: number): Opening[] {
  const openings: Opening[] = [];
  for (let day = first; day <= last; day += 1) {
    const opening = openingOf(times, day);
    if (opening) openings.push(opening);
  }
  return openings;
}

/** The days from `first` to `last` on which it begins to run, as the shop's calendar shows them. */
export function daysItRuns(times: CampaignTimes, first: number, last: number): number[] {
  const days: number[] = [];
  for (let day = first; day <= last; day += 1) if (openingOf(times, day)) days.push(day);
  return days;
}
