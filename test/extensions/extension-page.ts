// A page of Shopify's with an extension on it: Shopify's own tester as the host, an app that
// answers what it is told to, and somebody who reads and enters.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "preact";
import { vi } from "vitest";

export const extensions = join(import.meta.dirname, "../../extensions");
export const APP_URL = "https://app.example.com";
export const languages = ["en", "de", "es", "fr", "tr"] as const;
export type Language = (typeof languages)[number];

export type Texts = Record<string, string | Record<string, string>>;

/** Of the extension in that folder. */
export function textsIn(folder: string, language: Language): Texts {
  const name = language === "en" ? "en.default.json" : `${language}.json`;
  return JSON.parse(readFileSync(join(extensions, folder, "locales", name), "utf8")) as Texts;
}

/** As Shopify does it: the plural form by `count`, and values in double braces. */
function translated(
  { folder, language }: Spoken,
  key: string,
  values: Record<string, string | number> = {},
): string {
  const found = textsIn(folder, language)[key];
  const form = new Intl.PluralRules(language).select(Number(values["count"] ?? 0));
  const text = typeof found === "object" ? found[form] : found;
  if (text === undefined) throw new Error(`${language} has no text for ${key}`);
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    if (values[name] === undefined) throw new Error(`${key} is given no ${name}`);
    return String(values[name]);
  });
}

interface Spoken {
  readonly folder: string;
  readonly language: Language;
}

/** As much of Shopify's mocks as all surfaces have. */
export interface Speaking {
  i18n: {
    translate: unknown;
    formatNumber: (number: number, options?: Intl.NumberFormatOptions) => string;
    formatDate: (date: Date, options?: Intl.DateTimeFormatOptions) => string;
  };
}

export interface Sent {
  url: string;
  method: string;
  authorization: string | null;
  body: unknown;
}

/** What the app was asked, the first first. */
export const sent: Sent[] = [];

export type Reply = object | number | Error | string;

interface Asking {
  fetch: typeof fetch;
}

/** Each question takes the next reply; the last one stands for all that follow. */
export function answerWith(extension: Asking, ...replies: Reply[]): void {
  const queue = [...replies];
  answerBy(extension, () => (queue.length > 1 ? queue.shift() : queue[0]) ?? 404);
}

export function answerBy(extension: Asking, replyTo: (question: Sent) => Reply): void {
  extension.fetch = async (input, init = {}) => {
    const question = {
      url: input as string,
      method: init.method ?? "GET",
      authorization: new Headers(init.headers).get("authorization"),
      body: init.body === undefined ? null : (JSON.parse(init.body as string) as unknown),
    };
    sent.push(question);
    const reply = replyTo(question);
    if (reply instanceof Error) throw reply;
    if (typeof reply === "number") return new Response("{}", { status: reply });
    return new Response(typeof reply === "string" ? reply : JSON.stringify(reply));
  };
}

/** The handlers that Shopify's elements have, by which Preact knows how their events are called. */
const HANDLERS = ["onchange", "onsubmit", "oncopy", "oncopyerror"];

/** Opens a page in a language; `setUp` is the tester's. */
export function openExtension<Shopify extends Speaking>(
  extension: { setUp: () => void; shopify: Shopify },
  spoken: Spoken,
): Shopify {
  vi.stubEnv("APP_URL", APP_URL);
  sent.length = 0;
  for (const name of HANDLERS) {
    if (!(name in HTMLElement.prototype)) {
      Object.defineProperty(HTMLElement.prototype, name, { value: null, configurable: true });
    }
  }
  extension.setUp();
  const { language } = spoken;
  const { shopify } = extension;
  shopify.i18n.translate = (key: string, values?: Record<string, string | number>) =>
    translated(spoken, key, values);
  shopify.i18n.formatNumber = (number, options) =>
    new Intl.NumberFormat(language, options).format(number);
  shopify.i18n.formatDate = (date, options) =>
    new Intl.DateTimeFormat(language, options).format(date);
  return shopify;
}

export function closeExtension(extension: { tearDown: () => void }): void {
  render(null, document.body);
  extension.tearDown();
  vi.unstubAllEnvs();
}

/** The balance that the app keeps beside the customer. */
export function balanceEntry(value: string, type: "customer" | "shop" = "customer") {
  const metafield = { namespace: "$app", key: "balance", value, valueType: "integer" } as const;
  const target = { type, id: "gid://shopify/Customer/7001" } as const;
  return { target, metafield: { ...metafield, type: "number_integer" } };
}

export const shown = (): string => document.body.textContent ?? "";

export function find<Found extends Element>(selector: string): Found {
  const found = document.body.querySelector<Found>(selector);
  if (found === null) throw new Error(`There is no ${selector}`);
  return found;
}

/** The button with that text on it. */
export function buttonOf(text: string): HTMLElement {
  const buttons = [...document.body.querySelectorAll<HTMLElement>("s-button")];
  const found = buttons.find(({ textContent }) => textContent === text);
  if (!found) throw new Error(`There is no button ${text}: ${shown()}`);
  return found;
}

export const headings = (): (string | null)[] =>
  [...document.body.querySelectorAll("s-section")].map(
    (section) =>
      (section as unknown as { heading?: string }).heading ?? section.getAttribute("heading"),
  );

/** What somebody makes of a field. */
export function enter(selector: string, value: string): void {
  const field = find<HTMLInputElement>(selector);
  Object.assign(field, { value });
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Once what was entered is drawn: Preact does it in a microtask of its own. */
export const drawn = (): Promise<void> =>
  new Promise((resolve) => {
    queueMicrotask(() => queueMicrotask(resolve));
  });

/** Enough for the effects of a drawing. */
export const DRAWN_MS = 150;
const STEPS = 60;

/** With a clock of the test: lets it run until that holds. */
export async function inTime(holds: () => void, stepMs = DRAWN_MS): Promise<void> {
  for (let step = 1; step < STEPS; step++) {
    await vi.advanceTimersByTimeAsync(stepMs);
    try {
      return holds();
    } catch {
      // Not yet: answers are read in their own time, whatever the clock of the test says.
    }
  }
  holds();
}
