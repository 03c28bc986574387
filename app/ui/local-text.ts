// A moment as fields of forms hold it: what the store's calendar and clock show.
import { localTimeOf } from "../core/calendar/local-time.ts";

const MINUTES_PER_HOUR = 60;

/** Such as 2026-03-01T09:00. */
export function localTextOf(at: Date, timeZone: string): string {
  const { date, minuteOfDay } = localTimeOf(at.getTime(), timeZone);
  const hour = Math.floor(minuteOfDay / MINUTES_PER_HOUR);
  return `${date}T${twoDigits(hour)}:${twoDigits(minuteOfDay % MINUTES_PER_HOUR)}`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, "0");
}
