// What the blocks of the theme say in the merchant's words.
import type { OwnText } from "../../core/program/own-text-terms.ts";

const THEME = "theme.";

/** By language, then by the key in the theme's locale files without `_html`; null for none. */
export function publishedTexts(
  texts: readonly OwnText[],
): Record<string, Record<string, string>> | null {
  const ofTheme = texts.filter(({ key }) => key.startsWith(THEME));
  if (ofTheme.length === 0) return null;
  const languages = new Set(ofTheme.map(({ language }) => language));
  const entriesIn = (wanted: string) =>
    ofTheme
      .filter(({ language }) => language === wanted)
      .map(({ key, text }) => [key.slice(THEME.length), text] as const);
  return Object.fromEntries(
    [...languages].map((language) => [language, Object.fromEntries(entriesIn(language))]),
  );
}
