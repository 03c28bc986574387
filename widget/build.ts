// Builds what Shopify hosts (loader, panel, rewards, cards, the history, invitations, a
// friend's landing, points of products and carts) into the theme extension, and the admin's preview
// into public/. One pass per kind of file, because a plain script may share nothing with a module.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, transformWithEsbuild } from "vite";
import { TARGET, panelConfig, partConfig, scriptConfig } from "./vite.widget.config.ts";

const home = fileURLToPath(new URL("..", import.meta.url));
export const themeAssets = join(home, "extensions/theme/assets");
const previewFolder = join(home, "public/widget");
/** Of the theme's blocks, of the panel inside its shadow tree, and of what it fetches later. */
const stylesheets = ["loyalty.css", "loyalty-panel.css", "loyalty-parts.css"];

export const buildThemeAssets = async (folder: string): Promise<void> => {
  await build(scriptConfig("loyalty-loader", "loader.ts", folder));
  await build(scriptConfig("loyalty-friend", "friend.ts", folder));
  await build(scriptConfig("loyalty-points", "points.ts", folder));
  await build(panelConfig(folder));
  await build(partConfig("activity", folder));
  await build(partConfig("earn", folder));
  await build(partConfig("invitation", folder));
  await build(partConfig("rewards", folder));
  for (const name of stylesheets) await buildStylesheet(name, folder);
};

const buildStylesheet = async (name: string, folder: string): Promise<void> => {
  const source = await readFile(join(home, "widget/src/styles", name), "utf8");
  const { code } = await transformWithEsbuild(source, name, { minify: true, target: TARGET });
  await writeFile(join(folder, name), code);
};

const buildPreview = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await build(scriptConfig("loyalty-preview", "preview.tsx", folder));
  const styles = ["loyalty-panel.css", "loyalty-parts.css"];
  const read = styles.map((name) => readFile(join(themeAssets, name), "utf8"));
  await writeFile(join(folder, "loyalty-panel.css"), (await Promise.all(read)).join(""));
};

export const buildWidget = async (): Promise<void> => {
  // What an earlier release has left behind would be deployed with the rest.
  await rm(themeAssets, { recursive: true, force: true });
  await mkdir(themeAssets, { recursive: true });
  await buildThemeAssets(themeAssets);
  await buildPreview(previewFolder);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await buildWidget();
}
