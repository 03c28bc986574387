// A customer's page of the admin in a test.
import { getExtension } from "@shopify/ui-extensions-tester";
import { expect, vi } from "vitest";
import {
  type Language,
  type Reply,
  answerWith,
  buttonOf,
  closeExtension,
  extensions,
  find,
  openExtension,
  shown,
} from "./extension-page.ts";

export const extension = getExtension("admin.customer-details.block.render", {
  configSearchDir: `${extensions}/admin-customer`,
});

/** Each question takes the next reply; the last one stands for all that follow. */
export const replyWith = (...replies: Reply[]): void => answerWith(extension, ...replies);

export function openPage(language: Language = "en"): void {
  const shopify = openExtension(extension, { folder: "admin-customer", language });
  shopify.data.selected = [{ id: "gid://shopify/Customer/7001" }];
}

/** Draws the block, whose questions take these replies. */
export async function open(...replies: Reply[]): Promise<void> {
  replyWith(...replies);
  await extension.render();
}

export const expectToRead = (text: string) => vi.waitFor(() => expect(shown()).toContain(text));
export const press = (text: string) => buttonOf(text).dispatchEvent(new Event("click"));

/** What the block says while it is folded. */
export function summary(): string | null {
  const block = find<HTMLElement & { collapsedSummary?: string }>("s-admin-block");
  return block.collapsedSummary ?? block.getAttribute("collapsedSummary");
}

export const closePage = (): void => closeExtension(extension);
