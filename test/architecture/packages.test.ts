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

const lock = z
  .object({ packages: z.record(z.string(), z.record(z.string(), z.unknown())) })
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
    const resolved = Object.entries(lock.packages).filter(([, entry]) => "resolved" in entry);
    expect(resolved.map(([name]) => name)).toEqual([]);
  });

  it("knows the checksum of every package", () => {
    const unchecked = Object.entries(lock.packages).filter(
      ([name, entry]) => name !== "" && !entry["integrity"] && !entry["inBundle"],
    );
    expect(unchecked.map(([name]) => name)).toEqual([]);
  });

  it("holds the binaries of every platform on which the demo runs", () => {
    const platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];
    const families = ["@rollup/rollup-", "@esbuild/", "@typescript/typescript-"];
    const names = Object.keys(lock.packages);
    const missing = families.flatMap((family) =>
      platforms
        .map((platform) => `${family}${platform}`)
        .filter((prefix) => !names.some((name) => name.includes(prefix))),
    );
    expect(missing).toEqual([]);
  });
});
