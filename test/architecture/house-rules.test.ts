// The house rules on names, sizes and words hold in every file, and the check sees what it should.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileLinesMax, lineCharactersMax, nameViolations, textViolations } from "./house-rules.ts";
import { repository, sourceFiles } from "./source-files.ts";

const opening = "// What this file is for.\n";

describe("the files of the repository", () => {
  const paths = sourceFiles();

  it("are read", () => {
    expect(paths).toContain("test/architecture/house-rules.ts");
    expect(paths.filter((path) => path.includes("/generated/"))).toEqual([]);
  });

  it("are named after what they hold", () => {
    expect(paths.flatMap(nameViolations)).toEqual([]);
  });

  it("keep the sizes and words of the house", () => {
    const found = paths.flatMap((path) =>
      textViolations(path, readFileSync(join(repository, path), "utf8")),
    );
    expect(found).toEqual([]);
  });
});

describe("the check of names", () => {
  it.each([
    "app/utils/money.ts",
    "app/core/helpers.ts",
    "app/core/order-helper.ts",
    "app/usecases/member-service.ts",
    "app/db/connection-manager.ts",
    "app/ui/common/card.tsx",
    "app/ui/misc.tsx",
    "app/queries/shop-info.ts",
    "app/core/data/points.ts",
    "app/core/evaluate-order-v2.ts",
    "app/core/evaluateOrder.ts",
  ])("refuses %s", (path) => {
    expect(nameViolations(path)).toHaveLength(1);
  });

  it.each([
    "app/usecases/record-order.ts",
    "app/usecases/answer-data-request.ts",
    "app/routes/app.members.$memberId.tsx",
    "app/config.server.ts",
    "test/core/points.test.ts",
  ])("accepts %s", (path) => {
    expect(nameViolations(path)).toEqual([]);
  });
});

describe("the check of texts", () => {
  const refused: Record<string, string> = {
    "a file that is too long": `${opening}${"export {};\n".repeat(fileLinesMax)}`,
    "a line that is too long": `${opening}// ${"a ".repeat(lineCharactersMax / 2)}\n`,
    "a line of code that is too long": `${opening}${"call();".repeat(15)}\n`,
    "a text that is too long for any line": `${opening}export const a = "${"b".repeat(140)}";\n`,
    "a file without an opening sentence": "export const one = 1;\n",
    "open work": `${opening}// ${"TO"}${"DO"}: later\n`,
    "work to repair": `${opening}const x = 1; // ${"FIX"}${"ME"}\n`,
    "a test that is left out": `${opening}it.${"skip"}("a rule", () => {});\n`,
    "a test that is singled out": `${opening}describe.${"only"}("rules", () => {});\n`,
    "a silenced type check": `${opening}// @ts-${"ignore"}\n`,
    "a lint rule silenced without a reason": `${opening}// oxlint-${"disable"}-line no-console\n`,
    "a banner": `${opening}// ${"-".repeat(10)}\n`,
    "a date in a comment": `${opening}// Changed on 2026-${"11"}-02.\n`,
  };

  it.each(Object.entries(refused))("refuses %s", (_, text) => {
    expect(textViolations("app/core/planted.ts", text)).toHaveLength(1);
  });

  it("accepts dates as values, reasons for silence, long sentences and long addresses", () => {
    const text = [
      opening.trim(),
      "/** The day in the shop's calendar: `2026-11-02`. */",
      `export const sentence = "${"word ".repeat(20)}";`,
      'const due = "2026-11-02";',
      `// oxlint-${"disable"}-next-line no-console -- the launcher speaks to people`,
      `// See https://example.com/${"a".repeat(lineCharactersMax)}`,
      "",
    ].join("\n");
    expect(textViolations("app/core/planted.ts", text)).toEqual([]);
  });
});
