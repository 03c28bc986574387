// Points have the name that the merchant gave them: no text that shoppers read calls them
// otherwise. Either it names them by a value, or it does without a name.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { de } from "../../app/adapters/email/locales/de.ts";
import { en } from "../../app/adapters/email/locales/en.ts";
import { es } from "../../app/adapters/email/locales/es.ts";
import { fr } from "../../app/adapters/email/locales/fr.ts";
import { tr } from "../../app/adapters/email/locales/tr.ts";
import { saidTextsIn } from "../../app/routes/proxy/said-texts.ts";
import { firstTextsIn } from "../../widget/words/first-texts.ts";
import { panelTextsIn } from "../../widget/words/panel-texts.ts";
import { reasonsIn } from "../../widget/words/reasons.ts";

const home = fileURLToPath(new URL("../..", import.meta.url));
const emails: Readonly<Record<string, object>> = { en, de, fr, es, tr };

/** The word for points in any form. */
const GENERIC: Readonly<Record<string, RegExp>> = {
  en: /\bpoints?\b/i,
  de: /punkt/i,
  fr: /\bpoints?\b/i,
  es: /\bpuntos?\b/i,
  tr: /\bpuan/i,
};
const languages = Object.keys(GENERIC);

/** What the theme editor says to the merchant alone. */
const TO_THE_MERCHANT = /^theme\.editor\./;
/** They speak to staff. */
const OF_STAFF: ReadonlySet<string> = new Set(["pos", "admin-customer"]);

type Tree = { readonly [key: string]: string | Tree };

const flatten = (tree: Tree, path: string): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  );

/** Those of the theme and of every extension that shoppers see. */
const shippedIn = (language: string): [string, string][] => {
  const name = language === "en" ? "en.default.json" : `${language}.json`;
  const folders = readdirSync(join(home, "extensions"), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !OF_STAFF.has(entry.name) && entry.name !== "parts",
  );
  return folders.flatMap(({ name: folder }) => {
    const file = join(home, "extensions", folder, "locales", name);
    return flatten(JSON.parse(readFileSync(file, "utf8")) as Tree, `${folder}.`);
  });
};

const textsIn = (language: string): Map<string, string> =>
  new Map([
    ...flatten(firstTextsIn(language) as unknown as Tree, "panel."),
    ...flatten(panelTextsIn(language) as unknown as Tree, "panel."),
    ...flatten(reasonsIn(language) as unknown as Tree, "history."),
    ...flatten(saidTextsIn(language) as unknown as Tree, "card."),
    ...flatten(emails[language] as Tree, "email."),
    ...shippedIn(language).filter(([key]) => !TO_THE_MERCHANT.test(key)),
  ]);

/** Keys of texts that name points by that word, values left aside. */
const naming = (texts: ReadonlyMap<string, string>, word: RegExp): string[] =>
  [...texts]
    .filter(([, text]) => word.test(text.replaceAll(/\{+\s*\w+\s*\}+/g, "")))
    .map(([key]) => key);

describe.each(languages)("in %s", (language) => {
  const texts = textsIn(language);
  const word = GENERIC[language] as RegExp;

  test("no shopper reads the generic word", () => {
    expect(texts.size).toBeGreaterThan(500);
    expect(naming(texts, word)).toEqual([]);
  });

  test("the word would be found", () => {
    const merchants = new Map(shippedIn(language).filter(([key]) => TO_THE_MERCHANT.test(key)));
    expect(naming(merchants, word)).toContain("theme.editor.product");
  });
});
