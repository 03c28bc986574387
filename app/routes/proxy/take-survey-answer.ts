// An answer to the question of the survey, by a member who is signed in: in the panel, or on the
// page after checkout.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import { formatPoints, oneLine } from "../../adapters/email/format.ts";
import { fill } from "../../adapters/email/locales/texts.ts";
import { readAnswer } from "../../core/surveys/read-answer.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { isQuestionDue } from "../../queries/survey-question.ts";
import { answerSurvey } from "../../usecases/surveys/answer-survey.ts";
import type { CardVisit } from "./card-door.ts";

export async function takeSurveyAnswer(
  visit: CardVisit,
  via: "widget" | "thank_you",
): Promise<CardAnswer> {
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
  // The panel asks some days after an order; whoever is not asked there has answered, or was never
  // to be asked. After checkout everybody is asked who has not answered lately.
  const isAsked = via === "thank_you" || (await isQuestionDue(asked, terms));
  if (!isAsked) return { card: null, message: words.alreadyAnswered };
  const answered = await answerSurvey({ ...asked, via, answer: read.answer });
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
