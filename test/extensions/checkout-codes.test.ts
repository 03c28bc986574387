// @vitest-environment happy-dom
// Points and codes at checkout, in Shopify's own tester: what is asked of the app and of the
// checkout, and that points come back where the checkout will not have a code.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { POLL_MS } from "../../extensions/checkout/src/redeeming.ts";
import {
  type Page,
  closeCheckout,
  expectToRead,
  extension,
  fiveOff,
  held,
  keysSent,
  memberAnswer,
  open,
  openCheckout,
  replyAt,
  sentTo,
  slider,
  voucher,
} from "./checkout-page.ts";
import { buttonOf, enter, find, inTime, shown } from "./extension-page.ts";

let page: Page;
beforeEach(() => {
  page = openCheckout();
});
afterEach(closeCheckout);

describe("redeeming", () => {
  const member = { ...memberAnswer, rewards: [fiveOff] };
  const issued = { outcome: "issued", voucher, balance: memberAnswer.balance };
  const press = () => buttonOf("Redeem 100 Beans").click();

  test("puts the code into the checkout, and asks how things are now", async () => {
    await open(member, { redeem: [issued] });
    expect(find("s-button").getAttribute("accessibilitylabel")).toBe("Redeem 100 Beans: €5 off");
    press();
    press();
    await expectToRead("Applied to this order.");
    const { name: _, ...worth } = fiveOff.offers[0] ?? { name: "" };
    expect(sentTo("checkout/redeem")).toMatchObject([{ body: { ...worth, locale: "en" } }]);
    expect(page.changes).toEqual([{ type: "addDiscountCode", code: "REG-1" }]);
    await vi.waitFor(() => expect(sentTo("checkout")).toHaveLength(2));
    expect(sentTo("checkout/cancel")).toEqual([]);
  });

  test.each([
    ["returned", "Your points are back."],
    ["returning", "Your points come back in a few minutes."],
  ])("gives the points back where the checkout refuses: %s", async (outcome, sentence) => {
    page.takesCodes = false;
    const back = { outcome, voucher, balance: memberAnswer.balance };
    await open(member, { redeem: [issued], cancel: [back] });
    press();
    await expectToRead(`This order does not take the code. ${sentence}`);
    const [requestKey] = keysSent();
    expect(sentTo("checkout/cancel")).toMatchObject([{ body: { requestKey } }]);
    expect(shown()).not.toContain("not for shoppers");
  });

  test("gives the points back where the checkout says yes and leaves the code out", async () => {
    vi.useFakeTimers();
    page.codes.set([{ code: "BETTER" }]);
    page.lists = "none";
    const back = { outcome: "returned", voucher, balance: memberAnswer.balance };
    replyAt({ checkout: [member], "checkout/redeem": [issued], "checkout/cancel": [back] });
    await extension.render();
    await inTime(press);
    const told = "This order does not take the code. Your points are back.";
    await inTime(() => expect(shown()).toContain(told));
    const [requestKey] = keysSent();
    expect(sentTo("checkout/cancel")).toMatchObject([{ body: { requestKey } }]);
    // Nothing of it stays behind, to count once the other code is gone.
    expect(page.changes).toEqual([
      { type: "addDiscountCode", code: "REG-1" },
      { type: "removeDiscountCode", code: "REG-1" },
    ]);
    expect(page.codes.value).toEqual([{ code: "BETTER" }]);
  });

  test("waits a moment for a checkout that lists the code later", async () => {
    page.lists = "later";
    await open(member, { redeem: [issued] });
    press();
    await expectToRead("Applied to this order.");
    expect(sentTo("checkout/cancel")).toEqual([]);
    expect(page.changes).toHaveLength(1);
  });

  test("where even that gets lost, says that they come back by themselves", async () => {
    page.takesCodes = false;
    await open(member, { redeem: [issued], cancel: [new Error("offline")] });
    press();
    await expectToRead("Your points come back by themselves within a few hours.");
    expect(sentTo("checkout/cancel")).toHaveLength(2);
  });

  test("promises no points of a code that an order took meanwhile", async () => {
    page.takesCodes = false;
    const used = { outcome: "refused", reason: "voucher_used" };
    await open(member, { redeem: [issued], cancel: [used] });
    press();
    await expectToRead("This order does not take the code. This code has been used already.");
    expect(shown()).not.toContain("come back");
  });

  test("of a checkout that has no way to change codes gives the points back, too", async () => {
    extension.shopify.applyDiscountCodeChange = () => Promise.reject(new Error("not here"));
    const back = { outcome: "returned", voucher, balance: memberAnswer.balance };
    await open(member, { redeem: [issued], cancel: [back] });
    press();
    await expectToRead("Your points are back.");
  });

  test("is asked for again with the same key after it got lost", async () => {
    await open(member, { redeem: [new Error("offline"), issued] });
    press();
    await expectToRead("nothing is taken twice");
    press();
    await expectToRead("Applied to this order.");
    const keys = keysSent();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  test("is another decision once the last one was decided", async () => {
    const gone = { outcome: "refused", reason: "reward_changed" };
    await open(member, { redeem: [gone, issued] });
    press();
    await expectToRead("This reward has changed.");
    press();
    await expectToRead("Applied to this order.");
    const keys = keysSent();
    expect(new Set(keys).size).toBe(2);
  });

  test("waits for a slow Shopify, with the same key", async () => {
    vi.useFakeTimers();
    const slow = { ...issued, outcome: "on_its_way" };
    replyAt({ checkout: [member], "checkout/redeem": [slow, slow, issued] });
    await extension.render();
    await inTime(press);
    await inTime(() => expect(shown()).toContain("Applied to this order."), POLL_MS);
    expect(sentTo("checkout/redeem")).toHaveLength(3);
  });

  test("says so where it takes too long", async () => {
    vi.useFakeTimers();
    replyAt({ checkout: [member], "checkout/redeem": [{ ...issued, outcome: "on_its_way" }] });
    await extension.render();
    await inTime(press);
    await inTime(() => expect(shown()).toContain("Your points are set aside"), POLL_MS);
    expect(page.changes).toEqual([]);
  });

  test.each([
    [
      { reason: "insufficient_points", sentence: "You need 3 Beans more." },
      "You need 3 Beans more.",
    ],
    [{ reason: "reward_unavailable" }, "This reward is not available any more."],
    [{ reason: "not_a_member" }, "Log in again to redeem."],
    [{ reason: "too_many_open_vouchers" }, "Use one of your open codes first."],
    [{ reason: "request_key_reused" }, "This reward is not available any more."],
  ])("says why it is refused: %j", async (refusal, sentence) => {
    await open(member, { redeem: [{ outcome: "refused", ...refusal }] });
    press();
    await expectToRead(sentence);
    expect(page.changes).toEqual([]);
  });

  test("of points for money takes what was chosen", async () => {
    await open({ ...memberAnswer, rewards: [slider] }, { redeem: [issued] });
    enter("s-select", "2");
    await expectToRead("Redeem 140 Beans");
    buttonOf("Redeem 140 Beans").click();
    await expectToRead("Applied to this order.");
    const asked = { rewardId: "slider", steps: 7, points: 140, amountMinor: 700 };
    expect(sentTo("checkout/redeem")).toMatchObject([{ body: asked }]);
  });

  test("is not offered where the checkout does not let codes change", async () => {
    const { instructions } = extension.shopify;
    instructions.value = {
      ...instructions.value,
      discounts: { canUpdateDiscountCodes: false },
    };
    await open({ ...member, vouchers: [held] });
    expect(shown()).toContain("Codes cannot be changed in this checkout. Your points stay.");
    expect(document.body.querySelector("s-button")).toBeNull();
  });

  test("is not offered where the merchant hides it", async () => {
    extension.shopify.settings.value = { hide_redeeming: true, hide_for_guests: false };
    await open({ ...member, vouchers: [held], missing: "€10 off: 3 Beans more" });
    expect(shown()).toBe("You earn 80 Beans with this order.You have 1,240 Beans to spend.");
  });

  test("says what is missing for the next reward", async () => {
    await open({ ...memberAnswer, missing: "€10 off: You need 3 Beans more for this." });
    expect(shown()).toContain("You need 3 Beans more for this.");
  });
});

describe("a code that the member holds", () => {
  const member = { ...memberAnswer, vouchers: [held] };

  test("is shown with its small print, and applied", async () => {
    await open(member);
    expect(shown()).toContain("€5 offREG-1 · on orders from €20 · valid until August 3, 2026");
    buttonOf("Apply").click();
    await expectToRead("Applied to this order.");
    expect(page.changes).toEqual([{ type: "addDiscountCode", code: "REG-1" }]);
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

  const made = { ...held, isFromCheckout: true };
  const back = { outcome: "returned", voucher, balance: memberAnswer.balance };

  test("made for this checkout turns to points again when it is taken off", async () => {
    page.codes.set([{ code: "REG-1" }]);
    await open({ ...memberAnswer, vouchers: [made] }, { cancel: [back] });
    buttonOf("Remove").click();
    await expectToRead("Your points are back.");
    expect(sentTo("checkout/cancel")).toMatchObject([{ body: { voucherId: made.id } }]);
  });

  test("made for a checkout that was left can be used, or given back", async () => {
    await open({ ...memberAnswer, vouchers: [made] }, { cancel: [back] });
    expect(buttonOf("Apply")).toBeDefined();
    buttonOf("Take the points back").click();
    await expectToRead("Your points are back.");
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
