// The store's clock for the second implementation. The worlds live between two changes of clocks,
// an hour ahead of UTC, so that plain arithmetic is enough.
import type { Campaign } from "../../app/core/program/campaign-terms.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** "2026-03-01T18:30" in Berlin's winter. */
export function wallTime(at: number): string {
  return new Date(at + HOUR_MS).toISOString().slice(0, 16);
}

export function wallDate(at: number): string {
  return wallTime(at).slice(0, 10);
}

/** Whether the campaign applies to what is placed at that moment. */
export function runs({ startsAt, endsAt, weekdays, hours }: Campaign, at: number): boolean {
  const now = wallTime(at);
  if (now < startsAt || now >= endsAt) return false;
  const time = now.slice(11);
  if (hours === null) return isOn(weekdays, at);
  const { from, until } = hours;
  if (until === "00:00" || from < until) {
    return time >= from && (until === "00:00" || time < until) && isOn(weekdays, at);
  }
  // The window goes over midnight: what is after midnight belongs to the day before.
  if (time >= from) return isOn(weekdays, at);
  return time < until && isOn(weekdays, at - DAY_MS);
}

function isOn(weekdays: readonly number[], at: number): boolean {
  const day = new Date(at + HOUR_MS).getUTCDay();
  return weekdays.length === 0 || weekdays.includes(day === 0 ? 7 : day);
}
