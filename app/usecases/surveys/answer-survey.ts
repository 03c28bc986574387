// A member answers the one question of the survey: in the panel, behind the link of an e-mail, or
// on a page after checkout. However often it is sent, it is one answer.
import type { Instant } from "../../core/calendar/instant.ts";
import type { SurveyAnswer } from "../../core/surveys/read-answer.ts";
import { type SurveyRest, whyNotAnswerable } from "../../core/surveys/survey-due.ts";
import type { Sql } from "../../db/pool.ts";
import { loadSurveyRest } from "../../db/survey-rest.ts";
import { type SurveyVia, findAsk, saveAnswer } from "../../db/survey-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import { awardActions } from "../award-actions.ts";
import { openBook } from "../order-batch/open-book.ts";

export type AnswerSurveyResult =
  | { readonly outcome: "answered"; readonly points: bigint }
  | {
      readonly outcome: "refused";
      readonly reason:
        | "member_not_found"
        | "already_answered"
        /** The program asks nobody any more. */
        | "survey_ended"
        | "no_such_question"
        | "question_expired";
    };

export interface AnswerHere {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly via: Exclude<SurveyVia, "email">;
  readonly answer: SurveyAnswer;
  readonly now: Instant;
}

/** The answer of a shopper who is signed in. */
export async function answerSurvey(command: AnswerHere): Promise<AnswerSurveyResult> {
  return withTransaction(async (tx) => {
    const asked = await openSurvey(tx, command);
    if ("outcome" in asked) return asked;
    if (asked.rest.outcome === "answered") return refused("already_answered");
    const askId = asked.rest.outcome === "open" ? asked.rest.askId : null;
    return save(tx, { ...command, askId });
  });
}

export interface AnswerAsk {
  readonly shopId: bigint;
  /** The question that the link names. */
  readonly askId: string;
  readonly answer: SurveyAnswer;
  readonly now: Instant;
}

/** The answer behind a signed link. Each link takes one, as long as it is not too old. */
export async function answerAsk(command: AnswerAsk): Promise<AnswerSurveyResult> {
  const { shopId, askId, now } = command;
  return withTransaction(async (tx) => {
    const named = await findAsk(tx, { shopId, id: askId });
    if (!named) return refused("no_such_question");
    const { memberId } = named;
    const asked = await openSurvey(tx, { shopId, memberId, now });
    if ("outcome" in asked) return asked;
    // Read again under the member's lock: another tab may have answered meanwhile.
    const ask = await findAsk(tx, { shopId, id: askId });
    if (!ask) return refused("no_such_question");
    const reason = whyNotAnswerable(ask, asked.rest, now);
    return reason === null ? save(tx, { ...command, memberId, via: "email" }) : refused(reason);
  });
}

type Refusal = Extract<AnswerSurveyResult, { outcome: "refused" }>;

function refused(reason: Refusal["reason"]): Refusal {
  return { outcome: "refused", reason };
}

interface Asked {
  readonly rest: SurveyRest;
}

/** Locks the member. What they were asked before does not change from then on. */
async function openSurvey(
  tx: Sql,
  name: { shopId: bigint; memberId: string; now: Instant },
): Promise<Asked | Refusal> {
  const book = await openBook(tx, name);
  if (!book) return refused("member_not_found");
  const terms = book.terms.current?.document.survey;
  if (!terms) return refused("survey_ended");
  const { timeZone } = book.terms;
  return { rest: await loadSurveyRest(tx, { ...name, timeZone }, terms) };
}

interface Answered {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly askId: string | null;
  readonly via: SurveyVia;
  readonly answer: SurveyAnswer;
  readonly now: Instant;
}

async function save(tx: Sql, answered: Answered): Promise<AnswerSurveyResult> {
  const { shopId, memberId, answer, now } = answered;
  const askId = await saveAnswer(tx, answered, answer, now);
  const occurrence = `survey/${askId}`;
  const asked = { shopId, memberId, trigger: "survey", occurrence, occurredAt: now } as const;
  const outcomes = await awardActions(tx, [asked], now);
  const points = outcomes.reduce(
    (sum, awarded) => sum + (awarded.outcome === "granted" ? awarded.points : 0n),
    0n,
  );
  return { outcome: "answered", points };
}
