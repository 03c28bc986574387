// Every other rule that the linter is asked to keep: one planted violation each, in the room where
// it counts, and the same text where it is allowed.
import { beforeAll, describe, expect, it } from "vitest";
import { lintTree } from "./lint-tree.ts";
import type { Finding } from "./lint-tree.ts";

const lintTimeoutMs = 60_000;

interface Plant {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
  /** The same text is no violation here. */
  readonly allowedIn?: string;
}

const lines = (count: number, line: string) => Array.from({ length: count }, () => line).join("\n");
const longFunction = (length: number) =>
  `export function long(): number {\n  let sum = 0;\n${lines(length - 4, "  sum += 1;")}\n` +
  "  return sum;\n}\n";

const purity = "eslint(no-restricted-globals)";
const wholeNumbers = "house(whole-numbers)";
const plants: Readonly<Record<string, Plant>> = {
  "core reads no clock": {
    rule: purity,
    file: "app/core/clock.ts",
    text: "export const now = (): number => new Date().getTime();\n",
    allowedIn: "app/usecases/clock.ts",
  },
  "core reads no clock through globalThis": {
    rule: purity,
    file: "app/core/global-clock.ts",
    text: "export const now = (): number => globalThis.Date.now();\n",
  },
  "core has no timers": {
    rule: purity,
    file: "app/core/timer.ts",
    text: "export const later = (run: () => void) => setTimeout(run, 1);\n",
  },
  "core reads no environment": {
    rule: purity,
    file: "app/core/environment.ts",
    text: "export const mode = (): unknown => process.platform;\n",
  },
  "core has no chance": {
    rule: "eslint(no-restricted-properties)",
    file: "app/core/chance.ts",
    text: "export const chance = (): number => Math.random();\n",
    allowedIn: "app/outbox/chance.ts",
  },
  "core has no floating money": {
    rule: purity,
    file: "app/core/floating.ts",
    text: "export const amount = (text: string): number => parseFloat(text);\n",
  },
  "core knows no fractions but exact ones": {
    rule: wholeNumbers,
    file: "app/core/points/tenth.ts",
    text: "export const more = (points: number): number => points * 1.1;\n",
    allowedIn: "app/ui/tenth.ts",
  },
  "core knows no fractions as powers of ten": {
    rule: wholeNumbers,
    file: "app/core/points/power.ts",
    text: "export const least = 1e-4;\n",
  },
  "core knows no whole number that a float rounds": {
    rule: wholeNumbers,
    file: "app/core/points/rounded.ts",
    text: "export const most = 1e22;\n",
  },
  "core makes no number of text": {
    rule: wholeNumbers,
    file: "app/core/money/number-of-text.ts",
    text: "export const amount = (text: string): number => Number(text);\n",
    allowedIn: "app/core/calendar/number-of-text.ts",
  },
  "core makes no number of text by a sign": {
    rule: wholeNumbers,
    file: "app/core/money/sign.ts",
    text: "export const amount = (text: string): number => +text;\n",
  },
  "core makes no number of each text of a list": {
    rule: wholeNumbers,
    file: "app/core/money/each.ts",
    text: "export const amounts = (texts: string[]): number[] => texts.map(Number);\n",
  },
  "core rounds every quotient of numbers at once": {
    rule: wholeNumbers,
    file: "app/core/tiers/quotient.ts",
    text: "export const half = (count: number): number => count / 2;\n",
    allowedIn: "app/core/calendar/quotient.ts",
  },
  "core divides whole numbers where it rounds them": {
    rule: wholeNumbers,
    file: "app/core/tiers/late-rounding.ts",
    text: "export const half = (count: number): number => Math.floor((count / 3) * 2);\n",
    allowedIn: "app/core/points/rational.ts",
  },
  "core draws no roots": {
    rule: wholeNumbers,
    file: "app/core/points/root.ts",
    text: "export const root = (points: number): number => Math.sqrt(points);\n",
  },
  "core rounds no number half up": {
    rule: wholeNumbers,
    file: "app/core/calendar/half-up.ts",
    text: "export const near = (points: number): number => Math.round(points);\n",
  },
  "core writes no decimals of a number": {
    rule: wholeNumbers,
    file: "app/core/money/decimals.ts",
    text: "export const shown = (amount: number): string => amount.toFixed(2);\n",
  },
  "core never waits": {
    rule: "oxc(no-async-await)",
    file: "app/core/waiting.ts",
    text: "export async function waiting(): Promise<number> {\n  return 1;\n}\n",
    allowedIn: "app/usecases/waiting.ts",
  },
  "only config.server.ts reads the environment": {
    rule: "node(no-process-env)",
    file: "app/inbox/environment.ts",
    text: "export const url = process.env.DATABASE_URL;\n",
    allowedIn: "app/config.server.ts",
  },
  "nothing is printed by accident": {
    rule: "eslint(no-console)",
    file: "app/usecases/print.ts",
    text: 'console.log("here");\nexport {};\n',
    allowedIn: "simulator/print.ts",
  },
  "no error is swallowed": {
    rule: "eslint(no-empty)",
    file: "app/outbox/swallow.ts",
    text: "export const run = (act: () => void) => {\n  try {\n    act();\n  } catch {}\n};\n",
  },
  "no promise is left alone": {
    rule: "typescript(no-floating-promises)",
    file: "app/outbox/floating.ts",
    text: "declare const send: () => Promise<void>;\nexport const go = () => {\n  send();\n};\n",
  },
  "unions are switched exhaustively": {
    rule: "typescript(switch-exhaustiveness-check)",
    file: "app/usecases/exhaustive.ts",
    text:
      'export function say(outcome: "done" | "refused"): string {\n  switch (outcome) {\n' +
      '    case "done":\n      return "done";\n  }\n  return "";\n}\n',
  },
  "nothing is of type any": {
    rule: "typescript(no-explicit-any)",
    file: "app/queries/any.ts",
    text: "export const anything = (value: any): unknown => value;\n",
  },
  "work is not left for later": {
    rule: "eslint(no-warning-comments)",
    file: "app/queries/later.ts",
    text: `// ${"TO"}${"DO"} finish\nexport const later = 1;\n`,
  },
  "no test is singled out": {
    rule: "vitest(no-focused-tests)",
    file: "test/core/focused.test.ts",
    text: `import { expect, it } from "vitest";\nit.${"only"}("rule", () => expect(1).toBe(1));\n`,
  },
  "no test is left out": {
    rule: "vitest(no-disabled-tests)",
    file: "test/core/disabled.test.ts",
    text: `import { expect, it } from "vitest";\nit.${"skip"}("rule", () => expect(1).toBe(1));\n`,
  },
  "files end at 300 lines": {
    rule: "eslint(max-lines)",
    file: "app/db/long-file.ts",
    text: `${lines(300, "// A line.")}\nexport {};\n`,
  },
  "functions end at 60 lines": {
    rule: "eslint(max-lines-per-function)",
    file: "app/db/long-function.ts",
    text: longFunction(61),
    allowedIn: "app/ui/long-component.tsx",
  },
  "components end at 120 lines": {
    rule: "eslint(max-lines-per-function)",
    file: "app/ui/longer-component.tsx",
    text: longFunction(121),
  },
  "files do not import each other in circles": {
    rule: "import(no-cycle)",
    file: "app/db/circle.ts",
    text: 'import { other } from "./circle-other.ts";\nexport const one = (): unknown => other;\n',
  },
};

/** What looks like a violation and is none. */
const wholeText = `export const days = (hours: number): number => Math.floor(hours / 24);
export const isLess = (a: number, b: number): number => Number(a < b);
export const isNone = (a: number): boolean => Number.isNaN(a);
export const most = 1_000_000;
export const large = 1e3;
export const text = "1.5";
`;

describe("the linter", () => {
  let findings: Finding[] = [];
  beforeAll(async () => {
    const files: Record<string, string> = {
      "app/db/circle-other.ts":
        'import { one } from "./circle.ts";\nexport const other = (): unknown => one;\n',
      "app/core/points/whole.ts": wholeText,
    };
    for (const plant of Object.values(plants)) {
      files[plant.file] = plant.text;
      if (plant.allowedIn) {
        files[plant.allowedIn] = plant.text;
      }
    }
    findings = await lintTree(files);
  }, lintTimeoutMs);

  it.each(Object.entries(plants))("reports a planted violation: %s", (_, plant) => {
    const rulesIn = (file: string) =>
      findings.filter((found) => found.file === file).map((found) => found.rule);
    expect(rulesIn(plant.file)).toContain(plant.rule);
    expect(plant.allowedIn ? rulesIn(plant.allowedIn) : []).not.toContain(plant.rule);
  });

  it("leaves whole numbers of core alone", () => {
    const inWhole = findings.filter(({ file }) => file === "app/core/points/whole.ts");
    expect(inWhole.map(({ rule }) => rule)).not.toContain(wholeNumbers);
  });
});
