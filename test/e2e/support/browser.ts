// Headless Chromium for the stories: a page whose console errors and failed requests are held
// against it.
import { basename } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { expect } from "vitest";
import { requireBrowser } from "../../support/browser-program.ts";

const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/**
 * Headless browsers are refused by the admin as bots, so stories name themselves like people's
 * browsers.
 */
const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** How much of what the processes wrote is shown with a failed story. */
const OUTPUT_LINES = 30;

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: requireBrowser(), args: launchArguments });
}

export type Visitor = {
  context: BrowserContext;
  page: Page;
  /** Console errors, uncaught exceptions and answers of 500 and above so far. */
  problems: string[];
};

/** A person with a browser profile of their own. */
export async function openVisitor(browser: Browser, viewport = desktop): Promise<Visitor> {
  const context = await browser.newContext({ viewport, userAgent, locale: "en-GB" });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("response", (answer) => {
    if (answer.status() >= 500) problems.push(`${answer.status()} ${answer.url()}`);
  });
  return { context, page, problems };
}

/**
 * For a failed story: what each visitor saw, as pictures in test-results/, and what went wrong on
 * their pages.
 */
export async function keepEvidence(
  visitors: Record<string, Visitor>,
  output: readonly string[] = [],
): Promise<void> {
  const lines: string[] = [];
  // Stories are played side by side, and call their people alike.
  const story = basename(expect.getState().testPath ?? "story", ".test.ts");
  for (const [name, { page, problems }] of Object.entries(visitors)) {
    await page.screenshot({ path: `test-results/${story}-${name}.png` });
    lines.push(`${name} at ${page.url()}`, ...problems.map((problem) => `  ${problem}`));
  }
  process.stderr.write(`${[...lines, ...output.slice(-OUTPUT_LINES)].join("\n")}\n`);
}

/** Requires that axe finds no violation of WCAG 2.2 AA on the page and in its frames. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  const found = violations.map(
    (violation) =>
      `${violation.id}: ${violation.help}\n  ${violation.nodes
        .map((node) => `${node.target.join(" ")} — ${node.failureSummary ?? ""}`)
        .join("\n  ")}`,
  );
  expect(found, `axe on ${what}`).toEqual([]);
}
