// A customer's page of the admin in a test.
import { getExtension } from "@shopify/ui-extensions-tester";
import {
  type Language,
  type Reply,
  answerWith,
  closeExtension,
  extensions,
  openExtension,
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

export const closePage = (): void => closeExtension(extension);
