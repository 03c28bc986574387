// Linter, formatter and dead-code finder are native programs, one package per platform. Where the
// lock file lacks the one of this machine, it is added to node_modules without touching the lock.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { npmCommand } from "./npm-command.ts";

const installTimeoutMs = 3 * 60_000;
const tools = ["oxlint", "oxlint-tsgolint", "oxfmt", "oxc-parser"];

const manifest = z.object({ optionalDependencies: z.record(z.string(), z.string()).default({}) });

/** The platform packages that the tools need on this machine and that are not installed. */
export function missingPlatformPackages(): string[] {
  const require = createRequire(import.meta.url);
  const missing: string[] = [];
  for (const tool of tools) {
    const path = require.resolve
      .paths(tool)
      ?.map((folder) => join(folder, tool, "package.json"))
      .find((file) => existsSync(file));
    if (!path) {
      continue;
    }
    const { optionalDependencies } = manifest.parse(JSON.parse(readFileSync(path, "utf8")));
    const forHere = Object.entries(optionalDependencies).filter(([name]) =>
      name.includes(`${process.platform}-${process.arch}`),
    );
    const nodeModules = dirname(dirname(path));
    if (!forHere.some(([name]) => existsSync(join(nodeModules, name)))) {
      missing.push(...forHere.map(([name, version]) => `${name}@${version}`));
    }
  }
  return missing;
}

export function ensureNativeTools(): void {
  const missing = missingPlatformPackages();
  if (missing.length > 0) {
    const npm = npmCommand([
      "install",
      "--no-save",
      "--no-package-lock",
      "--ignore-scripts",
      ...missing,
    ]);
    execFileSync(npm.program, npm.words, {
      stdio: "inherit",
      timeout: installTimeoutMs,
      shell: npm.shell,
    });
  }
}
