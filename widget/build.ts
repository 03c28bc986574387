// Builds what Shopify hosts (loader, panel, its languages, rewards, the history, invitations) into
// the theme extension, and the admin's preview into public/. One pass per kind of file, because a
// plain script may share nothing with a module.
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";
import { moduleConfig, partConfig, scriptConfig } from "./vite.widget.config.ts";

const home = fileURLToPath(new URL("..", import.meta.url));
export const themeAssets = join(home, "extensions/theme/assets");
const previewFolder = join(home, "public/widget");

export const buildThemeAssets = async (folder: string): Promise<void> => {
  await build(scriptConfig("loyalty-loader", "loader.ts", folder));
  await build(moduleConfig(folder));
  await build(partConfig("activity", folder));
  await build(partConfig("invitation", folder));
  await build(partConfig("rewards", folder));
};

const buildPreview = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await build(scriptConfig("loyalty-preview", "preview.tsx", folder));
  await cp(join(themeAssets, "loyalty-panel.css"), join(folder, "loyalty-panel.css"));
};

export const buildWidget = async (): Promise<void> => {
  await buildThemeAssets(themeAssets);
  await buildPreview(previewFolder);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildWidget();
