// docs/settings.md tells every setting of a program, with its default and its choices.
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { programSettings } from "./program-settings.ts";
import type { ProgramSetting } from "./program-settings.ts";

interface Row {
  readonly name: string;
  readonly byDefault: string;
  readonly text: string;
  readonly cells: number;
}

const settings = [...programSettings().values()];
const rows = (await readFile("docs/settings.md", "utf8")).split("\n").flatMap(readRow);

/** Rows of the tables begin with the name of a setting. */
function readRow(text: string): Row[] {
  if (!text.startsWith("| `")) return [];
  const cells = text.split("|").slice(1, -1);
  const [name = "", byDefault = ""] = cells;
  return [{ name: name.trim().slice(1, -1), byDefault, text, cells: cells.length }];
}

/** `…` stands for the several places in which a setting occurs. */
function tells({ name }: Row, path: string): boolean {
  return name.startsWith("…") ? path.endsWith(name.slice(1)) : path === name;
}

/** Of rows that tell a setting, the longest name is the nearest. */
function rowOf(path: string): Row | undefined {
  return rows
    .filter((row) => tells(row, path))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
}

/** What consists of others is told by them, unless it can be left out as a whole. */
function mustBeTold({ hasParts, defaults }: ProgramSetting): boolean {
  return !hasParts || [...defaults].some((text) => text === "null" || text === "[]");
}

const told = settings.filter(mustBeTold);

test("the schema has settings, and the page has rows of four cells", () => {
  expect(told.length).toBeGreaterThan(100);
  expect(rows.length).toBeGreaterThan(80);
  expect(rows.filter(({ cells }) => cells !== 4)).toEqual([]);
});

test("every setting is on the page", () => {
  const missing = told.filter(({ path }) => !rowOf(path)).map(({ path }) => path);
  expect(missing).toEqual([]);
});

test("the page names no setting that programs do not have", () => {
  const known = (row: Row): boolean => settings.some(({ path }) => tells(row, path));
  expect(rows.filter((row) => !known(row)).map(({ name }) => name)).toEqual([]);
});

test("defaults are those of the schema, and what has none must be given", () => {
  const wrong = told.filter(({ path, defaults }) => {
    const cell = (rowOf(path)?.byDefault ?? "").replaceAll(/(?<=,) /g, "");
    if (defaults.size === 0) return !cell.includes("must be given");
    return [...defaults].some((text) => !cell.includes(`\`${text}\``));
  });
  expect(wrong.map(({ path, defaults }) => ({ path, defaults: [...defaults] }))).toEqual([]);
});

test("every choice is told", () => {
  const untold = told.flatMap(({ path, choices }) =>
    [...choices].filter((choice) => !rowOf(path)?.text.includes(`\`${choice}\``)),
  );
  expect(untold).toEqual([]);
});
