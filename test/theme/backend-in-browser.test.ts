// Whatever the app does or does not answer, the store's pages stay as the theme and Liquid painted
// them: no error, no shift, no text that comes and goes. Every block stands on the page.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { PHONE, setStage } from "./browser-stage.ts";
import { json, type Proxy } from "./storefront-page.ts";

const stage = setStage();
const { visit, launcher, shifts } = stage;

/** The panel's button, on every page, and the page that is the panel itself. */
const NOT_ON_PAGES = ["loyalty", "loyalty-page"];
const blocks = readdirSync(fileURLToPath(new URL("../../extensions/theme/blocks", import.meta.url)))
  .map((name) => name.replace(/\.liquid$/, ""))
  .filter((name) => !NOT_ON_PAGES.includes(name));

/** What a browser writes into its console about any answer that is none. */
const FROM_THE_NETWORK = /^Failed to load resource/;

const page =
  (text: string, status: number): Proxy =>
  (_, response) => {
    response.writeHead(status, { "content-type": "text/html" });
    response.end(text);
  };

const faults: Readonly<Record<string, Proxy>> = {
  "breaks the connection": (_, response) => void response.destroy(),
  "breaks off in the middle": (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "999" });
    response.write('{"audience":"member","avail', () => response.destroy());
  },
  "is overloaded": page("<h1>503</h1>", 503),
  "answers a password page": page("<form><input type=password></form>", 200),
  "answers nothing": page("", 200),
  "refuses the store": (_, response) => json(response, { problem: "not_found" }, 404),
  "asks for patience": (_, response) => json(response, { problem: "too_many" }, 429),
  "answers no object": (_, response) => json(response, null),
  "answers another object": (_, response) => json(response, { available: "many", error: 1 }),
};

/** Resolves when what the page has asked before is answered, and its frame is painted. */
const settle = () =>
  stage.page.evaluate(async () => {
    await (await fetch("/assets/loyalty.css", { cache: "no-store" })).text();
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  });

const paintedText = () => stage.page.evaluate(() => document.body.innerText);
const scriptErrors = () => stage.complaints.filter((text) => !FROM_THE_NETWORK.test(text));

const scenes = {
  member: { balance: 80, blocks },
  guest: { blocks },
};

describe.each(Object.keys(faults))("an app that %s", (fault) => {
  test.each(["member", "guest"] as const)("changes nothing for a %s", async (audience) => {
    stage.shop.scene = scenes[audience];
    stage.shop.proxy = faults[fault] ?? stage.shop.proxy;
    await visit({ viewport: PHONE });
    const painted = await paintedText();
    expect(painted).toContain("Freshly roasted");
    if (audience === "member") {
      await expect.poll(() => stage.shop.requests).toContain("GET /apps/loyalty/balance");
      expect(painted).toContain("80");
    }
    await settle();
    expect(await paintedText()).toBe(painted);

    await launcher().click();
    const again = stage.page.getByRole("dialog").getByRole("button", { name: "Try again" });
    await again.waitFor();
    await stage.page.keyboard.press("Escape");
    await expect.poll(() => stage.page.locator("dialog[open]").count()).toBe(0);
    expect(await paintedText()).toBe(painted);
    expect(await shifts()).toEqual([]);
    expect(scriptErrors()).toEqual([]);
  });
});

test("an app that never answers holds nothing up, and the panel can be closed", async () => {
  stage.shop.scene = scenes.member;
  stage.shop.proxy = () => undefined;
  await visit({ viewport: PHONE });
  const painted = await paintedText();
  await expect.poll(() => stage.shop.requests).toContain("GET /apps/loyalty/balance");
  await launcher().click();
  await stage.page.locator("dialog[open]").waitFor();
  await stage.page.keyboard.press("Escape");
  await expect.poll(() => stage.page.locator("dialog[open]").count()).toBe(0);
  await settle();
  expect(await paintedText()).toBe(painted);
  expect(await shifts()).toEqual([]);
  expect(scriptErrors()).toEqual([]);
});

test.each(["**/apps/loyalty/**", "**/assets/loyalty-*.js"])(
  "a blocker of %s leaves the pages whole",
  async (addresses) => {
    stage.shop.scene = scenes.member;
    await visit({ viewport: PHONE });
    await stage.page.route(addresses, (route) => route.abort("blockedbyclient"));
    await stage.page.reload();
    const painted = await paintedText();
    expect(painted).toContain("Freshly roasted");
    expect(painted).toContain("80");
    await settle();
    expect(await paintedText()).toBe(painted);
    expect(await shifts()).toEqual([]);
    expect(scriptErrors()).toEqual([]);
  },
);
