// The loyalty page in customer accounts in a test: Shopify's own tester as the host, and an app
// that answers each path as it is told to.
import { getExtension } from "@shopify/ui-extensions-tester";
import { expect, vi } from "vitest";
import type { MemberPanelAnswer } from "../../widget/contract/panel.ts";
import { aMemberAnswer } from "../widget/panel-answers.ts";
import {
  APP_URL,
  type Reply,
  answerBy,
  buttonOf,
  closeExtension,
  extensions,
  headings,
  openExtension,
  sent,
  shown,
} from "./extension-page.ts";

export const STORE = "https://harbour.example";

export const extension = getExtension("customer-account.page.render", {
  configSearchDir: `${extensions}/account-page`,
});

/** What the app answers by its path below the account; what is not told is out of reach. */
export const replies: Record<string, Reply | Reply[]> = {};

export function openHost(): void {
  const shopify = openExtension(extension, { folder: "account-page", language: "en" });
  shopify.localization.extensionLanguage.value = { isoCode: "en" };
}

export function closeHost(): void {
  closeExtension(extension);
  for (const path of Object.keys(replies)) delete replies[path];
}

function replyTo({ url }: { url: string }): Reply {
  const path = new URL(url).pathname.replace("/extensions/account/", "");
  const known = replies[path] ?? new Error("offline");
  if (!Array.isArray(known)) return known;
  return (known.length > 1 ? known.shift() : known[0]) ?? new Error("offline");
}

export const page = (changes: Partial<MemberPanelAnswer> = {}) => ({
  ...aMemberAnswer(changes),
  storeUrl: STORE,
});

export async function openPage(changes: Partial<MemberPanelAnswer> = {}): Promise<void> {
  replies["panel"] ??= page(changes);
  await openAnyPage();
  await expectToRead("Your balance");
}

/** Whatever the app answers. */
export async function openAnyPage(): Promise<void> {
  answerBy(extension, replyTo);
  await extension.render();
}

export const text = (): string => shown().replaceAll("\u00a0", " ");

export const expectToRead = (sentence: string) =>
  vi.waitFor(() => expect([...headings(), text()].join("\n")).toContain(sentence));

export const press = (label: string) => buttonOf(label).dispatchEvent(new Event("click"));

export const submit = () =>
  document.body.querySelector("s-form")?.dispatchEvent(new Event("submit"));

/** What was sent there, the first first. */
export const bodiesTo = (path: string): unknown[] =>
  sent
    .filter(({ url }) => url.startsWith(`${APP_URL}/extensions/account/${path}`))
    .map(({ body }) => body);
