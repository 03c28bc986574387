// Nothing that shoppers meet says anything by itself, and nothing that merchants set does: every
// word comes from a locale file, or from the server in the language of who reads.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { hardCodedTexts } from "./jsx-texts.ts";

const home = fileURLToPath(new URL("../..", import.meta.url));
const sources = join(home, "widget/src");
const scripts = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.tsx?$/.test(name),
);

test.each(scripts)("%s", async (name) => {
  expect(await hardCodedTexts(readFileSync(join(sources, name), "utf8"), name)).toEqual([]);
});

test.each([
  ["text between tags", `export const A = () => <p>Hello there</p>;`, "Hello there"],
  ["one side of a condition", `export const A = ({ is }) => <p>{is ? "Yes" : null}</p>;`, "Yes"],
  ["a spoken attribute", `export const A = () => <button aria-label="Close" />;`, "Close"],
  ["part of a template", "export const A = ({ n }) => <p>{`${n} points`}</p>;", " points"],
  ["text that a script writes", `place.textContent = isLeft ? "Left" : name;`, "Left"],
  ["an attribute that a script writes", `place.setAttribute("aria-label", "Close");`, "Close"],
  ["a hint beside a field", `export const A = () => <s-text-area details="Why" />;`, "Why"],
  ["a message of a plain module", `export const told = { text: "Done." };`, "Done."],
  ["a sentence anywhere", `setProblem(isOver ? "It is over" : null);`, "It is over"],
])("would notice %s", async (_, source, text) => {
  expect(await hardCodedTexts(source)).toEqual([text]);
});

test.each([
  ["what is told to those who run the shop", `throw new TypeError("It is over");`],
  ["the key of a message", `export const told = { text: "points_back" };`],
  ["classes and selectors", `const A = () => <p class="a row">{find("input, select").value}</p>;`],
])("lets %s be", async (_, source) => {
  expect(await hardCodedTexts(source)).toEqual([]);
});

const liquidFiles = ["blocks", "snippets"].flatMap((folder) =>
  readdirSync(join(home, "extensions/theme", folder)).map((name) => `${folder}/${name}`),
);
const readLiquid = (name: string) => readFileSync(join(home, "extensions/theme", name), "utf8");

/** Markup as Liquid leaves it, without what Liquid puts in. */
const markupOf = (source: string) =>
  source
    .replace(/\{%-?\s*(doc|schema|comment)\b[\s\S]*?\{%-?\s*end\1\s*-?%\}/g, "")
    .replace(/\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g, "");

/** What is shown or read aloud although no locale file says it. */
const wordsInLiquid = (source: string): string[] => {
  const markup = markupOf(source);
  const shown = markup
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    // A selector, which such styles are put together from.
    .replace(/\[[\w-]+="[^"]*"\]/g, "")
    .replace(/<[^>]*>/g, "\n")
    .replaceAll("&nbsp;", "");
  const aria = "aria-(?:label|description|roledescription|valuetext)";
  const quoted = `"([^"]*)"|'([^']*)'`;
  const names = `${aria}|title|alt|placeholder|label`;
  const spoken = new RegExp(`\\s(?:${names})\\s*=\\s*(?:${quoted})`, "g");
  const read = [...markup.matchAll(spoken)].map(([, double, single]) => double ?? single ?? "");
  return [...shown.split("\n"), ...read, ...wordsInTags(source)]
    .map((text) => text.trim())
    .filter((text) => /\p{L}/u.test(text));
};

/** What Liquid itself puts in: keys, names and formats have no capital first and no spaces. */
const wordsInTags = (source: string): string[] => {
  const code = source
    .replace(/\{%-?\s*(doc|schema|comment)\b[\s\S]*?\{%-?\s*end\1\s*-?%\}/g, "")
    .matchAll(/\{%-?([\s\S]*?)-?%\}|\{\{-?([\s\S]*?)-?\}\}/g);
  return [...code]
    .map(([, tag, output]) => (tag ?? output ?? "").replace(/^\s*#.*$/gm, ""))
    .flatMap((text) => [...text.matchAll(/"([^"]*)"|'([^']*)'/g)])
    .map(([, double, single]) => double ?? single ?? "")
    .filter((text) => /^\p{Lu}|\p{L}\s+\p{L}/u.test(text));
};

test.each(liquidFiles)("%s says nothing by itself either", (name) => {
  expect(wordsInLiquid(readLiquid(name))).toEqual([]);
});

test.each([
  ["text between tags", "<p>Hello {{ name }}</p>", "Hello"],
  ["a spoken attribute", `<button aria-label="Close {{ name }}"></button>`, "Close"],
  ["a spoken attribute in other quotes", `<input placeholder='Your name'>`, "Your name"],
  ["what stands in for nothing", `{{ settings.title | default: "Welcome" }}`, "Welcome"],
  ["what is kept first", `{% liquid\n  assign told = 'see you'\n%}`, "see you"],
])("would notice %s in Liquid", (_, source, text) => {
  expect(wordsInLiquid(source)).toEqual([text]);
});

/** Of a setting, a choice or a block, as the theme editor shows them. */
const SHOWN_TO_MERCHANTS = new Set(["name", "label", "info", "content", "placeholder", "group"]);

const wordsInSchema = (value: unknown, key = ""): string[] => {
  if (Array.isArray(value)) return value.flatMap((each) => wordsInSchema(each));
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value);
    const isText = /^(text|textarea|richtext|inline_richtext)$/.test(String(Object(value).type));
    return entries.flatMap(([name, inner]) =>
      wordsInSchema(inner, name === "default" && isText ? "content" : name),
    );
  }
  if (typeof value !== "string" || !SHOWN_TO_MERCHANTS.has(key)) return [];
  return value.startsWith("t:") || !/\p{L}/u.test(value) ? [] : [value];
};

test.each(liquidFiles.filter((name) => name.startsWith("blocks/")))(
  "the settings of %s are read in the merchant's language",
  (name) => {
    const [, schema = ""] = /\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(readLiquid(name)) ?? [];
    expect(wordsInSchema(JSON.parse(schema))).toEqual([]);
  },
);

test("would notice words in settings", () => {
  const settings = [
    { type: "text", id: "heading", label: "t:settings.heading", default: "Welcome" },
    { type: "select", id: "side", label: "Side", options: [{ value: "end", label: "End" }] },
  ];
  expect(wordsInSchema({ name: "t:name", settings })).toEqual(["Welcome", "Side", "End"]);
});

test.each(liquidFiles)("nothing in %s runs inline or comes from elsewhere", (name) => {
  expect(readLiquid(name)).not.toMatch(/<script|javascript:|https?:/i);
  expect(markupOf(readLiquid(name))).not.toMatch(/\son\w+\s*=/i);
});
