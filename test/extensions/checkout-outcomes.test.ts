// @vitest-environment happy-dom
// What became of a press at checkout is told beside what was pressed, by an element that was there
// before: the block is longer than the screen of a phone, and not everybody looks at it.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  type Page,
  closeCheckout,
  expectToRead,
  fiveOff,
  held,
  memberAnswer,
  open,
  openCheckout,
  replyAt,
  voucher,
} from "./checkout-page.ts";
import { buttonOf, find } from "./extension-page.ts";

const half = { rewardId: "half", name: "50% off", points: 900, amountMinor: null, percent: "50" };
const rewards = [fiveOff, { id: "half", offers: [half] }];
const gift = { ...held, id: "018f3c1e-0000-7000-8000-000000000002", code: "G", name: "Gift" };
const member = { ...memberAnswer, rewards, vouchers: [held, gift] };
const back = { outcome: "returned", voucher, balance: memberAnswer.balance };

let page: Page;
beforeEach(() => {
  page = openCheckout();
});
afterEach(closeCheckout);

/** The row that a button stands in: its name, its buttons, and what became of them. */
const rowOf = (element: Element): Element | null | undefined =>
  element.parentElement?.parentElement;

const regions = (): Set<Element> =>
  new Set(document.body.querySelectorAll('[accessibilityrole="status"]'));

/** Also aloud. */
function expectToldIn(known: Set<Element>): void {
  const region = find("s-banner").closest('[accessibilityrole="status"]');
  expect(region !== null && known.has(region)).toBe(true);
}

const secondOf = (text: string): HTMLElement => {
  const all = [...document.body.querySelectorAll<HTMLElement>("s-button")];
  const second = all.filter(({ textContent }) => textContent === text)[1];
  if (!second) throw new Error(`There is no second ${text}`);
  return second;
};

test.each([
  ["is taken", true, "Applied to this order."],
  ["is refused", false, "This order does not take the code."],
])("of a reward whose code %s, beside that reward", async (_, takesCodes, sentence) => {
  page.takesCodes = takesCodes;
  const issued = { outcome: "issued", voucher, balance: memberAnswer.balance };
  await open(member, { redeem: [issued], cancel: [back] });
  const known = regions();
  const button = buttonOf("Redeem 900 Beans");
  button.click();
  await expectToRead(sentence);
  expect(rowOf(find("s-banner"))).toBe(rowOf(button));
  expect(rowOf(buttonOf("Redeem 100 Beans"))).not.toBe(rowOf(button));
  expectToldIn(known);
});

test("of a code that the member holds, beside that code", async () => {
  await open(member);
  const known = regions();
  const button = secondOf("Apply");
  button.click();
  await expectToRead("Applied to this order.");
  expect(rowOf(find("s-banner"))).toBe(rowOf(button));
  expectToldIn(known);
});

test("of a code that is gone with it, beside the balance", async () => {
  await open({ ...member, vouchers: [{ ...held, isFromCheckout: true }] }, { cancel: [back] });
  const known = regions();
  replyAt({ checkout: [{ ...member, vouchers: [] }], "checkout/cancel": [back] });
  buttonOf("Give the code back").click();
  await vi.waitFor(() => expect(document.body.textContent).not.toContain("Give the code back"));
  expect(find("s-banner").parentElement?.textContent).toContain("1,240 Beans to spend.");
  expectToldIn(known);
});
