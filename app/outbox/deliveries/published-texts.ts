// The merchant's words that Shopify hands out without asking the app: what the blocks of the theme
// say, what the panel says first, and what extensions say without an answer.
import { firstTextKeys, withoutAppKeys } from "../../core/program/own-early-text-keys.ts";
import type { OwnText } from "../../core/program/own-text-terms.ts";

const THEME = "theme.";

type Texts = Readonly<Record<string, string>>;

/** Keys are those of the theme's locale files without `_html`. */
interface ThemeTexts {
  readonly [key: string]: string | Texts;
}

/** By language, the panel's first texts below `panel`; null for none. */
export function publishedTexts(texts: readonly OwnText[]): Record<string, ThemeTexts> | null {
  return byLanguage(texts, (own) => {
    const blocks = own.filter(({ key }) => key.startsWith(THEME));
    const first = own.filter(({ key }) => firstTextKeys.has(key));
    return {
      ...byKey(blocks.map(({ key, text }) => ({ key: key.slice(THEME.length), text }))),
      ...(first.length > 0 && { panel: byKey(first) }),
    };
  });
}

/** By language, then by the folder of the extension and the key; null for none. */
export function wordsWithoutApp(texts: readonly OwnText[]): Record<string, Texts> | null {
  return byLanguage(texts, (own) => byKey(own.filter(({ key }) => withoutAppKeys.has(key))));
}

function byLanguage<Told extends object>(
  texts: readonly OwnText[],
  tell: (own: readonly OwnText[]) => Told,
): Record<string, Told> | null {
  const told = [...new Set(texts.map(({ language }) => language))]
    .map((wanted) => [wanted, tell(texts.filter(({ language }) => language === wanted))] as const)
    .filter(([, own]) => Object.keys(own).length > 0);
  return told.length === 0 ? null : Object.fromEntries(told);
}

const byKey = (texts: readonly Pick<OwnText, "key" | "text">[]): Texts =>
  Object.fromEntries(texts.map(({ key, text }) => [key, text]));
