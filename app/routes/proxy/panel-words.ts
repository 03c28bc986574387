// The panel's language: what it says comes with the answer, so that its files carry no language but
// the few words that stand there before. What a merchant wrote takes the place of ours.
import type { PointsName } from "../../../widget/contract/money.ts";
import type { PanelWords } from "../../../widget/contract/panel.ts";
import { type FirstTexts, firstTextsIn } from "../../../widget/words/first-texts.ts";
import { type IntlFormats, intlFormats } from "./intl-formats.ts";
import { panelTextsIn } from "../../../widget/words/panel-texts.ts";
import { type Reasons, reasonsIn } from "../../../widget/words/reasons.ts";
import type { Texts } from "../../../widget/words/texts/en.ts";
import { type Text, type Wording, createWording } from "../../../widget/words/wording.ts";
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import type { Locales } from "./condition-sentences.ts";
import { saidTextsIn } from "./said-texts.ts";
import { shippedTexts } from "./shipped-texts.ts";

/** What a merchant wrote in the place of ours. */
export type OwnTexts = ProgramDocument["texts"];

/** Parts of sentences that arrive as a whole: what is missing for a tier. */
const PART = "need_";

/** In the first of the languages that we speak, else in English. */
export function panelWords(locales: Locales, texts: OwnTexts): PanelWords {
  const { language } = languageOf(locales);
  const own = ownIn(texts, language);
  // The panel has its first words already, but for those that the merchant wrote.
  const first = Object.entries(firstTextsIn(language)).filter(([key]) =>
    own.some((one) => one.key === key),
  );
  const others = Object.entries(panelTextsIn(language)).filter(([key]) => !key.startsWith(PART));
  return withOwn(Object.fromEntries([...first, ...others]) as PanelWords, own);
}

/** The panel's own way to put points, money and days, for sentences that are made here. */
export function panelWording(
  locales: Locales,
  pointsName: PointsName,
  texts: OwnTexts = [],
): Wording<IntlFormats> {
  const { locale, language } = languageOf(locales);
  const all: FirstTexts & Texts = { ...firstTextsIn(language), ...panelTextsIn(language) };
  return createWording(intlFormats(locale), withOwn(all, ownIn(texts, language)), pointsName);
}

/** Why entries stand in the history. */
export function panelReasons(language: string, texts: OwnTexts): Reasons {
  const own = ownIn(texts, language)
    .filter(({ key }) => key.startsWith(REASON))
    .map(({ key, text }) => ({ key: key.slice(REASON.length), text }));
  return withOwn(reasonsIn(language), own);
}

/** Every text as we wrote it, by the key under which a merchant puts it otherwise. */
export function textsAsWritten(language: string): ReadonlyMap<string, string> {
  const panel: [string, Text][] = [
    ...Object.entries(firstTextsIn(language)),
    ...Object.entries(panelTextsIn(language)),
    ...Object.entries(saidTextsIn(language)),
  ];
  const reasons: [string, Text][] = Object.entries(reasonsIn(language));
  return new Map([
    ...panel.flatMap(([key, text]): [string, string][] =>
      typeof text === "string"
        ? [[key, text]]
        : [
            [`${key}.one`, text.one],
            [`${key}.other`, text.other],
          ],
    ),
    // Which reasons have plural forms is each language's own matter.
    ...reasons.map(([key, text]): [string, string] => [
      REASON + key,
      typeof text === "string" ? text : text.other,
    ]),
    ...shippedTexts(language),
  ]);
}

const REASON = "reason_";

interface Own {
  readonly key: string;
  readonly text: string;
}

/** Those of one language. */
export function ownIn(texts: OwnTexts, language: string): Own[] {
  return texts.filter((one) => one.language === language);
}

/** `earn_more.one` is one form of a text, `reason_adjusted` a whole one. Unknown ones stay out. */
export function withOwn<Known extends { readonly [Key in keyof Known]: Text }>(
  texts: Known,
  own: readonly Own[],
): Known {
  return own.reduce<Known>((known, { key, text }) => {
    const [name = "", form] = key.split(".");
    const ours = (known as Readonly<Record<string, Text>>)[name];
    if (ours === undefined) return known;
    if (form === undefined) return { ...known, [name]: text };
    return typeof ours === "string" ? known : { ...known, [name]: { ...ours, [form]: text } };
  }, texts);
}

function languageOf(locales: Locales): { locale: string; language: string } {
  const { locale } = chooseTexts(locales);
  return { locale, language: new Intl.Locale(locale).language };
}
