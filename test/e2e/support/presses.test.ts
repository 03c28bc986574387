// A press into a frame without an origin, as extensions stand in, is one in that frame, also while
// it grows and moves and its script is busy.
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { desktop, launchBrowser, openVisitor } from "./browser.ts";

/** Where presses go astray, one of four to ten does. */
const PRESSES = 40;
const BUSY_MS = 100;
const HEIGHT = 60;

const inside = `<body style="margin:0"><button style="height:${HEIGHT}px">Press</button><div></div>
  <script>
    let presses = 0;
    document.querySelector("button").addEventListener("click", () => presses++);
    const growBusily = (height) => {
      document.querySelector("div").style.height = height + "px";
      requestAnimationFrame(() => setTimeout(() => {
        for (const end = performance.now() + ${BUSY_MS}; performance.now() < end; );
      }));
    };
    new ResizeObserver(() => parent.postMessage(document.body.scrollHeight, "*"))
      .observe(document.body);
  </script>`;

const around = `<!doctype html><body style="margin:0"><div></div>
  <iframe sandbox="allow-scripts" style="border:0;display:block"></iframe><script>
    const frame = document.querySelector("iframe");
    addEventListener("message", ({ data }) => { frame.style.height = data + "px"; });
    frame.srcdoc = ${JSON.stringify(inside).replaceAll("</", "<\\/")};
  </script>`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function openFrame(): Promise<{ page: Page; frame: Frame }> {
  const { page } = await openVisitor(browser, desktop);
  await page.setContent(around);
  await page.frameLocator("iframe").getByRole("button").waitFor();
  const [, frame] = page.frames();
  if (!frame) throw new Error("The page has no frame");
  return { page, frame };
}

test("no press into a frame that grows and moves goes astray", async () => {
  const { page, frame } = await openFrame();
  for (let press = 1; press <= PRESSES; press++) {
    const isOdd = press % 2 === 1;
    await frame.evaluate(`growBusily(${isOdd ? 200 : 0})`);
    const top = isOdd ? 300 : 0;
    await page.locator("div").evaluate((above, height) => {
      above.style.height = `${height}px`;
    }, top);
    await page.mouse.click(HEIGHT / 2, top + HEIGHT / 2);
    await expect.poll(() => frame.evaluate("presses")).toBe(press);
  }
}, 60_000);
