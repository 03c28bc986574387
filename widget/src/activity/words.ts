// The history's words in the language that the panel speaks.
import de from "../locales/activity/de.ts";
import en from "../locales/activity/en.ts";
import es from "../locales/activity/es.ts";
import fr from "../locales/activity/fr.ts";
import tr from "../locales/activity/tr.ts";
import type { ExplanationKey } from "../../contract/explanation.ts";
import type { Text } from "../wording.ts";

export interface ActivityWords {
  empty: string;
  more: string;
  comes_on: string;
  /** Why an entry stands there; `other` where nothing else can be said. */
  why: Record<ExplanationKey | "other", Text>;
}

const languages: Record<string, ActivityWords> = { en, de, es, fr, tr };

export const wordsIn = (language: string): ActivityWords => languages[language] ?? en;
