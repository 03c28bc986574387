// Headless Chromium for the stories: a page whose console errors and failed requests are held
// against it.
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { chromium, type Browser, type BrowserContext } from "playwright-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { requireBrowser } from "../../support/browser-program.ts";
import { findViolations } from "./find-violations.ts";
import { whatIsTooWide } from "./what-is-too-wide.ts";

const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // Frames without an origin are drawn by a process of their own otherwise. On a busy machine the
  // browser then knows for a moment only where such a frame was, and gives a press to its page.
  "--disable-site-isolation-trials",
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
export const phone = { width: 375, height: 812 };

/** Where pictures of every state that is looked at are wanted; nobody needs them to pass. */
const picturesFolder = process.env["STORY_PICTURES"];

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
  for (const [name, { page, problems }] of Object.entries(visitors)) {
    await page.screenshot({ path: `test-results/${storyName()}-${name}.png` });
    lines.push(`${name} at ${page.url()}`, ...problems.map((problem) => `  ${problem}`));
  }
  process.stderr.write(`${[...lines, ...output.slice(-OUTPUT_LINES)].join("\n")}\n`);
}

/** Stories are played side by side, and call their people alike. */
function storyName(): string {
  return basename(expect.getState().testPath ?? "story", ".test.ts");
}

/**
 * Requires of what is on the screen, as wide as it is and as wide as the other kind of screen, that
 * axe finds no violation of WCAG 2.2 AA on the page and in its frames, and that nothing is wider
 * than its place. The visitor has the same screen afterwards.
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const own = page.viewportSize() ?? desktop;
  const other = own.width < desktop.width ? desktop : phone;
  for (const screen of [own, other]) {
    await page.setViewportSize(screen);
    const where = `${what}, ${screen.width} wide`;
    await expect.poll(() => whatIsTooWide(page), { message: where, timeout: 5_000 }).toEqual([]);
    await keepPicture(page, where);
    expect(await findViolations(page), `axe on ${where}`).toEqual([]);
  }
  await page.setViewportSize(own);
  await untilAtRest(page);
}

/** Frames take their height from what is in them, a moment after they got another width. */
async function untilAtRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const places = () =>
      [document.documentElement, ...document.querySelectorAll("iframe")]
        .map((element) => JSON.stringify(element.getBoundingClientRect()))
        .join(" ");
    let before = "";
    for (let look = 0, alike = 0; alike < 4 && look < 40; look++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const now = places();
      alike = now === before ? alike + 1 : 0;
      before = now;
    }
  });
}

/** High enough for the whole of most pages: frames beyond the edge are not painted. */
const PICTURE_HEIGHT = 1_800;

async function keepPicture(page: Page, where: string): Promise<void> {
  const screen = page.viewportSize();
  if (!picturesFolder || !screen) return;
  mkdirSync(picturesFolder, { recursive: true });
  await page.setViewportSize({ width: screen.width, height: PICTURE_HEIGHT });
  const name = `${storyName()}-${where.replaceAll(/[^a-z0-9]+/gi, "-")}.png`;
  await page.screenshot({ path: join(picturesFolder, name) });
  await page.setViewportSize(screen);
}
