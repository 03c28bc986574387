// Whether the question of the survey is put to a shopper, in the panel or behind a link.
import type { Instant } from "../core/calendar/instant.ts";
import { addDaysTo } from "../core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../core/calendar/local-time.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import type { SurveyTerms } from "../core/program/survey-terms.ts";
import { isAskedInPanel, lastDayAskedAbout, whyNotAnswerable } from "../core/surveys/survey-due.ts";
import { pool } from "../db/pool.ts";
import { loadProgramInForce } from "../db/program-store.ts";
import { loadSurveyRest } from "../db/survey-rest.ts";
import { findAsk, findOrderBefore } from "../db/survey-store.ts";

export interface PanelQuestion {
  readonly shopId: bigint;
  readonly customerId: string;
  readonly memberId: string;
  readonly timeZone: TimeZone;
  readonly now: Instant;
}

/** Whether the panel asks: some days after an order, and not again for a while after an answer. */
export async function isQuestionDue(asked: PanelQuestion, terms: SurveyTerms): Promise<boolean> {
  const { shopId, customerId, timeZone, now } = asked;
  const today = localDateOf(now, timeZone);
  const before = startOfDay(addDaysTo(lastDayAskedAbout(terms, today), 1), timeZone);
  const orderedAt = await findOrderBefore(pool(), shopId, customerId, before);
  const orderedOn = orderedAt === undefined ? null : localDateOf(orderedAt, timeZone);
  if (!isAskedInPanel(terms, orderedOn, today)) return false;
  return (await loadSurveyRest(pool(), asked, terms)).outcome !== "answered";
}

/** Whether the page after checkout asks: at once, and not again for a while after an answer. */
export async function isAskedAfterCheckout(
  asked: Omit<PanelQuestion, "customerId">,
  terms: SurveyTerms,
): Promise<boolean> {
  return (await loadSurveyRest(pool(), asked, terms)).outcome !== "answered";
}

export type LinkedQuestion =
  | { readonly state: "asking"; readonly shopName: string; readonly locale: string | null }
  | {
      readonly state: "already_answered" | "question_expired" | "survey_ended";
      readonly shopName: string;
      readonly locale: string | null;
    }
  | { readonly state: "unknown" };

interface ReaderRow {
  name: string;
  time_zone: string;
  locale: string | null;
}

/** How the question behind a signed link stands. */
export async function loadLinkedQuestion(
  { shopId, id }: { shopId: bigint; id: string },
  now: Instant,
): Promise<LinkedQuestion> {
  const ask = await findAsk(pool(), { shopId, id });
  if (!ask) return { state: "unknown" };
  const { memberId } = ask;
  const { rows } = await pool().query<ReaderRow>({
    name: "survey_reader",
    text: `select coalesce(shop.name, shop.domain) as name, shop.time_zone, member.locale
      from member join shop on shop.shop_id = member.shop_id
      where member.shop_id = $1 and member.id = $2 and member.deleted_at is null
        and member.redacted_at is null and shop.uninstalled_at is null`,
    values: [shopId, memberId],
  });
  const [reader] = rows;
  if (!reader) return { state: "unknown" };
  const found = { shopName: reader.name, locale: reader.locale };
  const terms = (await loadProgramInForce(pool(), shopId, now))?.document.survey;
  if (!terms) return { state: "survey_ended", ...found };
  const timeZone = reader.time_zone;
  const rest = await loadSurveyRest(pool(), { shopId, memberId, timeZone, now }, terms);
  return { state: whyNotAnswerable(ask, rest, now) ?? "asking", ...found };
}
