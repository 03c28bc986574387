// The page after checkout in a test.
import { getExtension } from "@shopify/ui-extensions-tester";
import type { MemberThankYouAnswer } from "../../widget/contract/thank-you.ts";
import {
  type Language,
  type Reply,
  answerWith,
  balanceEntry,
  closeExtension,
  extensions,
  openExtension,
} from "./extension-page.ts";

export const extension = getExtension("purchase.thank-you.block.render", {
  configSearchDir: `${extensions}/thank-you`,
});

/** Each question takes the next reply; the last one stands for all that follow. */
export const replyWith = (...replies: Reply[]): void => answerWith(extension, ...replies);

/** A page in a language, of an order that was placed just now. */
export function openPage(language: Language = "en"): void {
  const shopify = openExtension(extension, { folder: "thank-you", language });
  shopify.localization.extensionLanguage.value = { isoCode: language };
  shopify.orderConfirmation.value = {
    order: { id: "gid://shopify/OrderIdentity/5123" },
    isFirstOrder: false,
  };
  shopify.settings.value = { hide_referral: false, hide_birthday: false, hide_question: false };
}

export const closePage = (): void => closeExtension(extension);

/** The balance that the app keeps beside the customer. */
export function keepBalance(value: string, type: "customer" | "shop" = "customer"): void {
  extension.shopify.appMetafields.value = [balanceEntry(value, type)];
}

export const memberAnswer: MemberThankYouAnswer = {
  audience: "member",
  pointsName: { one: "Bean", other: "Beans" },
  balance: { available: 1_240, pending: 0, shortfall: 0 },
  order: { state: "counted", points: 100, waits: null },
  referral: null,
  birthday: null,
  survey: null,
};
