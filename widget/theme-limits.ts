// What Shopify takes of a theme app extension, beside what there is: some of it its theme check
// refuses, the rest is only written down.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Limit, Weight } from "./size.ts";

const LIQUID_BYTES = 100_000;
const LOCALE_BYTES = 15_000;
const STYLESHEET_BYTES = 100_000;
const ALL_BYTES = 10_000_000;
/** The one that blocks name in their schema. */
const STYLESHEET = "assets/loyalty.css";

/** Below the folder of the extension. */
export const filesOfTheme = (folder: string): string[] =>
  ["assets", "blocks", "locales", "snippets"].flatMap((name) =>
    readdirSync(join(folder, name)).map((file) => `${name}/${file}`),
  );

/** By the weights of the files, which are named as `filesOfTheme` does. */
export const themeLimits = (weights: ReadonlyMap<string, Weight>): Limit[] => {
  const files = [...weights.keys()];
  const locales = files.filter((file) => file.startsWith("locales/"));
  const heaviest = locales.toSorted((a, b) => rawOf(weights, b) - rawOf(weights, a)).slice(0, 1);
  const liquid = files.filter((file) => file.endsWith(".liquid"));
  const limit = (name: string, some: readonly string[], limitBytes: number): Limit => ({
    name: `${name}, uncompressed, Shopify's`,
    files: some,
    measure: "raw",
    limitBytes,
  });
  return [
    limit("all Liquid", liquid, LIQUID_BYTES),
    limit("largest file of words", heaviest, LOCALE_BYTES),
    limit("block stylesheet", [STYLESHEET], STYLESHEET_BYTES),
    limit("all files of the theme extension", files, ALL_BYTES),
  ];
};

const rawOf = (weights: ReadonlyMap<string, Weight>, file: string): number =>
  weights.get(file)?.raw ?? 0;
