// @vitest-environment happy-dom
// Codes that a member holds, at checkout: applied, taken off, given back, and those made here that
// the checkout has no more.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { POLL_MS } from "../../extensions/checkout/src/redeeming.ts";
import { LEFT_OUT_MS } from "../../extensions/checkout/src/use-left-out.ts";
import {
  type Page,
  closeCheckout,
  expectToRead,
  extension,
  fiveOff,
  held,
  memberAnswer,
  open,
  openCheckout,
  replyAt,
  sentTo,
  voucher,
} from "./checkout-page.ts";
import { DRAWN_MS, type Reply, buttonOf, inTime, shown } from "./extension-page.ts";

let page: Page;
beforeEach(() => {
  page = openCheckout();
});
afterEach(closeCheckout);

const made = { ...held, isFromCheckout: true };
const back = { outcome: "returned", voucher, balance: memberAnswer.balance };

describe("a code that the member holds", () => {
  const member = { ...memberAnswer, vouchers: [held] };

  test("is shown with its small print, and applied", async () => {
    await open(member);
    expect(shown()).toContain("€5 offREG-1 · on orders from €20 · valid until August 3, 2026");
    buttonOf("Apply").click();
    await expectToRead("Applied to this order.");
    expect(page.changes).toEqual([{ type: "addDiscountCode", code: "REG-1" }]);
  });

  test("has buttons of its own names where another code is called alike", async () => {
    const other = { ...held, id: "018f3c1e-0000-7000-8000-000000000002", code: "REG-2" };
    await open({ ...memberAnswer, vouchers: [held, other] });
    const names = [...document.body.querySelectorAll("s-button")].map((button) =>
      button.getAttribute("accessibilitylabel"),
    );
    expect(names).toEqual(["Apply: €5 off, REG-1", "Apply: €5 off, REG-2"]);
  });

  test("stays where the checkout refuses it", async () => {
    page.takesCodes = false;
    await open(member);
    buttonOf("Apply").click();
    await expectToRead("This order does not take the code.");
    expect(sentTo("checkout/cancel")).toEqual([]);
  });

  test("stays the member's where the checkout says yes and leaves it out", async () => {
    vi.useFakeTimers();
    page.lists = "none";
    replyAt({ checkout: [member] });
    await extension.render();
    await inTime(() => buttonOf("Apply").click());
    await inTime(() => expect(shown()).toContain("This order does not take the code."));
    expect(shown()).not.toContain("Applied");
    expect(sentTo("checkout/cancel")).toEqual([]);
  });

  test("is taken off again, and stays the member's", async () => {
    page.codes.set([{ code: "reg-1" }]);
    await open(member);
    buttonOf("Remove").click();
    await expectToRead("Removed from this order.");
    expect(page.changes).toEqual([{ type: "removeDiscountCode", code: "REG-1" }]);
    expect(sentTo("checkout/cancel")).toEqual([]);
  });

  test("made for this checkout turns to points again when it is taken off", async () => {
    page.codes.set([{ code: "REG-1" }]);
    await open({ ...memberAnswer, vouchers: [made] }, { cancel: [back] });
    buttonOf("Remove").click();
    await expectToRead("What you redeemed is back in your balance.");
    expect(sentTo("checkout/cancel")).toMatchObject([{ body: { voucherId: made.id } }]);
  });

  test("made for a checkout that was left can be used, or given back", async () => {
    await open({ ...memberAnswer, vouchers: [made] }, { cancel: [back] });
    expect(buttonOf("Apply")).toBeDefined();
    buttonOf("Give the code back").click();
    await expectToRead("What you redeemed is back in your balance.");
  });

  test.each([
    ["refuses it", { takesCodes: false }],
    ["lists it and it takes nothing off", { takesOff: "nothing" }],
  ] as const)("made for this checkout turns to points where it %s later", async (_, how) => {
    vi.useFakeTimers();
    Object.assign(page, how);
    const vouchers = [made];
    replyAt({ checkout: [{ ...memberAnswer, vouchers }], "checkout/cancel": [back] });
    await extension.render();
    await inTime(() => buttonOf("Apply").click());
    const told = "This order does not take the code. What you redeemed is back in your balance.";
    await inTime(() => expect(shown()).toContain(told));
    expect(sentTo("checkout/cancel")).toMatchObject([{ body: { voucherId: made.id } }]);
    expect(page.codes.value).toEqual([]);
  });

  test("stays in the order where it cannot be taken off, and no points move", async () => {
    page.codes.set([{ code: "REG-1" }]);
    page.takesCodes = false;
    await open({ ...memberAnswer, vouchers: [made] }, { cancel: [back] });
    buttonOf("Remove").click();
    await expectToRead("That did not work. Please try again.");
    expect(sentTo("checkout/cancel")).toEqual([]);
  });
});

describe("a code that the checkout has no more, and nobody pressed for it", () => {
  const withCode = { ...memberAnswer, vouchers: [made] };
  const entered = [{ code: "reg-1" }];

  /** Opens a checkout with the code in it, or without. */
  async function look(codes: { code: string }[], answers: object[], cancel: Reply[]) {
    vi.useFakeTimers();
    page.codes.set(codes);
    replyAt({ checkout: answers, "checkout/cancel": cancel });
    await extension.render();
    await inTime(() => expect(shown()).toContain("REG-1"));
    await vi.advanceTimersByTimeAsync(DRAWN_MS);
  }
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms + DRAWN_MS);

  test("turns to points again after a moment, and counts no more", async () => {
    await look(entered, [withCode, memberAnswer], [back]);
    page.codes.set([{ code: "BETTER" }]);
    await pass(LEFT_OUT_MS / 2);
    expect(sentTo("checkout/cancel")).toEqual([]);
    await inTime(() => expect(shown()).toContain("What you redeemed is back in your balance."));
    expect(sentTo("checkout/cancel")).toMatchObject([{ body: { voucherId: made.id } }]);
    expect(page.changes).toEqual([{ type: "removeDiscountCode", code: "REG-1" }]);
    await inTime(() => expect(shown()).not.toContain("REG-1"));
    await pass(LEFT_OUT_MS);
    expect(sentTo("checkout/cancel")).toHaveLength(1);
  });

  test("stays where the checkout has it again within that moment", async () => {
    await look(entered, [withCode], [back]);
    page.codes.set([]);
    await pass(LEFT_OUT_MS / 2);
    page.codes.set(entered);
    await pass(2 * LEFT_OUT_MS);
    expect(sentTo("checkout/cancel")).toEqual([]);
  });

  test("stays where it never was in this checkout: it may be in another one", async () => {
    await look([], [withCode], [back]);
    await pass(2 * LEFT_OUT_MS);
    expect(sentTo("checkout/cancel")).toEqual([]);
    expect(buttonOf("Give the code back")).toBeDefined();
  });

  test("stays the member's where it was not made for a checkout", async () => {
    await look(entered, [{ ...memberAnswer, vouchers: [held] }], [back]);
    page.codes.set([]);
    await pass(2 * LEFT_OUT_MS);
    expect(sentTo("checkout/cancel")).toEqual([]);
    expect(page.changes).toEqual([]);
  });

  test("is tried once where giving it back fails, and says when the points come", async () => {
    await look(entered, [withCode], [new Error("offline")]);
    page.codes.set([]);
    await inTime(() => expect(shown()).toContain("comes back to your balance by itself"));
    const tries = sentTo("checkout/cancel").length;
    await pass(2 * LEFT_OUT_MS);
    expect(sentTo("checkout/cancel")).toHaveLength(tries);
    expect(buttonOf("Give the code back")).toBeDefined();
  });

  test("promises nothing where an order has used it meanwhile", async () => {
    const used = { outcome: "refused", reason: "voucher_used" };
    await look(entered, [withCode], [used]);
    page.codes.set([]);
    await inTime(() => expect(shown()).toContain("This code has been used already."));
    expect(shown()).not.toContain("back in your balance");
  });

  test("waits until what is being done is done", async () => {
    const rewards = [fiveOff];
    const slow = { outcome: "on_its_way", voucher, balance: memberAnswer.balance };
    vi.useFakeTimers();
    page.codes.set(entered);
    replyAt({
      checkout: [{ ...withCode, rewards }],
      "checkout/redeem": [slow],
      "checkout/cancel": [back],
    });
    await extension.render();
    await inTime(() => buttonOf("Redeem 100 Beans").click());
    page.codes.set([]);
    await pass(POLL_MS + LEFT_OUT_MS);
    expect(sentTo("checkout/cancel")).toEqual([]);
    await inTime(
      () => expect(shown()).toContain("What you redeemed is back in your balance."),
      POLL_MS,
    );
  });
});
