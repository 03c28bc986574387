// The line that `npm test` ends with counts what Vitest counted, and never calls a broken run good.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { addCounts, readCounts } from "../support/test-counts.ts";

describe("the counts of a test run", () => {
  const folder = mkdtempSync(join(tmpdir(), "regulars-counts-"));
  const report = join(folder, "report.json");
  const file = (status: string, ...tests: string[]) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  });
  const write = (numPassedTests: number, ...testResults: ReturnType<typeof file>[]) => {
    const failed = testResults.flatMap((one) => one.assertionResults);
    const numFailedTests = failed.filter((test) => test.status === "failed").length;
    writeFileSync(report, JSON.stringify({ numPassedTests, numFailedTests, testResults }));
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("are those of the report", () => {
    write(12, file("passed", "passed"), file("failed", "failed", "failed"));
    expect(readCounts(report)).toEqual({ passed: 12, failed: 2 });
  });

  it("have a failure for each file that could not be loaded", () => {
    write(12, file("failed"), file("failed", "passed"), file("failed", "failed"));
    expect(readCounts(report)).toEqual({ passed: 12, failed: 3 });
  });

  it("have a failure when there is no report", () => {
    expect(readCounts(join(folder, "absent.json"))).toEqual({ passed: 0, failed: 1 });
  });

  it("add up over the projects", () => {
    expect(addCounts({ passed: 3, failed: 1 }, { passed: 4, failed: 0 })).toEqual({
      passed: 7,
      failed: 1,
    });
  });
});
