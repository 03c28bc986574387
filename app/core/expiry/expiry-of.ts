// When points end. Rule: points live through the last day of their period on the shop's calendar;
// an expiry is the first instant in which they no longer can be spent.
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo, addLength, dayOfYear, endOfPeriod, yearOf } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { endOfDay, localDateOf } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type {
  CalendarLength,
  ExpiryPolicy,
  ExpiryTerms,
  PeriodRounding,
} from "../program/expiry-terms.ts";

export interface LotOfMember {
  /** When the points count as earned: for an order, the moment of its placement. */
  readonly accruedAt: Instant;
  /** The tier that the member holds now. */
  readonly tierId: string | null;
}

export interface BalanceOfMember {
  /** The latest activity that keeps the balance alive. */
  readonly activityAt: Instant;
  /** The tier that the member holds now. */
  readonly tierId: string | null;
}

/** The policy for members of a tier: the tier's own where the terms name it. */
export function policyFor(terms: ExpiryTerms, tierId: string | null): ExpiryPolicy {
  return terms.byTier.find((other) => other.tierId === tierId)?.policy ?? terms.policy;
}

/**
 * The first instant in which a lot's points no longer can be spent; null where its age never ends
 * them. Lengths are counted on the shop's calendar from the day of accrual, months end at their
 * last day, and the points live to the end of the period that is reached: of 15 December, six
 * months and the end of the month mean the first of July at 00:00. Throws a RangeError for an
 * unknown zone, and for an end beyond the year 9999. Rule: docs/engine.md §5.
 */
export function lotExpiry(
  terms: ExpiryTerms,
  { accruedAt, tierId }: LotOfMember,
  zone: TimeZone,
): Instant | null {
  const policy = policyFor(terms, tierId);
  switch (policy.kind) {
    case "never":
    case "inactivity":
      return null;
    case "age":
      return endAfter(accruedAt, policy, zone);
    case "fixed_dates": {
      const accruedOn = localDateOf(accruedAt, zone);
      const oldEnough = policy.leastAge ? addLength(accruedOn, policy.leastAge) : accruedOn;
      return endOfDay(nextOf(policy.dates, oldEnough), zone);
    }
  }
}

/**
 * The first instant in which the whole balance no longer can be spent, unless the member is active
 * again before it; null where inactivity ends nothing.
 */
export function balanceExpiry(
  terms: ExpiryTerms,
  { activityAt, tierId }: BalanceOfMember,
  zone: TimeZone,
): Instant | null {
  const policy = policyFor(terms, tierId);
  return policy.kind === "inactivity" ? endAfter(activityAt, policy, zone) : null;
}

function endAfter(
  at: Instant,
  { length, roundTo }: { length: CalendarLength; roundTo: PeriodRounding },
  zone: TimeZone,
): Instant {
  const reached = addLength(localDateOf(at, zone), length);
  return endOfDay(addDaysTo(endOfPeriod(reached, roundTo), -1), zone);
}

/** The first of the listed days of the year that is no earlier than a date. */
function nextOf(monthDays: readonly string[], from: LocalDate): LocalDate {
  const year = yearOf(from);
  const next = [year, year + 1]
    .flatMap((inYear) => monthDays.map((monthDay) => dayOfYear(inYear, monthDay)))
    .filter((date) => date >= from)
    .toSorted()
    .at(0);
  if (next === undefined) throw new RangeError("Fixed dates without a date");
  return next;
}
