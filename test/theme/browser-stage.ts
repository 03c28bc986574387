// A storefront in a real browser: the theme with freshly built assets, a shopper with something of
// everything, and whatever the browser complains of.
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { aBalance } from "../support/a-balance.ts";
import { requireBrowser } from "../support/browser-program.ts";
import { withNumbers } from "../support/with-numbers.ts";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import { panelTextsIn } from "../../widget/words/panel-texts.ts";
import { aCard, aMemberAnswer, aVoucher, anEntry } from "../widget/panel-answers.ts";
import { copyTheme, removeTheme } from "./check-theme.ts";
import { json, openStorefront } from "./storefront-page.ts";
import type { Storefront } from "./storefront-page.ts";

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 800 };
export const SMALLEST = { width: 320, height: 640 };
/** A desktop window at 200 %. */
export const ZOOMED = { width: 640, height: 400 };

/** The same answer in another language. */
export const inLanguage = (answer: PanelAnswer, locale = "en") => ({
  ...withNumbers(answer, locale),
  words: panelTextsIn(locale),
});

export const member = aMemberAnswer({
  balance: aBalance({ available: 120, pending: 60, shortfall: 5 }),
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
      missing: "orders worth €125.50 + 2 orders or 40 nights",
      share: 370,
      through: "2026-12-31",
    },
    keep: {
      lastDay: "2026-12-31",
      asks: { through: "2026-12-31", missing: "3 orders" },
    },
  },
  next: { rewardId: "five-off", why: "ending", points: 40, date: "2026-06-30" },
  settings: [
    aCard({
      id: "settings/emails",
      title: "E-mails",
      text: "What your orders bring, what ends soon, and gifts.",
      action: {
        kind: "form",
        label: "Save",
        path: "settings/emails",
        fields: [
          {
            name: "emails",
            label: "Do you want e-mails from the program?",
            type: "choice",
            required: true,
            hint: null,
            value: "on",
            options: [
              { value: "on", label: "Yes" },
              { value: "off", label: "No" },
            ],
          },
        ],
      },
    }),
  ],
  vouchers: [aVoucher()],
  cards: [
    aCard({
      id: "survey",
      title: "One question",
      text: "How likely is it that you recommend us to a friend?",
      action: {
        kind: "form",
        label: "Send",
        path: "survey",
        fields: [
          {
            name: "score",
            label: "Your answer",
            type: "scale",
            required: true,
            hint: "0: not at all likely, 10: extremely likely",
          },
          {
            name: "comment",
            label: "What is the reason?",
            type: "text",
            required: false,
            hint: null,
            maxLength: 1_000,
          },
        ],
      },
    }),
    aCard({
      id: "birthday",
      title: "When is your birthday?",
      text: "A gift is waiting for you every year.",
      worth: "100 Beans",
      note: "Your gift comes 30 days after you entered the day, at the earliest.",
      action: {
        kind: "form",
        label: "Save",
        path: "birthday",
        fields: [
          {
            name: "birthDate",
            label: "Your birthday",
            type: "date",
            required: true,
            hint: "You can change it once a year.",
            autocomplete: "bday",
          },
          {
            name: "gift",
            label: "What would you like?",
            type: "choice",
            required: true,
            hint: null,
            options: [
              { value: "points", label: "100 Beans" },
              { value: "reward", label: "A bag of coffee of the month" },
            ],
          },
        ],
      },
    }),
    aCard({
      id: "refer",
      title: "Invite friends",
      text: "Your friend gets €5, and you get 200 Beans after the first order.",
      worth: "200 Beans",
      note: "2 of 10 friends this year",
      action: {
        kind: "share",
        label: "Share",
        url: "/apps/loyalty/r/ANA-7KQ2",
        text: "I like this coffee. Here are €5 for your first order:",
        textLabel: "Your words",
        copyLabel: "Copy link",
        qr: "qr?code=ANA-7KQ2",
        qrLabel: "Show as a QR code",
        channels: [
          { label: "E-mail", means: "email", href: "mailto:?subject=Coffee&body={text}%20{url}" },
          { label: "WhatsApp", means: "whatsapp", href: "https://wa.me/?text={text}%20{url}" },
        ],
        path: "referral/shared",
      },
    }),
    aCard({
      id: "campaign/beans",
      title: "Double Beans in May",
      text: "Join, and each order in May earns twice.",
      action: { kind: "form", label: "Join", path: "campaigns/beans/join", fields: [] },
    }),
    aCard({
      action: {
        kind: "link",
        label: "Follow us",
        href: "https://social.example/harbour",
        path: "ways/follow/click",
      },
    }),
    aCard({
      id: "event/tasting",
      title: "Tasting at the harbour",
      text: "Show this at the door.",
      action: {
        kind: "code",
        label: "Your code",
        code: "K7Q2-91",
        scans: "K7Q2",
        hint: null,
        qr: "qr?code=K",
      },
    }),
    aCard({ id: "earn/account", title: "Create an account", isDone: true, action: null }),
  ],
  history: {
    entries: [
      anEntry({
        id: "1",
        comesOn: "2026-07-15",
        why: "Order #1001: €40 at 2 Beans per €1, with Gold, Double-points weekend",
      }),
      anEntry({ id: "2", points: 0, why: "80 Beans became available" }),
      anEntry({ id: "3", points: -80, why: "80 Beans expired after a long time" }),
      anEntry({ id: "4", why: "80 Beans are back: you had been active in time" }),
      anEntry({ id: "5", why: "Order #1001 was refunded, its code is given back: €5 off" }),
      anEntry({ id: "6", points: -80, why: "Order #1001 now belongs to another account" }),
      anEntry({ id: "7", why: "Moved here from your other account" }),
      anEntry({ id: "8", why: "80 Beans for reaching Gold" }),
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
        "/balance": { audience: "member", ...aBalance({ available: 12_500 }) },
        "/panel": inLanguage(member, stage.shop.scene.locale),
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
