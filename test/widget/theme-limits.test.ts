// What Shopify takes of a theme extension: what is over it is noticed.
import { expect, test } from "vitest";
import { timesAsMuch } from "../../widget/published-sizes.ts";
import { type Weight, exceeded } from "../../widget/size.ts";
import { themeLimits } from "../../widget/theme-limits.ts";

const SMALL = {
  "blocks/loyalty.liquid": 4_000,
  "snippets/loyalty-root.liquid": 2_000,
  "locales/en.default.json": 5_000,
  "locales/de.json": 6_000,
  "assets/loyalty.css": 6_000,
};

const overWith = (changes: Readonly<Record<string, number>>) => {
  const weights = new Map(
    Object.entries({ ...SMALL, ...changes }).map(([name, raw]): [string, Weight] => [
      name,
      { raw, gzip: 1, brotli: 1 },
    ]),
  );
  return exceeded(themeLimits(weights), weights)
    .filter(({ isExceeded }) => isExceeded)
    .map(({ name }) => name.split(",")[0]);
};

test("what is small enough passes", () => {
  expect(overWith({})).toEqual([]);
});

test.each([
  ["Liquid over 100 KB in all its files", { "blocks/new.liquid": 94_001 }, "all Liquid"],
  ["one language over 15 KB", { "locales/fr.json": 15_001 }, "largest file of words"],
  ["a stylesheet over 100 KB", { "assets/loyalty.css": 100_001 }, "block stylesheet"],
  ["pictures over 10 MB", { "assets/hero.png": 10_000_000 }, "all files of the theme extension"],
] as const)("%s is noticed", (_, changes, name) => {
  expect(overWith(changes)).toEqual([name]);
});

test("others are so many times as heavy", () => {
  expect(timesAsMuch(33, 10_000)).toBe("3.3");
  expect(timesAsMuch(1_083.96, 20_000)).toBe("54.2");
});
