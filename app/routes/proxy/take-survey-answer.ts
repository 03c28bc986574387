// An answer to the question of the survey, by a member who is signed in: in the panel, or on the
// page after checkout.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { formatPoints, oneLine } from "../../adapters/email/format.ts";
import { readAnswer } from "../../core/surveys/read-answer.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { isQuestionDue } from "../../queries/survey-question.ts";
import { answerSurvey } from "../../usecases/surveys/answer-survey.ts";
import type { CardVisit } from "./card-door.ts";
import { voiceOf } from "./voice.ts";

export async function takeSurveyAnswer(
  visit: CardVisit,
  via: "widget" | "thank_you",
): Promise<CardAnswer> {
  const { shop, customerId, memberId, values, locales, now } = visit;
  const program = await loadActiveProgram(shop.id, new Date(now));
  const { locale, say } = voiceOf(locales, program?.document.texts ?? []);
  const read = readAnswer({ score: values["score"] ?? "", comment: values["comment"] ?? "" });
  if (read.outcome === "refused") {
    return read.reason === "score_missing"
      ? { message: say("survey_score_missing"), field: "score" }
      : { message: say("survey_comment_too_long"), field: "comment" };
  }
  const terms = program?.document.survey;
  if (!program || !terms || memberId === null) return { card: null, message: say("survey_over") };
  const { id: shopId, timeZone } = shop;
  const asked = { shopId, customerId, memberId, timeZone, now };
  // The panel asks some days after an order; whoever is not asked there has answered, or was never
  // to be asked. After checkout everybody is asked who has not answered lately.
  const isAsked = via === "thank_you" || (await isQuestionDue(asked, terms));
  if (!isAsked) return { card: null, message: say("survey_already_answered") };
  const answered = await answerSurvey({ ...asked, via, answer: read.answer });
  if (answered.outcome === "refused") {
    const isAnswered = answered.reason === "already_answered";
    return {
      card: null,
      message: isAnswered ? say("survey_already_answered") : say("survey_over"),
    };
  }
  const thanks = say("survey_thanks", { shop: oneLine(shop.name ?? shop.domain) });
  const { pointsName } = program.document;
  if (answered.points === 0n) return { card: null, message: thanks };
  const points = formatPoints(answered.points, pointsName, locale);
  return { card: null, message: `${thanks} ${say("survey_points", { points })}` };
}
