// How often a way to earn gives points to one member, and how much all ways give in a year.
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo, endOfPeriod } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { WayPeriod, WayToEarn } from "../program/ways-to-earn-terms.ts";

/** A stretch of time; null for without a beginning, or without an end. */
export interface Span {
  readonly from: Instant | null;
  /** The first instant that is not in it any more. */
  readonly before: Instant | null;
}

const EVER: Span = { from: null, before: null };

/**
 * What was done, however many ways reward it: `newsletter`, `social/instagram`,
 * `custom/app-opened`. It outlives ways that are replaced by others.
 */
export function actionOf(way: WayToEarn): string {
  if (way.trigger === "custom") return `custom/${way.event}`;
  return way.trigger === "social" ? `social/${way.network}` : way.trigger;
}

/**
 * In which time the same thing, done again, earns nothing, whichever way rewarded it: what can be
 * withdrawn and given again earns once, and a membership has one anniversary in a year. Null where
 * it may be done over and over. Rule: docs/earning.md, "How often".
 */
export function onceWithin(way: WayToEarn, at: Instant, zone: TimeZone): Span | null {
  switch (way.trigger) {
    case "account":
    case "newsletter":
    case "sms":
    case "social":
      return EVER;
    case "anniversary":
      return periodAround("year", at, zone);
    case "review":
    case "survey":
    case "check_in":
    case "custom":
      return null;
  }
}

/** How many awards of this way are too many in which time. */
export interface WayLimit {
  readonly most: number;
  readonly within: Span;
}

/**
 * The way's own limit in the period of the shop's calendar that holds the moment, and its
 * cool-down: none on the days around it, so that it does not matter which of two was heard of
 * first. Rule: docs/earning.md, "How often".
 */
export function limitsOf(way: WayToEarn, at: Instant, zone: TimeZone): readonly WayLimit[] {
  if (!("coolDownDays" in way)) return [];
  const { limit, coolDownDays } = way;
  const own = limit && { most: limit.times, within: periodAround(limit.per, at, zone) };
  const cool = coolDownDays > 0 && { most: 1, within: daysAround(coolDownDays, at, zone) };
  return [...(own ? [own] : []), ...(cool ? [cool] : [])];
}

/** The day, month or year of the shop's calendar that holds the moment. */
export function periodAround(period: WayPeriod, at: Instant, zone: TimeZone): Span {
  if (period === "ever") return EVER;
  const on = localDateOf(at, zone);
  const first = firstOf(period, on);
  return { from: startOfDay(first, zone), before: startOfDay(endOfPeriod(on, period), zone) };
}

function firstOf(period: Exclude<WayPeriod, "ever">, on: LocalDate): LocalDate {
  switch (period) {
    case "day":
      return on;
    case "month":
      return `${on.slice(0, 8)}01`;
    case "year":
      return `${on.slice(0, 5)}01-01`;
  }
}

function daysAround(days: number, at: Instant, zone: TimeZone): Span {
  const on = localDateOf(at, zone);
  return {
    from: startOfDay(addDaysTo(on, 1 - days), zone),
    before: startOfDay(addDaysTo(on, days), zone),
  };
}
