// Builds the widget, weighs it, and fails when it has grown past its limits. `npm run widget:size`
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { type ExtensionBundle, buildExtensions, extensionBundles } from "./build-extensions.ts";
import { buildWidget, themeAssets } from "./build.ts";
import { PUBLISHED_KB, timesAsMuch } from "./published-sizes.ts";
import { filesOfTheme, themeLimits } from "./theme-limits.ts";

export interface Weight {
  raw: number;
  gzip: number;
  brotli: number;
}

export interface Limit {
  name: string;
  files: readonly string[];
  measure: keyof Weight;
  limitBytes: number;
}

const LOADER = "loyalty-loader.js";
const PANEL = "loyalty-panel.js";
const STYLES = "loyalty-panel.css";
const MORE = "loyalty-parts.css";
const ACTIVITY = "loyalty-activity.js";
const EARN = "loyalty-earn.js";
const FRIEND = "loyalty-friend.js";
const POINTS = "loyalty-points.js";
const INVITATION = "loyalty-invitation.js";
const REWARDS = "loyalty-rewards.js";

/** `all` are the names of everything that a shopper's browser can ever be given. */
export const limitsFor = (all: readonly string[]): Limit[] => [
  { name: "before interaction: loader", files: [LOADER], measure: "brotli", limitBytes: 1_000 },
  {
    name: "first view of the panel: script and styles",
    files: [PANEL, STYLES],
    measure: "brotli",
    limitBytes: 10_000,
  },
  {
    name: "with what comes later: its styles",
    files: [MORE],
    measure: "brotli",
    limitBytes: 1_300,
  },
  { name: "on the rewards: rewards", files: [REWARDS], measure: "brotli", limitBytes: 3_500 },
  { name: "on the history: activity", files: [ACTIVITY], measure: "brotli", limitBytes: 1_500 },
  { name: "on the ways to earn: earn", files: [EARN], measure: "brotli", limitBytes: 3_500 },
  {
    name: "beside products and carts: points",
    files: [POINTS],
    measure: "brotli",
    limitBytes: 1_000,
  },
  { name: "for friends: landing", files: [FRIEND], measure: "brotli", limitBytes: 1_800 },
  {
    name: "for the invited: invitation",
    files: [INVITATION],
    measure: "brotli",
    limitBytes: 1_800,
  },
  { name: "everything, scripts and styles", files: all, measure: "brotli", limitBytes: 25_000 },
  // Shopify's theme check weighs the file that a block's schema names as it lies on the disk.
  { name: "block javascript, uncompressed", files: [LOADER], measure: "raw", limitBytes: 10_000 },
];

/** Of each UI extension: ours, and what Shopify takes of one bundle. */
export const extensionLimits = (bundles: readonly ExtensionBundle[]): Limit[] =>
  bundles.flatMap(({ extension, target, file }) => {
    const name = `${extension}: ${target}`;
    return [
      { name, files: [file], measure: "brotli", limitBytes: 20_000 },
      { name: `${name}, Shopify's`, files: [file], measure: "gzip", limitBytes: 65_536 },
    ];
  });

export const weigh = (content: Buffer): Weight => ({
  raw: content.length,
  gzip: gzipSync(content, { level: 9 }).length,
  brotli: brotliCompressSync(content).length,
});

export const exceeded = (limits: readonly Limit[], weights: ReadonlyMap<string, Weight>) =>
  limits.map((limit) => {
    const bytes = limit.files.reduce((sum, file) => {
      const weight = weights.get(file);
      if (!weight) throw new Error(`${file} was not built.`);
      return sum + weight[limit.measure];
    }, 0);
    return { ...limit, bytes, isExceeded: bytes > limit.limitBytes };
  });

/** As long as the longest name of a target. */
const NAME_WIDTH = 68;

const cell = (value: string | number, width: number): string =>
  (typeof value === "number" ? value.toLocaleString("en") : value).padStart(width);

const print = (name: string, ...values: (string | number)[]): void =>
  console.log(name.padEnd(NAME_WIDTH) + values.map((value) => cell(value, 12)).join(""));

/** `ours` is everything that a shopper's browser can ever be given. */
const printBesideOthers = (ours: number): void => {
  print("in kilobytes", "", "published", "times ours");
  print("Regulars: everything", "", Math.round(ours / 10) / 100, "1.0");
  for (const [name, kilobytes] of Object.entries(PUBLISHED_KB)) {
    print(name, "", kilobytes, timesAsMuch(kilobytes, ours));
  }
};

const report = async (): Promise<boolean> => {
  await buildWidget();
  const names = readdirSync(themeAssets).filter((name) => /\.(js|css)$/.test(name));
  const bundles = await buildExtensions();
  const weighIn = (folder: string) => (name: string) =>
    [name, weigh(readFileSync(join(folder, name)))] as const;
  const weights = new Map([
    ...names.map(weighIn(themeAssets)),
    ...bundles.map(({ file }) => file).map(weighIn(extensionBundles)),
  ]);
  print("file, in bytes", "raw", "gzip", "brotli");
  for (const [name, { raw, gzip, brotli }] of weights) print(name, raw, gzip, brotli);
  const theme = join(themeAssets, "..");
  const inTheme = new Map(filesOfTheme(theme).map(weighIn(theme)));
  const ours = exceeded(limitsFor(names), weights);
  const results = [
    ...ours,
    ...exceeded(extensionLimits(bundles), weights),
    ...exceeded(themeLimits(inTheme), inTheme),
  ];
  console.log();
  print("limit, in bytes", "", "now", "limit", "");
  for (const { name, measure, bytes, limitBytes, isExceeded } of results) {
    print(name, measure, bytes, limitBytes, isExceeded ? "TOO BIG" : "ok");
  }
  console.log();
  printBesideOthers(ours.find(({ name }) => name === "everything, scripts and styles")?.bytes ?? 0);
  return results.every(({ isExceeded }) => !isExceeded);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = (await report()) ? 0 : 1;
}
