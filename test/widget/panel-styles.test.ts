// What a browser has to look up while the panel opens: each weight and each sign of a font that a
// page has not had before holds it up (decision 034).
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const styles = ["loyalty-panel", "loyalty-parts"]
  .map((name) => readFileSync(`widget/src/styles/${name}.css`, "utf8"))
  .join("\n");

const valuesOf = (property: string): string[] => [
  ...new Set(
    [...styles.matchAll(new RegExp(`[\\s;{]${property}:\\s*([^;]+);`, "g"))].map(
      ([, value]) => value ?? "",
    ),
  ),
];

test("the panel has two weights", () => {
  expect(valuesOf("font-weight").toSorted()).toEqual(["400", "600"]);
  const inShort = valuesOf("font").filter((value) => value !== "inherit");
  for (const value of inShort) expect(value).toMatch(/^600 /);
});

test("its signs are drawn, and not written", () => {
  const written = valuesOf("content").filter((value) => !value.startsWith('""'));
  expect(written).toEqual([]);
});
