// Lighthouse on a signed-in customer's view of one page: the score of its performance, and how far
// the page moved by itself. It is installed when it is first needed, in the versions that its own
// lock file names: it is heavier than everything else that the benchmark uses.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { freePort } from "../../simulator/demo/processes.ts";
import { signUp } from "../e2e/support/storefront.ts";
import { requireBrowser } from "../support/browser-program.ts";
import { npmCommand } from "../support/npm-command.ts";
import type { Look } from "./look-pairs.ts";

export interface Lighthouse {
  readonly look: () => Promise<Look>;
  readonly close: () => Promise<void>;
}

/** As much of the package as is used here. */
type RunLighthouse = (
  address: string,
  flags: Readonly<Record<string, unknown>>,
) => Promise<
  | {
      readonly lhr: {
        readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
        readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
        readonly runtimeError?: { readonly message: string };
      };
    }
  | undefined
>;

/** The manifest and its lock. */
const wanted = fileURLToPath(new URL("lighthouse", import.meta.url));
/** Where it is installed: no tool of the repository looks there. */
const home = fileURLToPath(new URL("../../.cache/lighthouse", import.meta.url));
const shopper = { email: "ana@example.com", firstName: "Ana", lastName: "Petersen" };

/** A browser in which a customer of the page's store is signed in. */
export async function openLighthouse(address: string): Promise<Lighthouse> {
  const run = await loadLighthouse();
  const profile = mkdtempSync(join(tmpdir(), "regulars-lighthouse-"));
  const port = await freePort();
  // Lighthouse opens its page in the browser's own profile, where the customer must be known.
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: requireBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", `--remote-debugging-port=${port}`],
  });
  const page = await context.newPage();
  await signUp(page, { origin: new URL(address).origin }, shopper);
  await page.close();
  return {
    look: () => lookAt(run, address, port),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function loadLighthouse(): Promise<RunLighthouse> {
  const main = join(home, "node_modules/lighthouse/core/index.js");
  if (!existsSync(main)) {
    cpSync(wanted, home, { recursive: true });
    const npm = npmCommand(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    const { status } = spawnSync(npm.program, npm.words, { cwd: home, shell: npm.shell });
    if (status !== 0) throw new Error(`Lighthouse could not be installed: npm ci in ${home}.`);
  }
  const { default: run } = (await import(pathToFileURL(main).href)) as { default: RunLighthouse };
  return run;
}

async function lookAt(run: RunLighthouse, address: string, port: number): Promise<Look> {
  const result = await run(address, {
    port,
    output: "json",
    logLevel: "error",
    onlyCategories: ["performance"],
    // The customer stays signed in.
    disableStorageReset: true,
  });
  const report = result?.lhr;
  const score = report?.categories["performance"]?.score;
  const layoutShift = report?.audits["cumulative-layout-shift"]?.numericValue;
  if (typeof score !== "number" || layoutShift === undefined) {
    throw new Error(`Lighthouse could not judge ${address}: ${report?.runtimeError?.message}`);
  }
  return { score: Math.round(score * 100), layoutShift };
}
