// No component says anything by itself: every word comes from a locale file.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { hardCodedTexts } from "./jsx-texts.ts";

const home = fileURLToPath(new URL("../..", import.meta.url));
const sources = join(home, "widget/src");
const components = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".tsx"),
);

test.each(components)("%s", async (name) => {
  expect(await hardCodedTexts(readFileSync(join(sources, name), "utf8"))).toEqual([]);
});

test.each([
  ["text between tags", `export const A = () => <p>Hello there</p>;`, "Hello there"],
  ["one side of a condition", `export const A = ({ is }) => <p>{is ? "Yes" : null}</p>;`, "Yes"],
  ["a spoken attribute", `export const A = () => <button aria-label="Close" />;`, "Close"],
  ["part of a template", "export const A = ({ n }) => <p>{`${n} points`}</p>;", " points"],
])("would notice %s", async (_, source, text) => {
  expect(await hardCodedTexts(source)).toEqual([text]);
});

test("Liquid says nothing by itself either", () => {
  for (const folder of ["blocks", "snippets"]) {
    const path = join(home, "extensions/theme", folder);
    for (const name of readdirSync(path)) {
      const shown = readFileSync(join(path, name), "utf8")
        .replace(/\{%-?\s*(doc|schema)\b[\s\S]*?\{%-?\s*end\1\s*-?%\}/g, "")
        .replace(/\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g, "")
        .replace(/<[^>]*>/g, "")
        .replaceAll("&nbsp;", "");
      expect(shown, name).not.toMatch(/\p{L}/u);
    }
  }
});

test("nothing in the theme extension runs inline or comes from elsewhere", () => {
  for (const folder of ["blocks", "snippets"]) {
    const path = join(home, "extensions/theme", folder);
    for (const name of readdirSync(path)) {
      const source = readFileSync(join(path, name), "utf8");
      expect(source, name).not.toMatch(/<script|javascript:|\son\w+\s*=|https?:/i);
    }
  }
});
