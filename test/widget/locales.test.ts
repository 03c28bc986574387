// Every language says everything, with the same values in it, and nothing is said that no one asks
// for.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { reward } from "../../app/core/program/reward-terms.ts";
import { cancelRefusals, redeemRefusals } from "../../widget/contract/redeem.ts";
import { invitationRefusals } from "../../widget/contract/invitation.ts";
import { firstTextsIn } from "../../widget/words/first-texts.ts";
import { panelTextsIn } from "../../widget/words/panel-texts.ts";

const home = fileURLToPath(new URL("../..", import.meta.url));
const textsIn = (language: string) => ({ ...firstTextsIn(language), ...panelTextsIn(language) });
const en = textsIn("en");

type Tree = { [key: string]: string | Tree };

/** Every text by its path; plural forms are texts of their own. */
const flatten = (tree: Tree, path = ""): Map<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[path + key, value]] : [...flatten(value, `${path}${key}.`)],
    ),
  );

const placeholders = (text = "") =>
  [...text.matchAll(/\{+\s*(\w+)\s*\}+/g)].map(([, name = ""]) => name).toSorted();

describe.each(["de", "es", "fr", "tr"])("the panel in %s", (lang) => {
  const texts = textsIn(lang);
  const [own, english] = [flatten(texts), flatten(en)];

  test("has the keys of English", () => {
    expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    expect([texts.lang, firstTextsIn(`${lang}-XX`).lang]).toEqual([lang, lang]);
  });

  test.each([...english.keys()])("%s has a text with the same values", (key) => {
    expect(own.get(key)?.trim()).toBeTruthy();
    expect(placeholders(own.get(key))).toEqual(placeholders(english.get(key)));
  });
});

describe("English", () => {
  test.each([...redeemRefusals, ...cancelRefusals])("has words for the refusal %s", (reason) => {
    expect(en[`refused_${reason}`]).toBeTruthy();
  });

  test.each(["accepted", "declined", ...invitationRefusals] as const)(
    "has the last word about an invitation: %s",
    (reason) => {
      expect(en[`said_${reason}`]).toBeTruthy();
    },
  );

  test("has no text that nobody asks for", () => {
    const folder = join(home, "widget/src");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name));
    // What is missing for a tier is said for it.
    const sources = [...files, join(home, "app/routes/proxy/tier-view.ts")]
      .map((name) => readFileSync(name, "utf8"))
      .join("\n");
    const families = [...sources.matchAll(/`(\w*)\$\{[^}]+\}(\w*)`/g)].map(
      ([, start, end]) => new RegExp(`^${start}\\w+${end}$`),
    );
    // What a reward is called is looked up by its kind.
    const kinds: readonly string[] = reward.options.map(({ shape }) => shape.kind.value);
    const unused = Object.keys(en).filter(
      (key) =>
        !kinds.includes(key) &&
        !new RegExp(`["._]${key}\\b`).test(sources) &&
        !families.some((family) => family.source !== "^\\w+$" && family.test(key)),
    );
    expect(unused).toEqual([]);
  });
});

describe("the theme extension", () => {
  const folder = join(home, "extensions/theme/locales");
  const read = (name: string) =>
    flatten(JSON.parse(readFileSync(join(folder, name), "utf8")) as Tree);
  /** Which plural forms a language has is its own matter. */
  const keys = (texts: Map<string, string>) =>
    [
      ...new Set([...texts.keys()].map((key) => key.replace(/\.(one|many|other)$/, ".plural"))),
    ].toSorted();

  test.each(["de", "es", "fr", "tr"])(
    "says everything in %s, on the page and in the editor",
    (lang) => {
      for (const kind of ["", ".schema"]) {
        const [own, english] = [read(`${lang}${kind}.json`), read(`en.default${kind}.json`)];
        expect(keys(own)).toEqual(keys(english));
        for (const [key, text] of english) {
          if (own.has(key)) expect(placeholders(own.get(key)), key).toEqual(placeholders(text));
        }
      }
    },
  );

  test.each(["en", "de", "es", "fr", "tr"])("has each plural form that %s needs", (lang) => {
    const texts = read(lang === "en" ? "en.default.json" : `${lang}.json`);
    for (const form of new Intl.PluralRules(lang).resolvedOptions().pluralCategories) {
      expect(texts.get(`points.name.${form}`), form).toBeTruthy();
    }
  });

  test.each(["en", "de", "es", "fr", "tr"])("groups numbers in %s as the panel does", (lang) => {
    const texts = read(lang === "en" ? "en.default.json" : `${lang}.json`);
    const parts = new Intl.NumberFormat(lang, { minimumFractionDigits: 1 }).formatToParts(12_345.5);
    const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value;
    expect(texts.get("number.separator")).toBe(part("group"));
    expect(texts.get("number.decimal")).toBe(part("decimal"));
    const isGrouped = new Intl.NumberFormat(lang).format(1_234).length > 4;
    expect(texts.get("number.grouped_from")).toBe(isGrouped ? "1000" : "10000");
  });
});
