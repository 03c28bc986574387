// Reads what Vitest wrote about a run and adds it up.
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export const noTests: Counts = { passed: 0, failed: 0 };

export function addCounts(one: Counts, other: Counts): Counts {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

/** A file that failed outside of its tests has no test to count, and is a failure all the same. */
export function readCounts(reportPath: string): Counts {
  if (!existsSync(reportPath)) {
    return { passed: 0, failed: 1 };
  }
  const report = vitestReport.parse(JSON.parse(readFileSync(reportPath, "utf8")));
  const brokenFiles = report.testResults.filter(
    (file) =>
      file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length };
}
