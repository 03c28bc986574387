// The words of invitations: each language says the same, with the same values.
import { describe, expect, test } from "vitest";
import { invitationRefusals } from "../../widget/contract/invitation.ts";
import { wordsIn } from "../../widget/src/invitation/words.ts";

type Tree = { [key: string]: string | Tree };

const flatten = (tree: Tree, path = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  );
const valuesIn = (language: string) =>
  flatten({ ...wordsIn(language) } as Tree).map(([key, text]) => [
    key,
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
  ]);

describe.each(["de", "es", "fr", "tr"])("in %s", (language) => {
  test("each has the values of the English one", () => {
    expect(valuesIn(language)).toEqual(valuesIn("en"));
  });

  test("none is left in English, none is empty", () => {
    const english = new Map(flatten({ ...wordsIn("en") } as Tree));
    for (const [key, text] of flatten({ ...wordsIn(language) } as Tree)) {
      expect(text.trim(), key).toBeTruthy();
      expect(text, key).not.toBe(english.get(key));
    }
  });
});

test("every last word is told", () => {
  const told = ["accepted", "declined", ...invitationRefusals];
  expect(Object.keys(wordsIn("en").said).toSorted()).toEqual(told.toSorted());
});

test("a language without words reads English", () => {
  expect(wordsIn("ar")).toBe(wordsIn("en"));
});
