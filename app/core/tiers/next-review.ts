// When a member's tier must be looked at again, and on which days members hear that it will end.
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { TierTerms } from "../program/tier-terms.ts";
import { indexOfTier } from "./decide-upgrade.ts";
import { asksNothing, readsBalance } from "./requirement.ts";
import { isByHand } from "./standing.ts";
import type { TierStanding } from "./standing.ts";
import { fallOn } from "./validity.ts";
import { yearlyPeriod } from "./window.ts";
import type { WindowContext } from "./window.ts";

export interface NextReviewInput extends WindowContext {
  readonly terms: TierTerms;
  readonly standing: TierStanding;
  /** The local day that was reviewed, or on which the standing changed. */
  readonly after: LocalDate;
}

/**
 * The beginning of the next local day on which a review can find something: the end of the tier's
 * validity, the fall after its grace, a notice before it; every day while counters must go on
 * meeting the tier, or where the balance counts. Null: only something that happens can change it.
 */
export function nextReview(input: NextReviewInput): Instant | null {
  const { terms, standing, after, timeZone } = input;
  const { until } = standing;
  const days: LocalDate[] = [];
  if (isWatched(terms, standing)) days.push(addDaysTo(after, 1));
  if (until !== null) {
    const fall = fallOn(terms, { until, byHand: isByHand(standing) }, input);
    days.push(localDateOf(until, timeZone), fall.date);
    days.push(...noticeDays(input).map(({ date }) => date));
    // Overdue: a night is late, or the shop has moved to another time zone.
    if (fall.date <= after) days.push(addDaysTo(after, 1));
  }
  const next = days.filter((date) => date > after).toSorted()[0];
  return next === undefined ? null : startOfDay(next, timeZone);
}

function isWatched(terms: TierTerms, standing: TierStanding): boolean {
  if (readsBalance(terms)) return true;
  const tier = terms.list[indexOfTier(terms, standing.tierId)];
  if (!tier || isByHand(standing) || asksNothing(tier)) return false;
  return terms.validity.kind === "while_met" && terms.downgrade !== "none";
}

/** A day on which a member hears of a fall. */
export interface NoticeDay {
  readonly date: LocalDate;
  /** How many days before the fall the program wants it said. */
  readonly daysBefore: number;
  readonly fallsOn: LocalDate;
}

/**
 * The days of notice before the fall that the standing leads to, as long as nothing renews it. None
 * from before the member entered the tier. What ended without being foreseen, because its threshold
 * is no longer met, is told from the day on which it ended.
 */
export function noticeDays(input: Omit<NextReviewInput, "after">): readonly NoticeDay[] {
  const { terms, standing, timeZone } = input;
  const { until, since } = standing;
  if (until === null) return [];
  const { date: fallsOn } = fallOn(terms, { until, byHand: isByHand(standing) }, input);
  const enteredOn = since === null ? null : localDateOf(since, timeZone);
  const ended = localDateOf(until, timeZone);
  const unforeseen = isUnforeseen(input, ended);
  return terms.noticeDays
    .map((daysBefore) => ({ date: addDaysTo(fallsOn, -daysBefore), daysBefore, fallsOn }))
    .map((day) => (unforeseen && day.date < ended ? { ...day, date: ended } : day))
    .filter(({ date }) => date < fallsOn && (enteredOn === null || date >= enteredOn));
}

/** Whether the tier ends because a night found it unmet, and not with the year of its window. */
function isUnforeseen(input: Omit<NextReviewInput, "after">, ended: LocalDate): boolean {
  const { terms, standing } = input;
  if (terms.validity.kind !== "while_met" || isByHand(standing)) return false;
  return yearlyPeriod(terms.window, ended, input)?.from !== ended;
}
