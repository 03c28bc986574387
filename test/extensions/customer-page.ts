// A customer's page of the admin in a test.
import { getExtension } from "@shopify/ui-extensions-tester";
import type { StaffAnswer, StaffMember } from "../../widget/contract/staff.ts";
import {
  type Language,
  type Reply,
  answerWith,
  closeExtension,
  extensions,
  find,
  openExtension,
} from "./extension-page.ts";

export const extension = getExtension("admin.customer-details.block.render", {
  configSearchDir: `${extensions}/admin-customer`,
});

/** Each question takes the next reply; the last one stands for all that follow. */
export const replyWith = (...replies: Reply[]): void => answerWith(extension, ...replies);

export function openPage(language: Language = "en"): void {
  const shopify = openExtension(extension, { folder: "admin-customer", language });
  shopify.i18n.formatNumber = (number, options) =>
    new Intl.NumberFormat(language, options).format(number);
  shopify.data.selected = [{ id: "gid://shopify/Customer/7001" }];
}

export const closePage = (): void => closeExtension(extension);

/** What a member of staff types into a field. */
export function type(selector: string, value: string): void {
  const field = find<HTMLInputElement>(selector);
  Object.assign(field, { value });
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export const member: StaffMember = {
  id: "018f0000-0000-7000-8000-000000000001",
  joinedOn: "2026-03-01",
  balance: { available: 1_240, pending: 0, shortfall: 0 },
  coming: [],
  ending: null,
  tier: null,
  entries: [],
};

export const answer = (changes: Partial<StaffMember> = {}): StaffAnswer => ({
  pointsName: { one: "Bean", other: "Beans" },
  member: { ...member, ...changes },
});

export const newcomer: StaffAnswer = { ...answer(), member: null };
