// Why an entry stands in the ledger, in every language that shoppers read.
import type { ExplanationKey } from "../contract/explanation.ts";
import de from "./reasons/de.ts";
import en from "./reasons/en.ts";
import es from "./reasons/es.ts";
import fr from "./reasons/fr.ts";
import tr from "./reasons/tr.ts";
import type { Text } from "./wording.ts";

/** One for each key; `other` where nothing else can be said. */
export type Reasons = Record<ExplanationKey | "other", Text>;

const languages: Record<string, Reasons> = { en, de, es, fr, tr };

export const reasonsIn = (language: string): Reasons => languages[language] ?? en;
