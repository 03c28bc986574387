// Finds the texts for a shopper's language: the first of the wishes that we speak, else English.
import { de } from "./locales/de.ts";
import { en } from "./locales/en.ts";
import { es } from "./locales/es.ts";
import { fr } from "./locales/fr.ts";
import type { EmailTexts } from "./locales/texts.ts";
import { tr } from "./locales/tr.ts";

const byLanguage: Readonly<Record<string, EmailTexts>> = { de, en, es, fr, tr };

export interface ChosenTexts {
  /** BCP 47; the region is kept for numbers and money where it is known and valid. */
  locale: string;
  texts: EmailTexts;
}

/** `wishes` may hold anything: locales as Shopify or a browser writes them, blanks, nonsense. */
export function chooseTexts(wishes: readonly (string | null | undefined)[]): ChosenTexts {
  for (const wish of wishes) {
    const locale = readLocale(wish);
    if (locale === null) continue;
    const texts = byLanguage[locale.language];
    if (texts !== undefined) return { locale: locale.baseName, texts };
  }
  return { locale: "en", texts: en };
}

function readLocale(wish: string | null | undefined): Intl.Locale | null {
  if (wish === null || wish === undefined) return null;
  try {
    return new Intl.Locale(wish.replaceAll("_", "-"));
  } catch {
    return null;
  }
}
