// What a merchant wrote in the place of an extension's own texts: Shopify keeps those with the
// extension, and lets nobody change them there.
import type { InOwnWords } from "../../../widget/contract/own-words.ts";
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import type { ShippedPlace } from "../../core/program/own-shipped-text-keys.ts";
import type { Locales } from "../proxy/condition-sentences.ts";
import { type OwnTexts, ownIn } from "../proxy/panel-words.ts";

/** For the extension in that folder. */
export function ownWords(
  place: Exclude<ShippedPlace, "theme">,
  locales: Locales,
  texts: OwnTexts,
): InOwnWords {
  const { language } = new Intl.Locale(chooseTexts(locales).locale);
  const start = `${place}.`;
  const own = ownIn(texts, language)
    .filter(({ key }) => key.startsWith(start))
    .map(({ key, text }) => [key.slice(start.length), text] as const);
  return own.length === 0 ? {} : { own: Object.fromEntries(own) };
}
