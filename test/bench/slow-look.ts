// A product page with the widget on a processor four times slower: how long the widget's code holds
// the page up before anybody touches it and while its panel opens, and what it asks by itself.
// Several browsers look, one after the other: a task lasts longer where the machine does other
// things beside it, which no single look can tell.
import { chromium, type Page } from "playwright-core";
import { signUp } from "../e2e/support/storefront.ts";
import { requireBrowser } from "../support/browser-program.ts";
import { median } from "./compare.ts";

const SLOWER = 4;
/** Odd, so that there is one in the middle. */
const LOOKS = 5;
/** By then the page has been quiet for long. */
const SETTLED_MS = 3_000;
const phone = { width: 390, height: 844 };

export interface SlowLook {
  /** Of scripts of the widget in frames that took longer than 50 ms; 0: none did. */
  readonly longestBeforeMs: number;
  /** Of all tasks that took longer than 50 ms, whoever's they are; 0: none did. */
  readonly longestOpeningMs: number;
  /**
   * What a browser takes for the first number that it writes in a language, on a page that has
   * nothing else: what the panel does without, and a measure of the machine.
   */
  readonly firstNumberMs: number;
  /** From the click until the panel shows the balance. */
  readonly openedMs: number;
  /** To the app, before anybody touched the widget. */
  readonly requestsBefore: number;
}

/** Medians of all looks; of requests, the most. */
export async function lookSlowly(address: string): Promise<SlowLook> {
  const looks: SlowLook[] = [];
  for (let number = 0; number < LOOKS; number += 1) looks.push(await lookOnce(address, number));
  const middle = (name: keyof SlowLook) => median(looks.map((look) => look[name]));
  return {
    longestBeforeMs: middle("longestBeforeMs"),
    longestOpeningMs: middle("longestOpeningMs"),
    firstNumberMs: middle("firstNumberMs"),
    openedMs: middle("openedMs"),
    requestsBefore: Math.max(...looks.map(({ requestsBefore }) => requestsBefore)),
  };
}

/** In a browser of its own: a second look at a page finds everything warm. */
async function lookOnce(address: string, number: number): Promise<SlowLook> {
  const browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run"],
  });
  try {
    const context = await browser.newContext({ viewport: phone, isMobile: true, hasTouch: true });
    const page = await context.newPage();
    const shopper = { email: `bea-${number}@example.com`, firstName: "Bea", lastName: "Petersen" };
    await signUp(page, { origin: new URL(address).origin }, shopper);
    await slowDown(page);
    const look = await measure(page, address);
    return { ...look, firstNumberMs: await writeFirstNumber(await browser.newPage()) };
  } finally {
    await browser.close();
  }
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

/** Another address is another process: what the shop's pages have warmed is cold there. */
async function writeFirstNumber(page: Page): Promise<number> {
  await page.goto("data:text/html,<title>Empty</title>");
  await slowDown(page);
  return page.evaluate(() => {
    const startedMs = performance.now();
    (1).toLocaleString("en");
    return performance.now() - startedMs;
  });
}

async function measure(page: Page, address: string): Promise<Omit<SlowLook, "firstNumberMs">> {
  let requestsBefore = 0;
  // The page before this one may ask late: only what this page asks counts.
  page.on("request", (request) => {
    const isOwn = request.headers()["referer"] === address;
    if (isOwn && request.url().includes("/apps/loyalty")) requestsBefore += 1;
  });
  await page.addInitScript(recordScripts);
  await page.goto(address);
  await page.locator("[data-regulars-open]").last().waitFor();
  await page.waitForTimeout(SETTLED_MS);
  const before = { requestsBefore, longestBeforeMs: await page.evaluate(longestOfWidget) };
  return { ...before, ...(await page.evaluate(openPanel, SETTLED_MS)) };
}

/** Runs in the page. Long frames name their scripts, which plain long tasks do not. */
function recordScripts(): void {
  const scripts: { address: string; tookMs: number }[] = [];
  Object.assign(window, { longScripts: scripts });
  type LongFrame = PerformanceEntry & { scripts: (PerformanceEntry & { sourceURL: string })[] };
  new PerformanceObserver((list) => {
    for (const frame of list.getEntries() as LongFrame[]) {
      for (const { sourceURL, duration } of frame.scripts) {
        scripts.push({ address: sourceURL, tookMs: duration });
      }
    }
  }).observe({ type: "long-animation-frame", buffered: true });
}

/** Runs in the page. */
function longestOfWidget(): number {
  const { longScripts } = window as unknown as {
    longScripts: { address: string; tookMs: number }[];
  };
  const own = longScripts.filter(({ address }) => /\/loyalty[^/]*\.js/.test(address));
  return Math.max(0, ...own.map(({ tookMs }) => tookMs));
}

/** Runs in the page, by itself: a look from outside would be a task, too. */
async function openPanel(
  settledMs: number,
): Promise<Pick<SlowLook, "longestOpeningMs" | "openedMs">> {
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  let longestOpeningMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      longestOpeningMs = Math.max(longestOpeningMs, duration);
    }
  }).observe({ type: "longtask" });
  const isOpen = () =>
    [...document.querySelectorAll(".regulars-host")].some((host) =>
      host.shadowRoot?.querySelector("dialog[open] .figure"),
    );
  const clickedMs = performance.now();
  [...document.querySelectorAll<HTMLElement>("[data-regulars-open]")].at(-1)?.click();
  while (!isOpen()) {
    if (performance.now() - clickedMs > 30_000) throw new Error("The panel did not open.");
    await wait(20);
  }
  const openedMs = performance.now() - clickedMs;
  await wait(settledMs);
  return { longestOpeningMs, openedMs };
}
