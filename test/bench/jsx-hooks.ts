// Lets Node load the app's e-mails, which are components: it takes types away by itself, not tags.
import { readFile } from "node:fs/promises";
import type { LoadHook } from "node:module";
import { fileURLToPath } from "node:url";
import { transformWithEsbuild } from "vite";

export const load: LoadHook = async (url, context, next) => {
  if (!url.endsWith(".tsx")) return next(url, context);
  const file = fileURLToPath(url);
  const options = { jsx: "automatic", format: "esm" } as const;
  const { code } = await transformWithEsbuild(await readFile(file, "utf8"), file, options);
  return { format: "module", source: code, shortCircuit: true };
};
