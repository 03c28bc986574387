// The theme app extension passes Shopify's theme check, and the check is shown to read what it
// judges.
import { appendFile, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyTheme, offensesIn, removeTheme } from "./check-theme.ts";

const LIQUID_LIMIT_BYTES = 100_000;
const LOCALE_LIMIT_BYTES = 15_000;
const BLOCK_LIMIT = 30;
const BLOCK_NAME_LIMIT = 25;

let folder: string;

beforeAll(async () => {
  folder = await copyTheme();
});

afterAll(() => removeTheme(folder));

const sizes = async (name: string) => {
  const files = await readdir(join(folder, name));
  return await Promise.all(files.map(async (file) => (await stat(join(folder, name, file))).size));
};

/** Spoils one file, looks, and puts it back. */
const offensesWith = async (file: string, spoil: (path: string) => Promise<void>) => {
  const path = join(folder, file);
  const before = await readFile(path);
  await spoil(path);
  const offenses = await offensesIn(folder);
  await writeFile(path, before);
  return offenses;
};

test("nothing is wrong with it", async () => {
  expect(await offensesIn(folder)).toEqual([]);
});

test.each([
  ["blocks/loyalty.liquid", "{{ 'launcher.missing' | t }}", "TranslationKeyExists"],
  ["blocks/loyalty-balance.liquid", "<script src='/x.js'></script>", "ParserBlockingScript"],
  ["snippets/loyalty-root.liquid", "{% assign unused = 1 %}", "UnusedAssign"],
  ["snippets/loyalty-money.liquid", "{{ 'gone.css' | asset_url }}", "MissingAsset"],
  ["locales/de.json", "not json", "ValidJSON"],
])("a mistake in %s is found", async (file, text, rule) => {
  const offenses = await offensesWith(file, (path) => appendFile(path, text));
  expect(offenses.join("\n")).toContain(rule);
});

test("a loader that outgrew Shopify's limit is found", async () => {
  const offenses = await offensesWith("assets/loyalty-loader.js", (path) =>
    appendFile(path, `//${"x".repeat(10_000)}`),
  );
  expect(offenses.join("\n")).toContain("AssetSizeAppBlockJavaScript");
});

test("it stays within the limits that Shopify documents and the check leaves out", async () => {
  const liquid = [...(await sizes("blocks")), ...(await sizes("snippets"))];
  expect(liquid.reduce((sum, size) => sum + size, 0)).toBeLessThan(LIQUID_LIMIT_BYTES);
  expect(Math.max(...(await sizes("locales")))).toBeLessThan(LOCALE_LIMIT_BYTES);
  expect((await sizes("blocks")).length).toBeLessThanOrEqual(BLOCK_LIMIT);
});

test.each(["en.default", "de", "fr", "es", "tr"])(
  "the theme editor has room for the names of the blocks in %s",
  async (language) => {
    const texts = await readFile(join(folder, "locales", `${language}.schema.json`), "utf8");
    const groups = Object.values(JSON.parse(texts) as Record<string, { name?: string }>);
    const names = groups.flatMap(({ name }) => name ?? []);
    expect(names).toHaveLength((await readdir(join(folder, "blocks"))).length);
    expect(names.filter((name) => name.length > BLOCK_NAME_LIMIT)).toEqual([]);
  },
);
