// Whatever is wrong with a program, a merchant reads a sentence that says what to do.
import { describe, expect, test } from "vitest";
import { parseProgramDocument, programDocumentToJson } from "../../../app/core/program/document.ts";
import { FULL_PROGRAM } from "../../support/full-programs.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

/** Every setting in turn is made wrong: a few thousand programs. */
const patientTimeoutMs = 30_000;

function problemsOf(input: unknown) {
  const parsed = parseProgramDocument(input);
  return parsed.outcome === "valid" ? [] : parsed.problems;
}

const messagesOf = (input: unknown) => problemsOf(input).map(({ message }) => message);

describe("what is wrong with a program", () => {
  test.each<[string, object, string]>([
    ["no choice", { rounding: "up" }, "rounding: Choose floor, half_up or ceiling"],
    [
      "a kind that is none",
      { pending: { kind: "later" } },
      "pending.kind: Choose none, days, fulfilment or delivery",
    ],
    [
      "points as a number",
      { earning: { perOrderCap: 100 } },
      'earning.perOrderCap: Enter a whole number in quotation marks, such as "100"',
    ],
    [
      "a rate as a number",
      { earning: { pointsPerUnit: 2 } },
      "earning.pointsPerUnit: Enter text, in quotation marks",
    ],
    [
      "a switch as text",
      { emails: { orderEarned: "yes" } },
      "emails.orderEarned: Enter true or false",
    ],
    [
      "days as text",
      { pending: { kind: "days", days: "3" } },
      "pending.days: Enter a number, without quotation marks",
    ],
    ["something missing", { pending: { kind: "days" } }, "pending.days: This is missing: add it"],
    ["a list that is none", { campaigns: {} }, "campaigns: Give a list, in square brackets"],
    ["a part that is none", { earning: [] }, "earning: Give settings with their names, in braces"],
  ])("is told in a sentence: %s", (_name, change, problem) => {
    const found = problemsOf({ ...PROGRAM_INPUT, ...change });
    expect(found.map(({ path, message }) => `${path}: ${message}`)).toEqual([problem]);
  });

  test("is told of what is no program at all", () => {
    for (const input of [null, 5, "program", []]) {
      expect(problemsOf(input)).toEqual([
        { path: "", message: "Give settings with their names, in braces" },
      ]);
    }
  });

  test(
    "is a sentence for every setting and everything that it cannot be",
    () => {
      const input = JSON.parse(programDocumentToJson(FULL_PROGRAM)) as Record<string, unknown>;
      const wrong = [undefined, null, -1, 1e300, "?", "9".repeat(300), {}, [[]]];
      const found = new Set<string>();
      for (const part of partsOf(input)) {
        const small = { ...PROGRAM_INPUT, ...part };
        for (const path of pathsOf(part)) {
          for (const value of wrong) {
            for (const text of messagesOf(changed(small, path, value))) found.add(text);
          }
        }
      }
      expect(found.size).toBeGreaterThan(30);
      const unreadable = [...found].filter((message) => !/^[A-Z][a-z]* .*[^.]$/.test(message));
      expect(unreadable).toEqual([]);
      const machine =
        /^(invalid|too (small|big)|unrecogni[sz]ed|expected)|undefined|\bNaN\b|[<>]=/i;
      expect([...found].filter((message) => machine.test(message))).toEqual([]);
    },
    patientTimeoutMs,
  );
});

/**
 * Each part of a program, and each entry of its lists, for a small program of its own: else one
 * more of them makes all others slower.
 */
function partsOf(input: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  return Object.entries(input).flatMap(([name, part]) =>
    Array.isArray(part) ? part.map((entry: unknown) => ({ [name]: [entry] })) : [{ [name]: part }],
  );
}

/** Where every part and every setting of a value stands. */
function pathsOf(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => [
    [key],
    ...pathsOf(part).map((path) => [key, ...path]),
  ]);
}

function changed(value: unknown, [key = "", ...rest]: readonly string[], to: unknown): unknown {
  const before = value as Readonly<Record<string, unknown>>;
  const after = rest.length === 0 ? to : changed(before[key], rest, to);
  return Array.isArray(value) ? value.with(Number(key), after) : { ...before, [key]: after };
}
