// What shoppers read of the survey: the words that its e-mail and the page behind its link have.
import { de } from "../../../adapters/email/locales/de.ts";
import { en } from "../../../adapters/email/locales/en.ts";
import { es } from "../../../adapters/email/locales/es.ts";
import { fr } from "../../../adapters/email/locales/fr.ts";
import type { EmailTexts } from "../../../adapters/email/locales/texts.ts";
import { tr } from "../../../adapters/email/locales/tr.ts";

const said = ({ surveyPage: words }: EmailTexts) => ({
  survey_title: words.title,
  survey_question: words.question,
  survey_least: words.least,
  survey_most: words.most,
  survey_comment: words.comment,
  survey_send: words.send,
  survey_score_missing: words.scoreMissing,
  survey_comment_too_long: words.commentTooLong,
  survey_thanks: words.thanks,
  survey_points: words.points,
  survey_already_answered: words.alreadyAnswered,
  survey_over: words.over,
});

export const surveyTexts = {
  en: said(en),
  de: said(de),
  es: said(es),
  fr: said(fr),
  tr: said(tr),
};
