// Runs Shopify's theme check, with the rules for theme app extensions, on a copy with freshly built
// assets.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "@shopify/theme-check-node";
import { builtAssets } from "./built-assets.ts";

const source = fileURLToPath(new URL("../../extensions/theme", import.meta.url));

/** A copy that may be spoiled; the caller removes it. */
export const copyTheme = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "regulars-theme-"));
  await cp(source, folder, {
    recursive: true,
    filter: (path) => !/assets\/.*\.js$/.test(path),
  });
  await cp(await builtAssets(), join(folder, "assets"), { recursive: true });
  return folder;
};

export const removeTheme = (folder: string): Promise<void> => rm(folder, { recursive: true });

/** Errors, warnings and hints alike: merchants are shown them all. */
export const offensesIn = async (folder: string): Promise<string[]> => {
  const offenses = await check(folder, "theme-check:theme-app-extension");
  return offenses.map(
    ({ uri, check: rule, message }) => `${uri.split("/").at(-1)}: ${rule}: ${message}`,
  );
};
