// `npm test`: everything that must hold, from the browser that the tests need to the stories that
// they play. Stops at the first failing step, or goes on to the end with `--all`.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBrowser } from "./support/browser-program.ts";
import { npmCommand } from "./support/npm-command.ts";
import { addCounts, noTests, readCounts } from "./support/test-counts.ts";
import type { Counts } from "./support/test-counts.ts";

const repository = fileURLToPath(new URL("../", import.meta.url));
const resultsFolder = join(repository, "test-results");
const stepTimeoutMs = 20 * 60_000;

interface Step {
  readonly name: string;
  readonly run: (environment: NodeJS.ProcessEnv) => Promise<Counts>;
}

interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly passed: boolean;
  readonly counts: Counts;
}

class StepFailure extends Error {
  readonly counts: Counts;
  constructor(message: string, counts: Counts) {
    super(message);
    this.counts = counts;
  }
}

const environment: NodeJS.ProcessEnv = { ...process.env };

const steps: readonly Step[] = [
  {
    name: "browser",
    run: async () => {
      environment["CHROME_PATH"] = ensureBrowser();
      return noTests;
    },
  },
  script("build", "build"),
  script("format check", "format:check"),
  script("lint", "lint"),
  script("types", "typecheck"),
  script("dead code", "deadcode"),
  // Pure rules leave nothing behind: a process of its own for each file took longer than they do.
  tests("rules", "unit", ["--no-isolate", "test/core/"]),
  tests("other unit tests", "unit", ["--exclude=test/core/**"]),
  tests("integration tests", "integration"),
  script("theme check", "theme:check"),
  script("widget size", "widget:size"),
  tests("browser tests", "e2e"),
];

function script(name: string, command: string): Step {
  return {
    name,
    run: async (env) => {
      await runNpm(["run", "--silent", command], env, { passed: 0, failed: 1 });
      return noTests;
    },
  };
}

function tests(name: string, project: string, which: readonly string[] = []): Step {
  const report = join(resultsFolder, `${name.replaceAll(" ", "-")}.json`);
  const words = [
    "run",
    "--silent",
    `test:${project}`,
    "--",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...which,
  ];
  return {
    name,
    run: async (env) => {
      rmSync(report, { force: true });
      await runNpm(words, env, () => atLeastOneFailed(readCounts(report)));
      return readCounts(report);
    },
  };
}

function atLeastOneFailed(counts: Counts): Counts {
  return counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function runNpm(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  countsOnFailure: Counts | (() => Counts),
): Promise<void> {
  const npm = npmCommand(words);
  return new Promise((resolve, reject) => {
    const child = spawn(npm.program, npm.words, {
      cwd: repository,
      env,
      shell: npm.shell,
      stdio: "inherit",
      timeout: stepTimeoutMs,
    });
    child.once("error", reject);
    child.once("exit", (status, signal) => {
      if (status === 0) {
        resolve();
        return;
      }
      const why = signal ? `ended by ${signal}` : `exit code ${status}`;
      const counts = typeof countsOnFailure === "function" ? countsOnFailure() : countsOnFailure;
      reject(new StepFailure(`npm ${words.slice(0, 3).join(" ")}: ${why}`, counts));
    });
  });
}

async function perform(step: Step): Promise<Outcome> {
  const startedMs = performance.now();
  const secondsSince = () => (performance.now() - startedMs) / 1000;
  console.log(`\n▶ ${step.name}`);
  try {
    const counts = await step.run(environment);
    return { name: step.name, seconds: secondsSince(), passed: true, counts };
  } catch (problem) {
    const counts = problem instanceof StepFailure ? problem.counts : { passed: 0, failed: 1 };
    const message = problem instanceof Error ? problem.message : String(problem);
    console.error(`\n✗ ${step.name} failed: ${message}`);
    return { name: step.name, seconds: secondsSince(), passed: false, counts };
  }
}

function printTable(outcomes: readonly Outcome[]): void {
  const width = Math.max(...steps.map((step) => step.name.length));
  console.log("\nstep".padEnd(width + 2), "  seconds  result");
  for (const outcome of outcomes) {
    const { passed, failed } = outcome.counts;
    const counted = passed > 0 ? `, ${passed} of ${passed + failed} tests passed` : "";
    const result = `${outcome.passed ? "passed" : "FAILED"}${counted}`;
    const seconds = outcome.seconds.toFixed(1).padStart(9);
    console.log(`${outcome.name.padEnd(width)} ${seconds}  ${result}`);
  }
  for (const step of steps.slice(outcomes.length)) {
    console.log(`${step.name.padEnd(width)} ${"-".padStart(9)}  not run`);
  }
}

async function main(): Promise<void> {
  const goOn = process.argv.includes("--all");
  mkdirSync(resultsFolder, { recursive: true });
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const outcome = await perform(step);
    outcomes.push(outcome);
    if (!outcome.passed && !goOn) {
      break;
    }
  }
  printTable(outcomes);
  const failures = outcomes.filter((outcome) => !outcome.passed).map((outcome) => outcome.name);
  if (failures.length > 0) {
    console.error(`\nFailed: ${failures.join(", ")}. The output of the step stands above.`);
  }
  const total = outcomes.map((outcome) => outcome.counts).reduce(addCounts, noTests);
  process.exitCode = failures.length > 0 ? 1 : 0;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
}

await main();
