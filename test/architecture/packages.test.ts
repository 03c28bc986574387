// What is installed is what was tried: exact versions, a lock file that works with every registry,
// and commands whose programs exist.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { repository } from "./source-files.ts";

const versions = z.record(z.string(), z.string());
const manifest = z
  .object({
    dependencies: versions,
    devDependencies: versions,
    optionalDependencies: versions,
    scripts: versions,
  })
  .parse(JSON.parse(readFileSync(join(repository, "package.json"), "utf8")));

const oneOrMany = z.union([z.string(), z.array(z.string())]);
const locked = z.object({
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  inBundle: z.boolean().optional(),
  os: oneOrMany.optional(),
  cpu: oneOrMany.optional(),
  libc: oneOrMany.optional(),
  optionalDependencies: versions.optional(),
});
const lock = z
  .object({ packages: z.record(z.string(), locked) })
  .parse(JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")));

describe("package.json", () => {
  it("pins every version exactly", () => {
    const all = {
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    };
    const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version));
    expect(loose).toEqual([]);
  });

  it("names programs that exist", () => {
    const programs = Object.values(manifest.scripts).flatMap(
      (script) => script.match(/[\w./-]+\.ts\b/g) ?? [],
    );
    expect(programs.length).toBeGreaterThan(0);
    expect(programs.filter((program) => !existsSync(join(repository, program)))).toEqual([]);
  });
});

describe("package-lock.json", () => {
  it("names no registry, so that every mirror can serve it", () => {
    const resolved = Object.entries(lock.packages).filter(([, entry]) => entry.resolved);
    expect(resolved.map(([name]) => name)).toEqual([]);
  });

  it("knows the checksum of every package that Linux on x64 installs", () => {
    const installed = Object.entries(lock.packages).filter(
      ([name, entry]) =>
        name !== "" &&
        matches(entry.os, "linux") &&
        matches(entry.cpu, "x64") &&
        matches(entry.libc, "glibc"),
    );
    const unchecked = installed.filter(([, entry]) => !entry.integrity && !entry.inBundle);
    expect(installed.length).toBeGreaterThan(0);
    expect(unchecked.map(([name]) => name)).toEqual([]);
  });

  it("names the optional packages of every platform, without which npm ci refuses it", () => {
    const missing = Object.entries(lock.packages).flatMap(([folder, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter((name) => !isLocked(folder, name)),
    );
    expect(missing).toEqual([]);
  });
});

/** Whether a restriction of npm, absent, one or many, admits a value. */
function matches(restriction: string | readonly string[] | undefined, value: string): boolean {
  return restriction === undefined || [restriction].flat().includes(value);
}

/** Whether a package finds another one in its own node_modules or in one further up. */
function isLocked(folder: string, name: string): boolean {
  const parts = folder.split("/node_modules/");
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const place = parts.slice(0, depth).join("/node_modules/");
    if (`${place}${place ? "/" : ""}node_modules/${name}` in lock.packages) {
      return true;
    }
  }
  return false;
}
