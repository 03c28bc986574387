// The panel's language: what it says comes with the answer, so that its files carry no language but
// the few words that stand there before.
import type { PanelWords } from "../../../widget/contract/panel.ts";
import type { PointsName } from "../../../widget/contract/money.ts";
import { firstTextsIn } from "../../../widget/words/first-texts.ts";
import { panelTextsIn } from "../../../widget/words/panel-texts.ts";
import { type Wording, createWording } from "../../../widget/words/wording.ts";
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import type { Locales } from "./condition-sentences.ts";

/** In the first of the languages that we speak, else in English. */
export function panelWords(locales: Locales): PanelWords {
  return panelTextsIn(languageOf(locales).language);
}

/** The panel's own way to put points, money and days, for sentences that are made here. */
export function panelWording(locales: Locales, name: PointsName): Wording {
  const { locale, language } = languageOf(locales);
  return createWording(locale, { ...firstTextsIn(language), ...panelTextsIn(language) }, name);
}

function languageOf(locales: Locales): { locale: string; language: string } {
  const { locale } = chooseTexts(locales);
  return { locale, language: new Intl.Locale(locale).language };
}
