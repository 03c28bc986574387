// The words that Shopify keeps with our files, as the files have them: those of the theme's blocks
// and of the extensions.
import accountDe from "../../../extensions/account/locales/de.json" with { type: "json" };
import accountEn from "../../../extensions/account/locales/en.default.json" with { type: "json" };
import accountEs from "../../../extensions/account/locales/es.json" with { type: "json" };
import accountFr from "../../../extensions/account/locales/fr.json" with { type: "json" };
import accountTr from "../../../extensions/account/locales/tr.json" with { type: "json" };
import accountPageDe from "../../../extensions/account-page/locales/de.json" with { type: "json" };
import accountPageEn from "../../../extensions/account-page/locales/en.default.json" with { type: "json" };
import accountPageEs from "../../../extensions/account-page/locales/es.json" with { type: "json" };
import accountPageFr from "../../../extensions/account-page/locales/fr.json" with { type: "json" };
import accountPageTr from "../../../extensions/account-page/locales/tr.json" with { type: "json" };
import checkoutDe from "../../../extensions/checkout/locales/de.json" with { type: "json" };
import checkoutEn from "../../../extensions/checkout/locales/en.default.json" with { type: "json" };
import checkoutEs from "../../../extensions/checkout/locales/es.json" with { type: "json" };
import checkoutFr from "../../../extensions/checkout/locales/fr.json" with { type: "json" };
import checkoutTr from "../../../extensions/checkout/locales/tr.json" with { type: "json" };
import thankYouDe from "../../../extensions/thank-you/locales/de.json" with { type: "json" };
import thankYouEn from "../../../extensions/thank-you/locales/en.default.json" with { type: "json" };
import thankYouEs from "../../../extensions/thank-you/locales/es.json" with { type: "json" };
import thankYouFr from "../../../extensions/thank-you/locales/fr.json" with { type: "json" };
import thankYouTr from "../../../extensions/thank-you/locales/tr.json" with { type: "json" };
import themeDe from "../../../extensions/theme/locales/de.json" with { type: "json" };
import themeEn from "../../../extensions/theme/locales/en.default.json" with { type: "json" };
import themeEs from "../../../extensions/theme/locales/es.json" with { type: "json" };
import themeFr from "../../../extensions/theme/locales/fr.json" with { type: "json" };
import themeTr from "../../../extensions/theme/locales/tr.json" with { type: "json" };
import type { ShippedPlace } from "../../core/program/own-shipped-text-keys.ts";

interface Tree {
  readonly [key: string]: string | Tree;
}

const files: Readonly<Record<ShippedPlace, Readonly<Record<string, Tree>>>> = {
  theme: { en: themeEn, de: themeDe, es: themeEs, fr: themeFr, tr: themeTr },
  checkout: { en: checkoutEn, de: checkoutDe, es: checkoutEs, fr: checkoutFr, tr: checkoutTr },
  "thank-you": { en: thankYouEn, de: thankYouDe, es: thankYouEs, fr: thankYouFr, tr: thankYouTr },
  account: { en: accountEn, de: accountDe, es: accountEs, fr: accountFr, tr: accountTr },
  "account-page": {
    en: accountPageEn,
    de: accountPageDe,
    es: accountPageEs,
    fr: accountPageFr,
    tr: accountPageTr,
  },
};

/** Formats, names that merchants set elsewhere, and what the theme editor tells them alone. */
const NOT_SAID = /^theme\.(?:page|number|points|editor)\.|^theme\.early\.date$/;
/** Read like any other number of things. */
const MANY = /\.many$/;

/** By the key under which a merchant puts it otherwise, with values in single braces. */
export function shippedTexts(language: string): [key: string, text: string][] {
  return Object.entries(files).flatMap(([place, byLanguage]) =>
    flatten(byLanguage[language] ?? {}, `${place}.`)
      .filter(([key]) => !NOT_SAID.test(key) && !MANY.test(key))
      .map(([key, text]): [string, string] => [
        key.replace("_html", ""),
        text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, "{$1}"),
      ]),
  );
}

function flatten(tree: Tree, path: string): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  );
}
