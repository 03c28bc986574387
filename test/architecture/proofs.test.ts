// The table of CONTRIBUTING.md that says where each invariant is proved names files that exist.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository, sourceFiles } from "./source-files.ts";

const text = readFileSync(join(repository, "CONTRIBUTING.md"), "utf8");
const rows =
  text.split("| invariant | proved by |")[1]?.split("\n\n")[0]?.split("\n").slice(2) ?? [];

test("every invariant names the tests that prove it, and they exist", () => {
  expect(rows.length).toBeGreaterThan(10);
  const known = new Set(sourceFiles());
  const wrong = rows.filter((row) => {
    const named = [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, path = ""]) => path);
    return named.length === 0 || named.some((path) => !known.has(path));
  });
  expect(wrong).toEqual([]);
});
