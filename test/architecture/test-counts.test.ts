// The line that `npm test` ends with counts what Vitest counted, and never calls a broken run good.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { addCounts, readCounts } from "../support/test-counts.ts";

describe("the counts of a test run", () => {
  const folder = mkdtempSync(join(tmpdir(), "regulars-counts-"));
  const report = join(folder, "report.json");
  const write = (numPassedTests: number, numFailedTests: number, numFailedTestSuites: number) =>
    writeFileSync(
      report,
      JSON.stringify({ numPassedTests, numFailedTests, numFailedTestSuites, success: true }),
    );
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("are those of the report", () => {
    write(12, 2, 1);
    expect(readCounts(report)).toEqual({ passed: 12, failed: 2 });
  });

  it("have a failure when a file could not be loaded", () => {
    write(12, 0, 1);
    expect(readCounts(report)).toEqual({ passed: 12, failed: 1 });
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
