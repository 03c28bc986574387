// What only a real browser can tell: focus, inertness, layout shifts, the content security policy,
// accessibility.
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { requireBrowser } from "../support/browser-program.ts";
import { aMemberAnswer, aVoucher, anEntry } from "../widget/panel-answers.ts";
import { copyTheme, removeTheme } from "./check-theme.ts";
import { json, openStorefront } from "./storefront-page.ts";
import type { Storefront } from "./storefront-page.ts";

let browser: Browser;
let shop: Storefront;
let theme: string;
let page: Page;
let complaints: string[];

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
const SMALLEST = { width: 320, height: 640 };
/** A desktop window at 200 %. */
const ZOOMED = { width: 640, height: 400 };

const member = aMemberAnswer({
  vouchers: [aVoucher()],
  history: { entries: [anEntry()], nextCursor: "older" },
});

beforeAll(async () => {
  theme = await copyTheme();
  browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: ["--no-sandbox"],
  });
});

afterAll(async () => {
  await browser.close();
  await removeTheme(theme);
});

beforeEach(async () => {
  complaints = [];
  shop = await openStorefront(join(theme, "assets"));
  shop.scene = { balance: 80 };
  shop.proxy = (path, response) => {
    const answers: Record<string, unknown> = {
      "/balance": { audience: "member", available: 12_500, pending: 0 },
      "/panel": member,
    };
    json(response, answers[path]);
  };
});

afterEach(async () => {
  await page.context().close();
  await shop.close();
});

const visit = async (options: BrowserContextOptions = {}, address = "/"): Promise<Page> => {
  const context = await browser.newContext({
    viewport: DESKTOP,
    reducedMotion: "reduce",
    ...options,
  });
  page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(shop.origin + address);
  return page;
};

const shifts = () => page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
const launcher = () => page.locator(".regulars-launcher");
const openPanel = async () => {
  await launcher().click();
  await page.locator("dialog[open] .line").waitFor();
};
/** What has the focus, also inside the panel. */
const focused = () =>
  page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return inside?.getAttribute("aria-label") ?? inside?.textContent?.trim() ?? "";
  });

describe("before anything is opened", () => {
  test("one request, the number follows, nothing moves", async () => {
    await visit();
    await expect.poll(() => launcher().textContent()).toContain("12,500");
    await expect.poll(() => page.locator(".regulars-figure").textContent()).toContain("12,500");
    expect(await shifts()).toEqual([]);
    expect(shop.requests).toEqual(["GET /apps/loyalty/balance"]);
    expect(complaints).toEqual([]);
  });

  test.each(["start", "end"])(
    "nothing moves with the launcher at the %s either",
    async (position) => {
      shop.scene = { balance: 9, settings: { position } };
      await visit({ viewport: PHONE });
      await expect.poll(() => launcher().textContent()).toContain("12,500");
      expect(await shifts()).toEqual([]);
      const box = await launcher().boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
    },
  );

  test("guests cost no request", async () => {
    shop.scene = {};
    shop.proxy = (_, response) => json(response, { ...member, audience: "guest" });
    await visit();
    await openPanel();
    expect(shop.requests).toEqual(["GET /apps/loyalty/panel"]);
  });

  test("a backend that never answers leaves the theme as it was", async () => {
    shop.proxy = () => {};
    await visit();
    await expect.poll(() => shop.requests).toHaveLength(1);
    expect(await launcher().textContent()).toContain("80");
    expect(await shifts()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("without script the block is complete and nothing pretends to work", async () => {
    await visit({ javaScriptEnabled: false });
    expect(await launcher().isVisible()).toBe(false);
    expect(await page.locator(".regulars-block").textContent()).toContain("80");
    expect(await page.locator(".regulars-scripted").isVisible()).toBe(false);
  });
});

describe("the dialog", () => {
  test("opens by keyboard, keeps the focus inside, closes by Escape and gives the focus back", async () => {
    await visit();
    await launcher().focus();
    await page.keyboard.press("Enter");
    await page.locator("dialog[open] .line").waitFor();
    const met = new Set<string>();
    for (let press = 0; press < 12; press += 1) {
      met.add(await focused());
      await page.keyboard.press("Tab");
    }
    expect([...met]).toEqual(expect.arrayContaining(["Close", "Overview", "Rewards", "History"]));
    expect([...met].join(" ")).not.toContain("Freshly roasted Open rewards");
    expect([...met]).not.toContain("Freshly roasted");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
    expect(await focused()).toContain("Open rewards");
  });

  test("closes when the page beside it is pressed, and opens again", async () => {
    await visit();
    await openPanel();
    await page.mouse.click(100, 300);
    await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
    await openPanel();
    expect(await page.locator("dialog").count()).toBe(1);
  });

  test("is labelled, and told its own language", async () => {
    shop.scene = { balance: 80, locale: "de" };
    await visit();
    await openPanel();
    expect(await page.getByRole("dialog", { name: "Prämien" }).count()).toBe(1);
    expect(await page.locator("dialog .frame").getAttribute("lang")).toBe("de");
  });

  test("a deep link opens its section, and closing forgets it", async () => {
    await visit({}, "/#loyalty/history");
    await page.locator("dialog[open] .history").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.url()).toBe(`${shop.origin}/`);
    expect(await shifts()).toEqual([]);
  });

  test("keeps its size while its content arrives and changes", async () => {
    let answerNow = () => {};
    const { proxy } = shop;
    shop.proxy = async (path, response) => {
      if (path === "/panel") await new Promise<void>((resolve) => (answerNow = resolve));
      await proxy(path, response);
    };
    await visit();
    await launcher().click();
    await page.locator("dialog[open] .bone").first().waitFor();
    const before = await page.locator("dialog").boundingBox();
    const figure = await page.locator("dialog .figure").boundingBox();
    answerNow();
    await page.locator("dialog .line").waitFor();
    expect(await page.locator("dialog").boundingBox()).toEqual(before);
    expect((await page.locator("dialog .figure").boundingBox())?.y).toBe(figure?.y);
    await page.locator("dialog nav button").nth(2).click();
    expect(await page.locator("dialog").boundingBox()).toEqual(before);
  });

  test("the theme's rules do not reach into it, its font does", async () => {
    await visit();
    await openPanel();
    const style = await page
      .locator("dialog nav button")
      .first()
      .evaluate((button) => {
        const { fontFamily, textTransform, borderTopWidth } = getComputedStyle(button);
        return { fontFamily, textTransform, borderTopWidth };
      });
    expect(style).toEqual({
      fontFamily: "Georgia, serif",
      textTransform: "none",
      borderTopWidth: "0px",
    });
  });

  test("a panel that is blocked is said beside the button, and tried again", async () => {
    await visit();
    await page.route("**/loyalty-panel.js*", (route) => route.abort());
    await launcher().click();
    await page.locator(".regulars-corner .regulars-note").waitFor({ state: "visible" });
    await page.unroute("**/loyalty-panel.js*");
    await openPanel();
    expect(await page.locator(".regulars-corner .regulars-note").isVisible()).toBe(false);
  });
});

describe.each([
  ["a phone", PHONE, "en"],
  ["the smallest phone, in French", SMALLEST, "fr"],
  ["a window at 200 %, in German", ZOOMED, "de"],
  ["a desktop", DESKTOP, "en"],
])("on %s", (_, viewport, locale) => {
  test("nothing is cut off, and axe finds nothing in any section", async () => {
    shop.scene = { balance: 80, locale };
    // Axe is an inline script to the page's policy; the other tests keep the policy on.
    await visit({ viewport, bypassCSP: true });
    await openPanel();
    for (const section of [0, 1, 2]) {
      await page.locator("dialog nav button").nth(section).click();
      const overflow = await page.evaluate(() => {
        const body = document.querySelector(".regulars-host")?.shadowRoot?.querySelector(".body");
        return (body?.scrollWidth ?? 0) - (body?.clientWidth ?? 0);
      });
      expect(overflow).toBe(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
});
