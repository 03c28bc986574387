// Members who do something keep their balance alive, where inactivity would end it.
import type { Instant } from "../core/calendar/instant.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import { balanceExpiry, policyFor } from "../core/expiry/expiry-of.ts";
import { termsOfBalance } from "../core/expiry/terms-in-force.ts";
import type { Activity } from "../core/program/expiry-terms.ts";
import type { ProgramPeriod } from "../core/program/version-in-force.ts";

/** Whose clock it is, and by which program and calendar. */
export interface ClockTerms {
  readonly periods: readonly ProgramPeriod[];
  readonly timeZone: TimeZone;
  /** The tier that the member holds now. */
  readonly tierId: string | null;
  readonly now: Instant;
}

export interface CountedActivity {
  /** Whether it moves the clock; where nothing ends by inactivity, everything is noted. */
  readonly counts: boolean;
  /** Until when it alone keeps the whole balance alive; null where inactivity ends nothing. */
  readonly keepsUntil: Instant | null;
}

/** What an activity of a member means under the program in force. */
export function countActivity(
  kind: Activity,
  at: Instant,
  { periods, timeZone, tierId, now }: ClockTerms,
): CountedActivity {
  const terms = termsOfBalance(periods, now);
  const policy = terms && policyFor(terms, tierId);
  if (!terms || policy?.kind !== "inactivity") return { counts: true, keepsUntil: null };
  if (!policy.activities.includes(kind)) return { counts: false, keepsUntil: null };
  return { counts: true, keepsUntil: balanceExpiry(terms, { activityAt: at, tierId }, timeZone) };
}
