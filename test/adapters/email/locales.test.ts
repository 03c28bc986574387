// Five languages that say the same: each sentence with the same values as the English one.
import { describe, expect, test } from "vitest";
import { de } from "../../../app/adapters/email/locales/de.ts";
import { en } from "../../../app/adapters/email/locales/en.ts";
import { es } from "../../../app/adapters/email/locales/es.ts";
import { fr } from "../../../app/adapters/email/locales/fr.ts";
import { tr } from "../../../app/adapters/email/locales/tr.ts";

/** Sentence by sentence, the names of its values. */
function valuesOf(texts: object, path = ""): [string, string[]][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) => {
    const here = `${path}/${key}`;
    if (typeof value === "object" && value !== null) return valuesOf(value, here);
    const names = [...String(value).matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name]) => name ?? "");
    return [[here, names.toSorted()]];
  });
}

describe.each([
  ["German", de],
  ["French", fr],
  ["Spanish", es],
  ["Turkish", tr],
])("%s", (_, texts) => {
  test("has the values of the English sentences", () => {
    expect(valuesOf(texts)).toEqual(valuesOf(en));
  });

  test("repeats no English sentence of several words", () => {
    const sentences = (all: object): string[] =>
      Object.values(all).flatMap((value: unknown) =>
        typeof value === "object" && value !== null ? sentences(value) : [String(value)],
      );
    const english = new Set(sentences(en).filter((text) => text.split(" ").length > 2));
    expect(sentences(texts).filter((text) => english.has(text))).toEqual([]);
  });
});
