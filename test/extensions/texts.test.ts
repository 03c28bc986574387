// Every language of each extension says everything, with the same values in it; nothing is said
// that no component asks for, and no module says anything by itself.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hardCodedTexts } from "../widget/jsx-texts.ts";
import { type Texts, extensions, languages, textsIn } from "./extension-page.ts";

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

const parts = sourcesIn(join(extensions, "parts"));
const folders = readdirSync(extensions).filter((folder) =>
  existsSync(join(extensions, folder, "src")),
);

const keysOf = (texts: Texts) => Object.keys(texts).toSorted();
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = ""]) => name).toSorted();
const forms = (text: string | Record<string, string>) =>
  typeof text === "string" ? [text] : Object.values(text);

test("there are extensions that speak", () => {
  expect(folders).toContain("thank-you");
});

describe.each(folders)("%s", (folder) => {
  const english = textsIn(folder, "en");

  describe.each(languages)("in %s", (language) => {
    const texts = textsIn(folder, language);

    test("has the keys of English", () => {
      expect(keysOf(texts)).toEqual(keysOf(english));
    });

    test("has texts with the same values", () => {
      for (const key of keysOf(english)) {
        const [expected = ""] = forms(english[key] ?? "");
        for (const text of forms(texts[key] ?? "")) {
          expect(text.trim(), key).not.toBe("");
          expect(placeholders(text), key).toEqual(placeholders(expected));
        }
      }
    });

    test("has each plural form that the language needs", () => {
      const plurals = Object.entries(texts).filter(([, text]) => typeof text === "object");
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      for (const [key, plural] of plurals) {
        expect(Object.keys(plural).toSorted(), key).toEqual(pluralCategories.toSorted());
      }
    });
  });

  test("no text is there that no component asks for", () => {
    const files = [...sourcesIn(join(extensions, folder, "src")), ...parts];
    const code = files.map((file) => readFileSync(file, "utf8")).join("\n");
    expect(keysOf(english).filter((key) => !code.includes(`"${key}"`))).toEqual([]);
  });

  test.each(sourcesIn(join(extensions, folder, "src")))("%s says nothing itself", async (file) => {
    expect(await hardCodedTexts(readFileSync(file, "utf8"), file)).toEqual([]);
  });
});

test.each(parts)("%s says nothing itself", async (file) => {
  expect(await hardCodedTexts(readFileSync(file, "utf8"), file)).toEqual([]);
});
