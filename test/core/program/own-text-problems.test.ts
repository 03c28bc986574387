// Texts of a merchant's own: what is refused, and with which words.
import { describe, expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import { ownTextValues } from "../../../app/core/program/own-text-keys.ts";
import { textLanguages } from "../../../app/core/program/own-text-terms.ts";
import { textsAsWritten } from "../../../app/routes/proxy/panel-words.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

const read = (...texts: object[]) => parseProgramDocument({ ...PROGRAM_INPUT, texts });
const problemsOf = (...texts: object[]) => {
  const result = read(...texts);
  return result.outcome === "invalid"
    ? result.problems.map(({ path, message }) => `${path}: ${message}`)
    : [];
};
const text = (changes: object = {}) => ({
  language: "en",
  key: "to_go",
  text: "Just {points} more!",
  ...changes,
});

describe("what can be said otherwise", () => {
  test.each(textLanguages)(
    "is all that the panel says in %s, with the values of our text",
    (lang) => {
      const written = [...textsAsWritten(lang)].filter(([key]) => key !== "lang" && key !== "dir");
      expect(written.map(([key]) => key).toSorted()).toEqual([...ownTextValues.keys()].toSorted());
      for (const [key, ours] of written) {
        const named = new Set([...ours.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name));
        const known = new Set(ownTextValues.get(key));
        // One of something need not say how many.
        for (const names of key.endsWith(".one") ? [named, known] : []) names.delete("count");
        expect(named, key).toEqual(known);
      }
    },
  );
});

describe("a text of one's own", () => {
  test("is kept as it is, without blanks around it", () => {
    const result = read(text({ text: "  Just {points} more <3 " }));
    expect(result).toMatchObject({
      outcome: "valid",
      document: { texts: [{ language: "en", key: "to_go", text: "Just {points} more <3" }] },
    });
  });

  test("may leave values out", () => {
    expect(problemsOf(text({ text: "Soon yours" }))).toEqual([]);
  });

  test.each([
    ["is none of the panel", { key: "to_gone" }, 'texts.0.key: There is no text "to_gone"'],
    ["names what is not known there", { text: "{points} and {name}" }, "Leave out {name}: here"],
    ["names a value where there is none", { key: "redeem" }, "{points}: this text has no values"],
    ["is empty", { text: " " }, "texts.0.text: Enter a text, or leave it out"],
    ["has several lines", { text: "Two\nlines" }, "texts.0.text: Write it in one line"],
    ["is longer than any text has to be", { text: "x".repeat(601) }, "at most 600"],
    ["is in a language that the panel does not speak", { language: "it" }, "texts.0.language"],
  ])("that %s is refused", (_, changes, sentence) => {
    expect(problemsOf(text(changes)).join()).toContain(sentence);
  });

  test("stands once in each language", () => {
    expect(problemsOf(text(), text({ language: "de" }))).toEqual([]);
    expect(problemsOf(text(), text())).toEqual([
      "texts.1.key: Give each text once in each language",
    ]);
  });
});
