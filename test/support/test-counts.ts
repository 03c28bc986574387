// Reads what Vitest wrote about a run and adds it up.
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
});

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export const noTests: Counts = { passed: 0, failed: 0 };

export function addCounts(one: Counts, other: Counts): Counts {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

/** A file that could not even be loaded has no tests to fail, but it is a failure all the same. */
export function readCounts(reportPath: string): Counts {
  if (!existsSync(reportPath)) {
    return { passed: 0, failed: 1 };
  }
  const report = vitestReport.parse(JSON.parse(readFileSync(reportPath, "utf8")));
  const unloaded = report.numFailedTests === 0 && report.numFailedTestSuites > 0;
  return { passed: report.numPassedTests, failed: unloaded ? 1 : report.numFailedTests };
}
