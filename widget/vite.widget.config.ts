// How the widget's files are bundled: small, for browsers of the last years, without a hash in
// their names (Shopify's asset_url adds the version).
import { fileURLToPath } from "node:url";
import { minify } from "terser";
import type { InlineConfig, Plugin } from "vite";
import { cutPreact } from "./preact-cuts.ts";

export const TARGET = ["es2021", "chrome100", "firefox100", "safari15.4"];
const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));

const shared = (folder: string): InlineConfig => ({
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  plugins: [squeeze],
  define: { "process.env.NODE_ENV": '"production"' },
  build: {
    outDir: folder,
    emptyOutDir: false,
    target: TARGET,
    modulePreload: false,
    minify: false,
    reportCompressedSize: false,
  },
});

/**
 * What the panel fetches later draws with the panel's own Preact: a second copy would be heavier,
 * and the two would number their nodes alike.
 */
export const partConfig = (
  name: "activity" | "earn" | "invitation" | "rewards",
  folder: string,
): InlineConfig => {
  const config = esModules({ [`loyalty-${name}`]: source(`${name}/${name}.tsx`) }, folder);
  const alias = { "preact/jsx-runtime": source("borrowed-jsx.ts") };
  return { ...config, resolve: { alias } };
};

/** Vite's own way leaves module libraries as they are; ours are read by browsers only. */
const squeeze: Plugin = {
  name: "squeeze",
  enforce: "post",
  async generateBundle({ format }, files) {
    for (const file of Object.values(files)) {
      if (file.type !== "chunk") continue;
      const compress = { passes: 3 };
      const options = { ecma: 2020, module: format === "es", compress } as const;
      file.code = (await minify(file.code, options)).code ?? "";
    }
  },
};

/** A plain script that leaves nothing global behind. */
export const scriptConfig = (name: string, entry: string, folder: string): InlineConfig => {
  const config = shared(folder);
  const lib = {
    entry: source(entry),
    formats: ["iife" as const],
    name: "regulars",
    fileName: () => `${name}.js`,
  };
  const rollupOptions = { output: { strict: false } };
  return { ...config, build: { ...config.build, lib, rollupOptions } };
};

export const panelConfig = (folder: string): InlineConfig => {
  const config = esModules({ "loyalty-panel": source("panel.tsx") }, folder);
  return { ...config, plugins: [lessPreact, squeeze] };
};

const lessPreact: Plugin = {
  name: "less-preact",
  transform: (code, id) =>
    id.endsWith("preact/dist/preact.module.js") ? { code: cutPreact(code), map: null } : null,
};

const esModules = (entry: Record<string, string>, folder: string): InlineConfig => {
  const config = shared(folder);
  const lib = {
    entry,
    formats: ["es" as const],
    fileName: (_: string, name: string) => `${name}.js`,
  };
  return { ...config, build: { ...config.build, lib } };
};

/** A UI extension as Shopify's own bundler makes it: one file with everything in it. */
export const extensionConfig = (
  entry: string,
  name: string,
  folder: string,
  appUrl: string | undefined,
): InlineConfig => {
  const config = shared(folder);
  const lib = { entry, formats: ["es" as const], fileName: () => `${name}.js` };
  const address = appUrl ? { "process.env.APP_URL": JSON.stringify(appUrl) } : {};
  const define = { ...config.define, ...address };
  return { ...config, define, build: { ...config.build, lib } };
};
