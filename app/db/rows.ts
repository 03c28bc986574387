// Values on their way into and out of rows.
import { DAY_MS, SECOND_MS } from "../core/calendar/instant.ts";
import type { Instant } from "../core/calendar/instant.ts";

const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A key of things that belong to a shop. */
export interface ShopKey {
  readonly shopId: bigint;
  readonly id: string;
}

let lastDay = Number.NaN;
let dayText = "";

/**
 * ISO 8601 in UTC, as `Date` writes it, only faster: what is written at one time mostly happened on
 * one day. Throws a RangeError for what is no instant.
 */
export function instantText(instant: Instant): string {
  if (!Number.isInteger(instant)) return new Date(instant).toISOString();
  const day = Math.floor(instant / DAY_MS);
  if (day !== lastDay) {
    const text = new Date(day * DAY_MS).toISOString();
    dayText = text.slice(0, text.indexOf("T") + 1);
    lastDay = day;
  }
  const ms = instant - day * DAY_MS;
  const [hours, minutes] = [Math.floor(ms / HOUR_MS), Math.floor(ms / MINUTE_MS) % 60];
  const seconds = Math.floor(ms / SECOND_MS) % 60;
  const time = `${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(seconds)}`;
  return `${dayText}${time}.${String(ms % SECOND_MS).padStart(3, "0")}Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

export function optionalInstantText(instant: Instant | null): string | null {
  return instant === null ? null : instantText(instant);
}

export function instantOf(date: Date): Instant {
  return date.getTime();
}

export function optionalInstant(date: Date | null): Instant | null {
  return date === null ? null : date.getTime();
}
