// Whatever cards, rewards and refusals say, feature by feature, by the key under which a merchant
// puts it otherwise.
import { accountTexts } from "../extensions/account-texts.ts";
import { birthdayTexts } from "./cards/birthday-texts.ts";
import { campaignTexts } from "./cards/campaign-texts.ts";
import { eventTexts } from "./cards/check-in-texts.ts";
import { referralTexts } from "./cards/referral-texts.ts";
import { settingsTexts } from "./cards/settings-texts.ts";
import { surveyTexts } from "./cards/survey-texts.ts";
import { wayTexts } from "./cards/way-texts.ts";
import { conditionTexts } from "./condition-texts.ts";
import { giftTexts } from "./gift-texts.ts";
import { givingTexts } from "./giving-texts.ts";
import { recipientTexts } from "./recipient-texts.ts";
import { detailTexts } from "./reward-detail-texts.ts";

const inLanguage = (language: keyof typeof surveyTexts) => ({
  ...surveyTexts[language],
  ...birthdayTexts[language],
  ...referralTexts[language],
  ...campaignTexts[language],
  ...wayTexts[language],
  ...eventTexts[language],
  ...settingsTexts[language],
  ...conditionTexts[language],
  ...detailTexts[language],
  ...givingTexts[language],
  ...recipientTexts[language],
  ...giftTexts[language],
  ...accountTexts[language],
});

export type SaidTexts = ReturnType<typeof inLanguage>;

const english = inLanguage("en");
const byLanguage: Readonly<Record<string, SaidTexts>> = {
  en: english,
  de: inLanguage("de"),
  es: inLanguage("es"),
  fr: inLanguage("fr"),
  tr: inLanguage("tr"),
};

/** In English where the language is none of ours. */
export function saidTextsIn(language: string): SaidTexts {
  return byLanguage[language] ?? english;
}
