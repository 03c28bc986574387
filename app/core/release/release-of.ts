// When the points of an order become spendable. Rule: only the release makes points spendable, and
// it waits for what the program says: a time after payment, fulfilment or delivery.
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { Pending } from "../program/expiry-terms.ts";

/** What is known of an order that a release may wait for; null for what did not happen yet. */
export interface ReleaseEvidence {
  /** When nothing was outstanding for the first time. */
  readonly paidAt: Instant | null;
  readonly fulfilledAt: Instant | null;
  readonly deliveredAt: Instant | null;
}

export type Release =
  /** The program knows no waiting: points are spendable as soon as they are earned. */
  | { readonly kind: "at_once" }
  /** Null while the event that starts the time has not happened. */
  | { readonly kind: "waits"; readonly releasesAt: Instant | null };

/**
 * When points of an order become spendable. Days are days of the shop's calendar: the release is at
 * the first instant of the day that many days after the day of the event, so that zero days mean
 * the day of the event itself. A delivery that is never heard of holds points back no longer than
 * `atLatestDays` after payment.
 */
export function releaseOf(pending: Pending, evidence: ReleaseEvidence, zone: TimeZone): Release {
  const { paidAt, fulfilledAt, deliveredAt } = evidence;
  switch (pending.kind) {
    case "none":
      return { kind: "at_once" };
    case "days":
      return { kind: "waits", releasesAt: daysAfter(paidAt, pending.days, zone) };
    case "fulfilment":
      return { kind: "waits", releasesAt: daysAfter(fulfilledAt, pending.days, zone) };
    case "delivery": {
      const delivered = daysAfter(deliveredAt, pending.days, zone);
      const latest = daysAfter(paidAt, pending.atLatestDays, zone);
      return { kind: "waits", releasesAt: earliest(delivered, latest) };
    }
  }
}

function daysAfter(event: Instant | null, days: number, zone: TimeZone): Instant | null {
  return event === null ? null : startOfDay(addDaysTo(localDateOf(event, zone), days), zone);
}

function earliest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
