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
  const back = { outcome: "returned", voucher, balance: memberAnswer.balance };
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
    ["returned", "What you redeemed is back in your balance."],
    ["returning", "What you redeemed comes back to your balance in a few minutes."],
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
    const told = "This order does not take the code. What you redeemed is back in your balance.";
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

  test.each(["nothing", "cart by nothing"] as const)(
    "gives the points back where the checkout lists the code and it takes off %s",
    async (takesOff) => {
      vi.useFakeTimers();
      page.takesOff = takesOff;
      replyAt({ checkout: [member], "checkout/redeem": [issued], "checkout/cancel": [back] });
      await extension.render();
      await inTime(press);
      const told = "This order does not take the code. What you redeemed is back in your balance.";
      await inTime(() => expect(shown()).toContain(told));
      expect(page.changes.map(({ type }) => type)).toEqual([
        "addDiscountCode",
        "removeDiscountCode",
      ]);
      expect(page.codes.value).toEqual([]);
      expect(sentTo("checkout/cancel")).toHaveLength(1);
    },
  );

  test("is applied where the code takes something off one line", async () => {
    page.takesOff = "line";
    await open(member, { redeem: [issued] });
    press();
    await expectToRead("Applied to this order.");
    expect(sentTo("checkout/cancel")).toEqual([]);
  });

  test("is applied with a listed code for shipping, whose part no checkout tells", async () => {
    page.takesOff = "nothing";
    const shipping = { ...issued, voucher: { ...voucher, kind: "free_shipping" } };
    await open(member, { redeem: [shipping] });
    press();
    await expectToRead("Applied to this order.");
    expect(page.changes).toHaveLength(1);
  });

  test("waits a moment for a checkout that lists the code later", async () => {
    page.lists = "later";
    await open(member, { redeem: [issued] });
    press();
    await expectToRead("Applied to this order.");
    expect(sentTo("checkout/cancel")).toEqual([]);
    expect(page.changes).toHaveLength(1);
  });

  test("waits for a slow checkout that tells later what the code takes off", async () => {
    vi.useFakeTimers();
    page.tellsAmountsAfterMs = 4_000;
    replyAt({ checkout: [member], "checkout/redeem": [issued], "checkout/cancel": [back] });
    await extension.render();
    await inTime(press);
    await inTime(() => expect(shown()).toContain("Applied to this order."));
    expect(sentTo("checkout/cancel")).toEqual([]);
    expect(page.changes).toHaveLength(1);
  });

  test("where even that gets lost, says that they come back by themselves", async () => {
    page.takesCodes = false;
    await open(member, { redeem: [issued], cancel: [new Error("offline")] });
    press();
    await expectToRead(
      "What you redeemed comes back to your balance by itself within a few hours.",
    );
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
    await expectToRead("What you redeemed is back in your balance.");
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
    await inTime(() => expect(shown()).toContain("The code takes longer than usual"), POLL_MS);
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
    expect(shown()).toContain(
      "Codes cannot be changed in this checkout. Your balance stays as it is.",
    );
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
