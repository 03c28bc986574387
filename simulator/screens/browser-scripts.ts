// The scripts that the simulator's pages load: TypeScript modules, linked into one plain script
// each when first asked for.
import { join } from "node:path";

const ENTRIES = {
  "app-bridge": "app-bridge/main.ts",
  "admin-frame": "screens/browser/admin-frame.ts",
  storefront: "screens/browser/storefront.ts",
  control: "screens/browser/control.ts",
  "extension-frame": "screens/browser/extension-frame.ts",
  "extension-host": "screens/browser/extension-host.ts",
} as const;

export type BrowserScript = keyof typeof ENTRIES;

const built = new Map<BrowserScript, Promise<string>>();

export function browserScript(name: BrowserScript): Promise<string> {
  const existing = built.get(name);
  if (existing) return existing;
  const building = buildScript(join(import.meta.dirname, "..", ENTRIES[name]));
  built.set(name, building);
  // A build that failed is tried again at the next request.
  building.catch(() => built.delete(name));
  return building;
}

export function isBrowserScript(name: string): name is BrowserScript {
  return Object.hasOwn(ENTRIES, name);
}

async function buildScript(entry: string): Promise<string> {
  const { build } = await import("vite");
  const result = await build({
    configFile: false,
    envFile: false,
    logLevel: "silent",
    root: import.meta.dirname,
    publicDir: false,
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      target: "es2022",
      rollupOptions: { input: entry, output: { format: "iife" } },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (!output || !("output" in output)) throw new Error(`Nothing was built from ${entry}.`);
  return output.output[0].code;
}
