// How long a tier is kept at least. Rule: a tier is valid through the last day of its validity on
// the shop's calendar; grace is added when it is reviewed.
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo, addMonths, dayOfYear, yearOf } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { Tier, TierTerms } from "../program/tier-terms.ts";
import { asksNothing, readsBalanceOf } from "./requirement.ts";
import { yearlyPeriod } from "./window.ts";
import type { WindowContext } from "./window.ts";

/**
 * The first instant after the validity of a tier whose threshold was met on `metOn`; null where
 * nothing ends it by itself: everyone's tier, programs without a fall, tiers that are kept for
 * ever, and tiers that are kept while a rolling or endless window meets them. Under `while_met` a
 * yearly window ends the tier with the year. Months end at a month's last day.
 */
export function validityEnd(
  terms: TierTerms,
  tier: Tier,
  metOn: LocalDate,
  context: WindowContext,
): Instant | null {
  if (asksNothing(tier) || !canFall(terms)) return null;
  const { validity } = terms;
  const { timeZone } = context;
  switch (validity.kind) {
    case "while_met": {
      const year = yearlyPeriod(terms.window, metOn, context);
      return year && !readsBalanceOf(tier) ? startOfDay(year.before, timeZone) : null;
    }
    case "months":
      return startOfDay(addDaysTo(addMonths(metOn, validity.months), 1), timeZone);
    case "rest_of_year": {
      const firstYearAfter = yearOf(metOn) + validity.furtherYears + 1;
      return startOfDay(dayOfYear(firstYearAfter, "01-01"), timeZone);
    }
    case "forever":
      return null;
  }
}

/** Whether counters ever end a tier under these terms. */
export function canFall({ validity, downgrade }: TierTerms): boolean {
  return validity.kind !== "forever" && downgrade !== "none";
}

/**
 * The day and the instant at which a member falls whose validity ended at `until`. Grace is for
 * tiers that counters ended: what the merchant gave until a day ends on that day.
 */
export function fallOn(
  terms: TierTerms,
  { until, byHand }: { readonly until: Instant; readonly byHand: boolean },
  { timeZone }: WindowContext,
): { readonly date: LocalDate; readonly at: Instant } {
  const ended = localDateOf(until, timeZone);
  if (byHand || terms.graceDays === 0) return { date: ended, at: until };
  const date = addDaysTo(ended, terms.graceDays);
  return { date, at: startOfDay(date, timeZone) };
}
