// Ends that change because the member's tier or the program did. Rule: what has ended stays ended,
// and what would end by the change or in the past lives on through that day, so that whoever loses
// it can be told before.
import type { Instant } from "../calendar/instant.ts";
import { endOfDay, localDateOf } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { ProgramPeriod } from "../program/version-in-force.ts";
import { balanceExpiry, lotExpiry, policyFor } from "./expiry-of.ts";
import { termsOfBalance, termsOfLot } from "./terms-in-force.ts";

export interface ChangedTerms {
  readonly periods: readonly ProgramPeriod[];
  /** The tier that the member holds from `at` on. */
  readonly tierId: string | null;
  readonly zone: TimeZone;
  /** When the tier or the program changed. */
  readonly at: Instant;
}

export interface LotToRecalculate {
  readonly accruedAt: Instant;
  readonly expiresAt: Instant | null;
  readonly termsVersionId: string | null;
}

/** The lot's end from `at` on; null where its age no longer ends it. */
export function recalculateLotExpiry(lot: LotToRecalculate, changed: ChangedTerms): Instant | null {
  const { periods, tierId, zone, at } = changed;
  if (hasEnded(lot.expiresAt, at)) return lot.expiresAt;
  const terms = termsOfLot(periods, lot.termsVersionId, at);
  const end = lotExpiry(terms, { accruedAt: lot.accruedAt, tierId }, zone);
  return afterTheDay(end, at, zone);
}

export interface BalanceToRecalculate {
  /** The latest activity; for members without any, their enrolment. */
  readonly activityAt: Instant;
  readonly balanceExpiresAt: Instant | null;
}

/**
 * The whole balance's end by inactivity from `at` on; null where inactivity no longer ends it. An
 * end that has come stays, unless inactivity ended nothing meanwhile: then no clock ran.
 */
export function recalculateBalanceExpiry(
  { activityAt, balanceExpiresAt }: BalanceToRecalculate,
  changed: ChangedTerms,
): Instant | null {
  const { periods, tierId, zone, at } = changed;
  const terms = termsOfBalance(periods, at);
  const end = terms && balanceExpiry(terms, { activityAt, tierId }, zone);
  if (end !== null && hasEnded(balanceExpiresAt, at)) return balanceExpiresAt;
  return afterTheDay(end, at, zone);
}

/**
 * The end that moved from `before`, where the changes were heard of late: what had not ended by
 * then lives on through that day.
 */
export function endOnceHeard(
  end: Instant | null,
  before: Instant | null,
  { heardAt, zone }: { readonly heardAt: Instant; readonly zone: TimeZone },
): Instant | null {
  return hasEnded(before, heardAt) ? end : afterTheDay(end, heardAt, zone);
}

/** Whether the lot's points end with the whole balance, and not by themselves. */
export function endsWithBalance(
  { termsVersionId }: Pick<LotToRecalculate, "termsVersionId">,
  { periods, tierId, at }: Omit<ChangedTerms, "zone">,
): boolean {
  return policyFor(termsOfLot(periods, termsVersionId, at), tierId).kind === "inactivity";
}

/** Whether an end has come; null never does. */
export function hasEnded(end: Instant | null, at: Instant): boolean {
  return end !== null && end <= at;
}

/** At the earliest the end of the day on which the terms changed. */
function afterTheDay(end: Instant | null, at: Instant, zone: TimeZone): Instant | null {
  return end === null || end > at ? end : endOfDay(localDateOf(at, zone), zone);
}
