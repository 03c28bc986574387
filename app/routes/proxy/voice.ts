// How a shopper is spoken to wherever the panel itself has no words: in the first of their
// languages that we speak, and in a merchant's own words where there are some.
import { type Params, PLACEHOLDER, type Text } from "../../../widget/words/wording.ts";
import { type ChosenTexts, chooseTexts } from "../../adapters/email/choose-texts.ts";
import type { Locales } from "./condition-sentences.ts";
import { type OwnTexts, ownIn, withOwn } from "./panel-words.ts";
import { type SaidTexts, saidTextsIn } from "./said-texts.ts";

/** One reader's language, and what is said in it. */
export interface Voice extends ChosenTexts {
  /** `count` chooses the plural form. */
  readonly say: (key: keyof SaidTexts, values?: Params) => string;
}

export function voiceOf(locales: Locales, own: OwnTexts): Voice {
  const chosen = chooseTexts(locales);
  const { locale } = chosen;
  const { language } = new Intl.Locale(locale);
  const texts: Readonly<Record<keyof SaidTexts, Text>> = withOwn(
    saidTextsIn(language),
    ownIn(own, language),
  );
  const formOf = (text: Text, count: number): string => {
    if (typeof text === "string") return text;
    return text[new Intl.PluralRules(locale).select(count) === "one" ? "one" : "other"];
  };
  return {
    ...chosen,
    say: (key, values = {}) =>
      formOf(texts[key], Number(values["count"] ?? 0)).replace(
        PLACEHOLDER,
        (whole, name: string) => `${values[name] ?? whole}`,
      ),
  };
}
