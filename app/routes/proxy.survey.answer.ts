// POST /proxy/survey/answer: a member answers the question of the survey in the panel.
import type { ActionFunctionArgs } from "@remix-run/node";
import type { CardAnswer } from "../../widget/contract/card.ts";
import { chooseTexts } from "../adapters/email/choose-texts.ts";
import { formatPoints, oneLine } from "../adapters/email/format.ts";
import { fill } from "../adapters/email/locales/texts.ts";
import { readAnswer } from "../core/surveys/read-answer.ts";
import { loadActiveProgram } from "../queries/program.ts";
import { isQuestionDue } from "../queries/survey-question.ts";
import { answerSurvey } from "../usecases/surveys/answer-survey.ts";
import { type CardVisit, throughCardDoor } from "./proxy/card-door.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, takeAnswer);
}

async function takeAnswer(visit: CardVisit): Promise<CardAnswer> {
  const { shop, customerId, memberId, values, locales, now } = visit;
  const { locale, texts } = chooseTexts(locales);
  const words = texts.surveyPage;
  const read = readAnswer({ score: values["score"] ?? "", comment: values["comment"] ?? "" });
  if (read.outcome === "refused") {
    return read.reason === "score_missing"
      ? { message: words.scoreMissing, field: "score" }
      : { message: words.commentTooLong, field: "comment" };
  }
  const program = await loadActiveProgram(shop.id, new Date(now));
  const terms = program?.document.survey;
  if (!program || !terms || memberId === null) return { card: null, message: words.over };
  const { id: shopId, timeZone } = shop;
  const asked = { shopId, customerId, memberId, timeZone, now };
  const isDue = await isQuestionDue(asked, terms);
  // Whoever is not asked has answered, or was never to be asked: the answer below tells which.
  if (!isDue) return { card: null, message: words.alreadyAnswered };
  const answered = await answerSurvey({ ...asked, via: "widget", answer: read.answer });
  if (answered.outcome === "refused") {
    const isAnswered = answered.reason === "already_answered";
    return { card: null, message: isAnswered ? words.alreadyAnswered : words.over };
  }
  const thanks = fill(words.thanks, { shop: oneLine(shop.name ?? shop.domain) });
  const { pointsName } = program.document;
  if (answered.points === 0n) return { card: null, message: thanks };
  const points = formatPoints(answered.points, pointsName, locale);
  return { card: null, message: `${thanks} ${fill(words.points, { points })}` };
}
