// Builds the UI extensions as Shopify's own tool does when they are deployed: one file for each
// target, with everything in it. To weigh them, and to show them where Shopify is simulated.
import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";
import { extensionConfig } from "./vite.widget.config.ts";

const sources = fileURLToPath(new URL("../extensions", import.meta.url));
export const extensionBundles = fileURLToPath(new URL("../build/extensions", import.meta.url));

export interface ExtensionBundle {
  /** The name of its folder. */
  readonly extension: string;
  readonly target: string;
  /** Below the folder of all bundles. */
  readonly file: string;
}

/**
 * The address of the app is built in where the environment says it, as Shopify's tool does; else
 * whoever runs the bundle has to say it.
 */
export const buildExtensions = async (folder = extensionBundles): Promise<ExtensionBundle[]> => {
  // What an earlier release has left behind would be shown with the rest.
  await rm(folder, { recursive: true, force: true });
  const appUrl = process.env["APP_URL"];
  const bundles: ExtensionBundle[] = [];
  for (const extension of (await readdir(sources)).toSorted()) {
    for (const { module, target } of await targetsOf(extension)) {
      const entry = join(sources, extension, module);
      await build(extensionConfig(entry, target, join(folder, extension), appUrl));
      bundles.push({ extension, target, file: `${extension}/${target}.js` });
    }
  }
  return bundles;
};

interface Targeting {
  readonly module: string;
  readonly target: string;
}

/** As the extension declares them; none of what has no code, such as blocks of a theme. */
export const targetsOf = async (extension: string): Promise<Targeting[]> => {
  const declaration = await declarationOf(extension);
  const sections = declaration.matchAll(/\[\[extensions\.targeting\]\]([^[]*)/g);
  return [...sections].map(([, section = ""]) => ({
    module: valueOf(section, "module"),
    target: valueOf(section, "target"),
  }));
};

const declarationOf = async (extension: string): Promise<string> => {
  try {
    return await readFile(join(sources, extension, "shopify.extension.toml"), "utf8");
  } catch (error) {
    // Sources that extensions share have no declaration of their own.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
};

const valueOf = (section: string, key: string): string => {
  const value = new RegExp(`^\\s*${key}\\s*=\\s*"([^"]+)"`, "m").exec(section)?.[1];
  if (value === undefined) throw new Error(`An extension's target names no ${key}:${section}`);
  return value;
};

// Apart from the rest, and after it: the admin's build empties the folder that these lie in.
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildExtensions();
