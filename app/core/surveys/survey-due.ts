// Whether a member is asked how likely they are to recommend the store.
import { type Instant, addDays } from "../calendar/instant.ts";
import { addDaysTo } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { SurveyTerms } from "../program/survey-terms.ts";

/** For so many days after it is due the question stands in the panel, then it is over. */
export const SURVEY_SHOWN_DAYS = 60;

/** A question that was put to a member; days are those of the shop's calendar. */
export interface SurveyAsk {
  readonly id: string;
  readonly askedOn: LocalDate;
  /** Null while it is not answered. */
  readonly answeredOn: LocalDate | null;
}

/** The last day on which an order is old enough to be asked about. */
export function lastDayAskedAbout({ daysAfterOrder }: SurveyTerms, today: LocalDate): LocalDate {
  return addDaysTo(today, -daysAfterOrder);
}

/** What became of earlier questions. */
export type SurveyRest =
  | { readonly outcome: "rested" }
  /** Put already, and still to be answered: the same question, wherever it is answered. */
  | { readonly outcome: "open"; readonly askId: string }
  | { readonly outcome: "answered" };

/**
 * How earlier questions stand. Rule: after an answer nobody is asked for `pauseDays`; a question
 * that was put within that time is not put a second time.
 */
export function surveyRest(
  { pauseDays }: SurveyTerms,
  asks: readonly SurveyAsk[],
  today: LocalDate,
): SurveyRest {
  const first = addDaysTo(today, -pauseDays);
  if (asks.some(({ answeredOn }) => answeredOn !== null && answeredOn > first)) {
    return { outcome: "answered" };
  }
  const open = asks
    .filter(({ answeredOn, askedOn }) => answeredOn === null && askedOn > first)
    .toSorted((one, other) => (one.askedOn < other.askedOn ? 1 : -1))[0];
  return open ? { outcome: "open", askId: open.id } : { outcome: "rested" };
}

/**
 * Whether the panel asks: `daysAfterOrder` after an order, for sixty days. `orderedOn` is the day
 * of the newest order that is old enough; null without one.
 */
export function isAskedInPanel(
  terms: SurveyTerms,
  orderedOn: LocalDate | null,
  today: LocalDate,
): boolean {
  if (orderedOn === null) return false;
  const dueOn = addDaysTo(orderedOn, terms.daysAfterOrder);
  return dueOn <= today && today < addDaysTo(dueOn, SURVEY_SHOWN_DAYS);
}

/** Longer than any e-mail is news. */
const LINK_VALID_DAYS = 90;

/**
 * Why the question behind a link takes no answer; null where it does. A link takes one, for ninety
 * days of 24 hours, and none where the member has answered elsewhere within the pause.
 */
export function whyNotAnswerable(
  ask: { readonly askedAt: Instant; readonly answeredAt: Instant | null },
  rest: SurveyRest,
  now: Instant,
): "already_answered" | "question_expired" | null {
  if (ask.answeredAt !== null || rest.outcome === "answered") return "already_answered";
  return now >= addDays(ask.askedAt, LINK_VALID_DAYS) ? "question_expired" : null;
}
