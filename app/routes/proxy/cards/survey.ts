// The card with the one question of the survey.
import type { Card } from "../../../../widget/contract/card.ts";
import { oneLine } from "../../../adapters/email/format.ts";
import type { ProgramDocument } from "../../../core/program/document.ts";
import { MAX_COMMENT_CHARACTERS } from "../../../core/surveys/read-answer.ts";
import { isQuestionDue } from "../../../queries/survey-question.ts";
import type { CardsOf } from "../panel-cards.ts";
import { type Voice, voiceOf } from "../voice.ts";
import { certainWorth } from "./certain-worth.ts";

export const surveyCards: CardsOf = async (asked) => {
  const { shop, customerId, memberId, document, locales, now } = asked;
  if (document.survey === null || customerId === null || memberId === null) return [];
  const { id: shopId, timeZone } = shop;
  const question = { shopId, customerId, memberId, timeZone, now };
  if (!(await isQuestionDue(question, document.survey))) return [];
  return [surveyCard(document, shop.name ?? shop.domain, voiceOf(locales, document.texts))];
};

/** The question as a form. */
export function surveyCard(
  document: ProgramDocument,
  shopName: string,
  { locale, say }: Voice,
): Card {
  const worth = certainWorth(document, "survey", locale);
  const question = say("survey_question", { shop: oneLine(shopName) });
  return {
    id: "survey",
    title: say("survey_title"),
    text: "",
    ...(worth !== undefined && { worth }),
    isDone: false,
    note: null,
    action: {
      kind: "form",
      label: say("survey_send"),
      path: "survey/answer",
      fields: [
        {
          name: "score",
          label: question,
          type: "scale",
          required: true,
          hint: `${say("survey_least")}. ${say("survey_most")}.`,
        },
        {
          name: "comment",
          label: say("survey_comment"),
          type: "text",
          required: false,
          hint: null,
          maxLength: MAX_COMMENT_CHARACTERS,
        },
      ],
    },
  };
}
