// Stores that forbid scripts nearly everything have the whole widget all the same: nothing inline
// runs, no text becomes a script or markup, and nobody but the store is asked.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { PHONE, setStage } from "./browser-stage.ts";

const stage = setStage();
const { visit, openPanel, section } = stage;

/** Colours that merchants choose stand in attributes; everything else of a style is a file. */
const STRICTEST = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** The panel's button, on every page, and the page that is the panel itself. */
const NOT_ON_PAGES = ["loyalty", "loyalty-page"];
const blocks = readdirSync(fileURLToPath(new URL("../../extensions/theme/blocks", import.meta.url)))
  .map((name) => name.replace(/\.liquid$/, ""))
  .filter((name) => !NOT_ON_PAGES.includes(name));

/** Opens the page under another policy than its own. */
const visitUnder = async (policy: string): Promise<string[]> => {
  const elsewhere: string[] = [];
  await visit({ viewport: PHONE });
  const { page } = stage;
  page.on("request", (request) => {
    if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(stage.shop.origin)) {
      elsewhere.push(request.url());
    }
  });
  await page.route(`${stage.shop.origin}/`, async (route) => {
    const answer = await route.fetch();
    const headers = { ...answer.headers(), "content-security-policy": policy };
    await route.fulfill({ response: answer, headers });
  });
  stage.complaints.length = 0;
  await page.reload();
  return elsewhere;
};

test("every block and every section of the panel works under the strictest policy", async () => {
  stage.shop.scene = { balance: 80, blocks };
  const elsewhere = await visitUnder(STRICTEST);
  const { page } = stage;
  await expect.poll(() => stage.shop.requests).toContain("GET /apps/loyalty/balance");
  await openPanel();
  const shown = [/Follow us/, /off/, /Order #1001/] as const;
  for (const [place, text] of shown.entries()) {
    await section(place + 1).click();
    await page.locator("dialog[open]").getByText(text).first().waitFor();
  }
  expect(stage.complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test("a policy that is broken is noticed", async () => {
  await visitUnder(STRICTEST);
  await stage.page.evaluate(() => {
    const script = document.createElement("script");
    script.append("globalThis.ran = true");
    document.body.append(script);
  });
  await expect.poll(() => stage.complaints.join("\n")).toMatch(/Trusted|Content Security Policy/);
});
