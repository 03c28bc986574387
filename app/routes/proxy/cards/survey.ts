// The card with the one question of the survey.
import type { Card } from "../../../../widget/contract/card.ts";
import { chooseTexts } from "../../../adapters/email/choose-texts.ts";
import { oneLine } from "../../../adapters/email/format.ts";
import { type EmailTexts, fill } from "../../../adapters/email/locales/texts.ts";
import type { ProgramDocument } from "../../../core/program/document.ts";
import { MAX_COMMENT_CHARACTERS } from "../../../core/surveys/read-answer.ts";
import { isQuestionDue } from "../../../queries/survey-question.ts";
import type { Locales } from "../condition-sentences.ts";
import type { CardsOf } from "../panel-cards.ts";
import { certainWorth } from "./certain-worth.ts";

export const surveyCards: CardsOf = async (asked) => {
  const { shop, customerId, memberId, document, locales, now } = asked;
  if (document.survey === null || customerId === null || memberId === null) return [];
  const { id: shopId, timeZone } = shop;
  const question = { shopId, customerId, memberId, timeZone, now };
  if (!(await isQuestionDue(question, document.survey))) return [];
  return [surveyCard(document, shop.name ?? shop.domain, locales)];
};

/** The question as a form. */
export function surveyCard(document: ProgramDocument, shopName: string, locales: Locales): Card {
  const { locale, texts } = chooseTexts(locales);
  const words: EmailTexts["surveyPage"] = texts.surveyPage;
  const worth = certainWorth(document, "survey", locale);
  const question = fill(words.question, { shop: oneLine(shopName) });
  return {
    id: "survey",
    title: words.title,
    text: "",
    ...(worth !== undefined && { worth }),
    isDone: false,
    note: null,
    action: {
      kind: "form",
      label: words.send,
      path: "survey/answer",
      fields: [
        {
          name: "score",
          label: question,
          type: "scale",
          required: true,
          hint: `${words.least}. ${words.most}.`,
        },
        {
          name: "comment",
          label: words.comment,
          type: "text",
          required: false,
          hint: null,
          maxLength: MAX_COMMENT_CHARACTERS,
        },
      ],
    },
  };
}
