// Every function that core offers says what it does; what it throws, and which rule of
// docs/engine.md it carries out where it decides something.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository, sourceFiles } from "./source-files.ts";

const OFFERED = /^export (?:async )?(?:function\*? (\w+)|const (\w+)[^=]* = (?:async )?\(.*=>)/;
/** Functions that carry out a rule for merchants. */
const DECIDES = /^(?:decide|evaluate|target|review)[A-Z]/;
const RULE = /docs\/engine\.md §(\d+)/;
/** Rules of other pages are named by their heading: `docs/earning.md, "How often"`. */
const RULE_OF_PAGE = /docs\/([a-z]+)\.md, "([^"]+)"/;
const THROWS = /\bthrows\b/i;

const sections = new Set(
  readFileSync(join(repository, "docs/engine.md"), "utf8")
    .split("\n")
    .flatMap((line) => /^## (\d+)\./.exec(line)?.[1] ?? []),
);

/** Whether a docstring names a rule that is written where it says. */
function namesRule(docstring: string): boolean {
  const text = docstring.replaceAll(/\s*\n\s*\* ?/g, " ");
  const section = RULE.exec(text)?.[1];
  if (section !== undefined) return sections.has(section);
  const [, page = "", heading = ""] = RULE_OF_PAGE.exec(text) ?? [];
  return headingsOf(page).has(heading);
}

const headings = new Map<string, ReadonlySet<string>>();

function headingsOf(page: string): ReadonlySet<string> {
  const known = headings.get(page);
  if (known) return known;
  const path = join(repository, `docs/${page}.md`);
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const found = new Set(lines.flatMap((line) => /^#{2,3} (.+)$/.exec(line)?.[1] ?? []));
  headings.set(page, found);
  return found;
}

/** What is missing above each function that the text exports. */
function gaps(text: string): string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const match = OFFERED.exec(line);
    const name = match?.[1] ?? match?.[2];
    if (name === undefined) return [];
    const above = docstringBefore(lines, index);
    if (above === null) return [`${name} has no docstring`];
    const found: string[] = [];
    const body = lines.slice(index, endOf(lines, index)).join("\n");
    if (/^ {2,}throw new /m.test(body) && !THROWS.test(above)) {
      found.push(`${name} does not say what it throws`);
    }
    if (DECIDES.test(name) && !namesRule(above)) {
      found.push(`${name} does not name the section of its rule`);
    }
    return found;
  });
}

function docstringBefore(lines: readonly string[], index: number): string | null {
  if (!lines[index - 1]?.endsWith("*/")) return null;
  const first = lines.slice(0, index).findLastIndex((line) => line.startsWith("/**"));
  return lines.slice(first, index).join("\n");
}

/** Functions of a module end at the margin. */
function endOf(lines: readonly string[], index: number): number {
  const end = lines.findIndex((line, at) => at >= index && /^[}\])]/.test(line) && at > index);
  return end < 0 ? lines.length : end + 1;
}

test("every exported function of core has a docstring, with its errors and the source of its rule", () => {
  const paths = sourceFiles().filter((path) => path.startsWith("app/core/"));
  expect(paths.length).toBeGreaterThan(100);
  const found = paths.flatMap((path) =>
    gaps(readFileSync(join(repository, path), "utf8")).map((gap) => `${path}: ${gap}`),
  );
  expect(found).toEqual([]);
});

describe("the check", () => {
  test("finds functions without a docstring", () => {
    expect(gaps("// A comment.\nexport function add(a: bigint): bigint {\n}\n")).toEqual([
      "add has no docstring",
    ]);
    expect(gaps("export const add = (a: bigint): bigint => a;\n")).toHaveLength(1);
    expect(gaps("/** The sum. */\nexport function add(a: bigint): bigint {\n}\n")).toEqual([]);
  });

  test("finds errors that are not told", () => {
    const body = 'export function half(a: bigint): bigint {\n  throw new RangeError("odd");\n}\n';
    expect(gaps(`/** The half. */\n${body}`)).toHaveLength(1);
    expect(gaps(`/** The half. Throws a RangeError where it is odd. */\n${body}`)).toEqual([]);
  });

  test("finds rules whose section is not named, or is not there", () => {
    const body = "export function decideHalf(a: bigint): bigint {\n}\n";
    expect(gaps(`/** The half. */\n${body}`)).toHaveLength(1);
    expect(gaps(`/** The half. Rule: docs/engine.md §99. */\n${body}`)).toHaveLength(1);
    expect(gaps(`/** The half. Rule: docs/earning.md, "How often". */\n${body}`)).toEqual([]);
    expect(gaps(`/** The half. Rule: docs/earning.md, "Never". */\n${body}`)).toHaveLength(1);
    expect(gaps(`/** The half. Rule: docs/nowhere.md, "Ever". */\n${body}`)).toHaveLength(1);
    expect(gaps(`/**\n * The half. Rule: docs/engine.md\n * §5.\n */\n${body}`)).toEqual([]);
  });
});
