// How the questions that a member was asked lately stand.
import { type Instant, addDays } from "../core/calendar/instant.ts";
import { localDateOf } from "../core/calendar/local-time.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import type { SurveyTerms } from "../core/program/survey-terms.ts";
import { type SurveyRest, surveyRest } from "../core/surveys/survey-due.ts";
import type { Sql } from "./pool.ts";
import { loadAsksSince } from "./survey-store.ts";

export interface AskedMember {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly timeZone: TimeZone;
  readonly now: Instant;
}

/** By the days of the shop's calendar. Conclusive under the member's lock. */
export async function loadSurveyRest(
  sql: Sql,
  { shopId, memberId, timeZone, now }: AskedMember,
  terms: SurveyTerms,
): Promise<SurveyRest> {
  // A day more than the pause: days of the calendar are not all of one length.
  const asks = await loadAsksSince(sql, { shopId, memberId }, addDays(now, -terms.pauseDays - 1));
  const dayOf = (at: Instant) => localDateOf(at, timeZone);
  const dated = asks.map(({ id, askedAt, answeredAt }) => ({
    id,
    askedOn: dayOf(askedAt),
    answeredOn: answeredAt === null ? null : dayOf(answeredAt),
  }));
  return surveyRest(terms, dated, dayOf(now));
}
