// A storefront in a real browser: the theme with freshly built assets, a shopper with something of
// everything, and whatever the browser complains of.
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { requireBrowser } from "../support/browser-program.ts";
import { aMemberAnswer, aVoucher, anEntry, euros } from "../widget/panel-answers.ts";
import { copyTheme, removeTheme } from "./check-theme.ts";
import { json, openStorefront } from "./storefront-page.ts";
import type { Storefront } from "./storefront-page.ts";

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 800 };
export const SMALLEST = { width: 320, height: 640 };
/** A desktop window at 200 %. */
export const ZOOMED = { width: 640, height: 400 };

const order = { order: "#1001", amount: "40.00", currency: "EUR", rate: "2", points: "80" };

export const member = aMemberAnswer({
  balance: { available: 120, pending: 60, shortfall: 5 },
  coming: [
    { points: 30, after: "date", days: 0, on: "2026-03-15" },
    { points: 20, after: "delivery", days: 14, on: "2026-04-01" },
    { points: 10, after: "shipping", days: 14, on: null },
  ],
  ending: { points: 40, lastDay: "2026-06-30" },
  tier: {
    name: "Silver",
    next: {
      name: "Gold",
      ways: [
        [
          { counter: "spend", amount: euros(12_550) },
          { counter: "orders", count: 2 },
        ],
        [{ counter: "nights", count: 40 }],
      ],
    },
  },
  vouchers: [aVoucher()],
  history: {
    entries: [
      anEntry({
        id: "1",
        comesOn: "2026-07-15",
        explanation: {
          key: "order_earned_with",
          params: { ...order, extras: "Gold, Double-points weekend" },
        },
      }),
      anEntry({ id: "2", points: 0, explanation: { key: "points_released", params: order } }),
      anEntry({ id: "3", points: -80, explanation: { key: "balance_expired", params: order } }),
      anEntry({ id: "4", explanation: { key: "expiry_reversed", params: order } }),
      anEntry({ id: "5", explanation: { key: "voucher_points_returned", params: order } }),
      anEntry({ id: "6", points: -80, explanation: { key: "order_moved", params: order } }),
      anEntry({ id: "7", explanation: { key: "transferred_in", params: order } }),
      anEntry({
        id: "8",
        explanation: { key: "tier_entered", params: { tier: "Gold", points: "80" } },
      }),
    ],
    nextCursor: "older",
  },
});

export interface Stage {
  shop: Storefront;
  page: Page;
  complaints: string[];
  visit: (options?: BrowserContextOptions, address?: string) => Promise<Page>;
  launcher: () => Locator;
  openPanel: () => Promise<void>;
  /** A section of the panel, by its place. */
  section: (place: number) => Locator;
  /** What has the focus, also inside the panel. */
  focused: () => Promise<string>;
  /** Every layout shift so far. */
  shifts: () => Promise<number[]>;
}

/** Sets up before each test of the file, and clears away after it. */
export const setStage = (): Stage => {
  let browser: Browser;
  let theme: string;
  const stage = stageOf(() => browser);

  beforeAll(async () => {
    theme = await copyTheme();
    browser = await chromium.launch({ executablePath: requireBrowser(), args: ["--no-sandbox"] });
  });

  afterAll(async () => {
    await browser.close();
    await removeTheme(theme);
  });

  beforeEach(async () => {
    stage.complaints = [];
    stage.shop = await openStorefront(join(theme, "assets"));
    stage.shop.scene = { balance: 80 };
    stage.shop.proxy = (path, response) => {
      const answers: Record<string, unknown> = {
        "/balance": { audience: "member", available: 12_500, pending: 0 },
        "/panel": member,
      };
      json(response, answers[path]);
    };
  });

  afterEach(async () => {
    await stage.page.context().close();
    await stage.shop.close();
  });

  return stage;
};

const stageOf = (browser: () => Browser): Stage => {
  const stage = {
    visit: async (options: BrowserContextOptions = {}, address = "/"): Promise<Page> => {
      const viewport = DESKTOP;
      const context = await browser().newContext({ viewport, reducedMotion: "reduce", ...options });
      const page = (stage.page = await context.newPage());
      page.on("pageerror", (error) => stage.complaints.push(error.message));
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) stage.complaints.push(message.text());
      });
      await page.addInitScript(recordShifts);
      await page.goto(stage.shop.origin + address);
      return page;
    },
    launcher: () => stage.page.locator(".regulars-launcher"),
    openPanel: async () => {
      await stage.launcher().click();
      await stage.page.locator("dialog[open] .line").first().waitFor();
    },
    section: (place: number) => stage.page.locator("dialog nav button").nth(place),
    focused: () => stage.page.evaluate(readFocus),
    shifts: () => stage.page.evaluate(() => (window as unknown as { shifts: number[] }).shifts),
  } as Stage;
  return stage;
};

const recordShifts = () => {
  const shifts: number[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      shifts.push((entry as unknown as { value: number }).value);
  }).observe({ type: "layout-shift", buffered: true });
};

const readFocus = () => {
  const inside = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
  return inside?.getAttribute("aria-label") ?? inside?.textContent?.trim() ?? "";
};
