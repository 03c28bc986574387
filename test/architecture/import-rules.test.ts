// The import table of the house, each cell of it: what a room may import passes the linter, and
// everything else is planted and must be reported. A boundary check can be green and blind.
import { dirname, relative } from "node:path/posix";
import { beforeAll, describe, expect, it } from "vitest";
import { packages, rooms, targets } from "./import-table.ts";
import type { Room } from "./import-table.ts";
import { lintedFiles, lintTree } from "./lint-tree.ts";
import type { Finding } from "./lint-tree.ts";

const boundary = "boundaries(dependencies)";
const lintTimeoutMs = 60_000;

const ownRoom = (room: Room) => Object.values(targets).includes(room.file);
const plantOf = (room: Room) => room.file.replace(/rule(\.tsx?)$/, "plant$1");
const packagesOf = (room: Room) => room.file.replace(/rule(\.tsx?)$/, "packages$1");

/** One import a line, so that a finding's line names the import. */
function importing(specifiers: readonly string[]): string {
  const imports = specifiers.map((name, at) => `import * as used${at} from "${name}";`);
  const used = specifiers.map((_, at) => `used${at}`).join(", ");
  return `${imports.join("\n")}\nexport const all = [${used}];\n`;
}

function specifierFrom(file: string, target: string): string {
  const path = relative(dirname(file), target);
  return path.startsWith(".") ? path : `./${path}`;
}

describe("the import table", () => {
  const targetNames = Object.keys(targets);
  const others = (room: Room) => targetNames.filter((name) => targets[name] !== room.file);
  let findings: Finding[] = [];

  beforeAll(async () => {
    const files: Record<string, string> = {};
    for (const target of Object.values(targets)) {
      files[target] = "export const target = 1;\n";
    }
    findings = await lintTree({ ...files, ...plantFolders(), ...plantSingleFiles() });
  }, lintTimeoutMs);

  /** Rooms that are folders get one file with every local import and one with every package. */
  function plantFolders(): Record<string, string> {
    const planted: Record<string, string> = {};
    for (const room of Object.values(rooms).filter((one) => one.file.includes("rule."))) {
      const locals = others(room).map((name) => specifierFrom(room.file, targets[name] ?? ""));
      planted[plantOf(room)] = importing(locals);
      planted[packagesOf(room)] = importing(packages);
    }
    return planted;
  }

  /** Rooms that are one file import everything in it; those that are targets too come next. */
  function plantSingleFiles(): Record<string, string> {
    const planted: Record<string, string> = {};
    for (const room of Object.values(rooms).filter((one) => !one.file.includes("rule."))) {
      const locals = others(room).map((name) => specifierFrom(room.file, targets[name] ?? ""));
      const target = ownRoom(room) ? "export const target = 1;\n" : "";
      planted[room.file] = importing([...locals, ...packages]) + target;
    }
    return planted;
  }

  const reportedIn = (file: string, from: number, names: readonly string[]) =>
    findings
      .filter((found) => found.rule === boundary && found.file === file)
      .map((found) => names[found.line - 1 - from])
      .filter((name) => name !== undefined);

  it.each(Object.entries(rooms))("%s may import only what its row names", (name, room) => {
    const single = !room.file.includes("rule.");
    const names = others(room);
    const reported = reportedIn(single ? room.file : plantOf(room), 0, names);
    const forbidden = names.filter((other) => !room.mayImport.includes(other));
    expect(new Set(reported), `what ${name} may not import`).toEqual(new Set(forbidden));
  });

  it.each(Object.entries(rooms))("%s uses only the packages that it may", (name, room) => {
    const single = !room.file.includes("rule.");
    const offset = single ? others(room).length : 0;
    const reported = reportedIn(single ? room.file : packagesOf(room), offset, packages);
    expect(new Set(reported), `what ${name} may not use`).toEqual(new Set(room.mayNotUse));
  });

  it("has a row for every room that can be imported, tests apart", () => {
    const covered = new Set(Object.keys(rooms));
    expect(targetNames.filter((name) => !covered.has(name))).toEqual(["test"]);
  });
});

describe("the linter", () => {
  it("reports imports in every form of the language", { timeout: lintTimeoutMs }, async () => {
    const findings = await lintTree({
      "app/db/target.ts": "export const target = 1;\nexport type Target = number;\n",
      "app/core/forms.ts": [
        'import { target } from "../db/target.ts";',
        'import type { Target } from "../db/target.ts";',
        'export { target as again } from "../db/target.ts";',
        'export * from "../db/target.ts";',
        'export type Inline = import("../db/target.ts").Target;',
        'export const later = import("../db/target.ts");',
        "export const both: Target = target;",
      ].join("\n"),
    });
    const lines = findings.filter((found) => found.rule === boundary).map((found) => found.line);
    expect(lines.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("refuses a file that belongs to no room", { timeout: lintTimeoutMs }, async () => {
    const findings = await lintTree({
      "app/toolbox/anything.ts": "export const anything = 1;\n",
      "app/start.ts": 'import { anything } from "./toolbox/anything.ts";\nvoid anything;\n',
    });
    expect(findings.map((found) => `${found.file} ${found.rule}`)).toEqual(
      expect.arrayContaining([
        "app/toolbox/anything.ts boundaries(no-unknown-files)",
        "app/start.ts boundaries(no-unknown-dependencies)",
      ]),
    );
  });

  it("passes a tree that keeps the rules", { timeout: lintTimeoutMs }, async () => {
    const findings = await lintTree({
      "app/core/points.ts": 'import { z } from "zod";\nexport const points = z.bigint();\n',
      "app/db/member-store.ts":
        'import pg from "pg";\nimport { points } from "../core/points.ts";\n' +
        "export const store = { pool: pg.Pool, points };\n",
      "app/usecases/record-order.ts":
        'import { store } from "../db/member-store.ts";\nexport const recordOrder = () => store;\n',
    });
    expect(findings).toEqual([]);
  });

  it("reads the files of the repository", { timeout: lintTimeoutMs }, async () => {
    const files = await lintedFiles();
    for (const folder of ["app/", "widget/", "simulator/", "prisma/", "test/"]) {
      expect(files.filter((file) => file.startsWith(folder)).length, folder).toBeGreaterThan(0);
    }
    expect(files.filter((file) => file.includes("node_modules"))).toEqual([]);
  });
});
