// @vitest-environment happy-dom Rewards on the loyalty page in customer accounts: from the question
// to the code, the choices in between, and the way back.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { aBalance } from "../support/a-balance.ts";
import { type SlowStorage, loadRequestKeys } from "../../extensions/account-page/src/kept-keys.ts";
import { aMemberAnswer, aReward, aSlider, aVoucher } from "../widget/panel-answers.ts";
import {
  STORE,
  bodiesTo,
  closeHost,
  expectToRead,
  extension,
  openHost,
  openPage,
  page,
  press,
  replies,
  submit,
  text,
} from "./account-page-host.ts";
import { buttonOf, closeExtension, enter, find } from "./extension-page.ts";

beforeEach(() => openHost());
afterEach(() => closeHost());

describe("a reward", () => {
  const issued = {
    outcome: "issued",
    voucher: aVoucher(),
    balance: aBalance({ available: 20 }),
  };

  test("says for how long it is valid in a line that begins as lines do", async () => {
    await openPage();
    await expectToRead("Valid for 30 days");
  });

  test("becomes a code, after a question", async () => {
    replies["redeem"] = issued;
    replies["panel"] = [page(), page({ vouchers: [aVoucher()] })];
    await openPage();
    press("Redeem");
    await expectToRead("Redeem 100 Beans?");
    expect(bodiesTo("redeem")).toEqual([]);
    submit();
    await expectToRead("HARBOUR-7KQ2");
    expect(bodiesTo("redeem")).toEqual([
      {
        rewardId: "five-off",
        points: 100,
        amountMinor: 500,
        percent: null,
        locale: "en",
        requestKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ]);
    const code = find("s-clipboard-item");
    expect(code.getAttribute("text")).toBe("HARBOUR-7KQ2");
    expect(buttonOf("Apply to cart").getAttribute("href")).toBe(
      `${STORE}/discount/HARBOUR-7KQ2?redirect=%2Fcart`,
    );
  });

  test("keeps its key until there is an answer, also after the page was closed", async () => {
    replies["redeem"] = new Error("offline");
    await openPage();
    const { storage } = extension.shopify;
    press("Redeem");
    await expectToRead("Redeem 100 Beans?");
    submit();
    await expectToRead("No answer yet");
    submit();
    await vi.waitFor(() => expect(bodiesTo("redeem")).toHaveLength(2));
    await expectToRead("No answer yet");
    const [first, second] = bodiesTo("redeem") as { requestKey: string }[];
    expect(second).toEqual(first);
    closeExtension(extension);
    openHost();
    extension.shopify.storage = storage;
    replies["redeem"] = issued;
    await openPage();
    press("Redeem");
    await expectToRead("Redeem 100 Beans?");
    submit();
    await expectToRead("HARBOUR-7KQ2");
    expect(bodiesTo("redeem")).toEqual([first]);
    await vi.waitFor(async () => expect(await storage.read("redemption-keys")).toEqual({}));
  });

  test("is not asked for again under the key of another customer in the same browser", async () => {
    const kept = { "regulars:redeem:gid://shopify/Customer/1:five-off": "key of Ana" };
    const storage: SlowStorage = {
      read: async <Value>() => kept as Value,
      write: async () => {},
    };
    const ana = await loadRequestKeys(storage, "gid://shopify/Customer/1");
    const bob = await loadRequestKeys(storage, "gid://shopify/Customer/12");
    expect(ana.keyFor("five-off")).toBe("key of Ana");
    expect(bob.keyFor("five-off")).not.toBe("key of Ana");
  });

  test("that cannot be had says why", async () => {
    replies["redeem"] = {
      outcome: "refused",
      reason: "sold_out",
      sentence: "Sold out for today.",
    };
    await openPage();
    press("Redeem");
    await expectToRead("Redeem 100 Beans?");
    submit();
    await expectToRead("Sold out for today.");
  });

  test("that is out of reach, or not for the member, has no button", async () => {
    const dear = aReward({ id: "dear", points: 500 });
    const barred = aReward({ id: "barred", barred: "For Gold members." });
    await openPage({
      program: { ...aMemberAnswer().program, rewards: [dear, barred] },
    });
    expect(text()).toContain("380 Beans to go");
    expect(text()).toContain("For Gold members.");
    expect(() => buttonOf("Redeem")).toThrow("There is no button");
  });

  test("that comes in steps takes as much as is entered, within what there is", async () => {
    replies["redeem"] = issued;
    await openPage({ program: { ...aMemberAnswer().program, rewards: [aSlider()] } });
    press("Redeem");
    await expectToRead("40 Beans = €2 off");
    enter("s-number-field", "100");
    await expectToRead("100 Beans = €5 off");
    enter("s-number-field", "900");
    await expectToRead("120 Beans = €6 off");
    submit();
    await expectToRead("HARBOUR-7KQ2");
    expect(bodiesTo("redeem")).toMatchObject([{ points: 120, amountMinor: 600, steps: 6 }]);
  });

  test("goes to a friend who is named", async () => {
    replies["redeem"] = issued;
    const gift = {
      choice: "It is a gift",
      fields: [
        { name: "email" as const, label: "E-mail", type: "email" as const, required: true },
        { name: "message" as const, label: "Message", type: "text" as const, required: false },
      ],
    };
    const reward = aReward({ kind: "gift_card", name: "Gift card", gift });
    await openPage({ program: { ...aMemberAnswer().program, rewards: [reward] } });
    press("Redeem");
    await expectToRead("Redeem 100 Beans?");
    find("s-checkbox").dispatchEvent(new Event("change"));
    await vi.waitFor(() => find("s-email-field"));
    enter("s-email-field", "ada@example.com");
    submit();
    await expectToRead("HARBOUR-7KQ2");
    expect(bodiesTo("redeem")).toMatchObject([{ friend: { email: "ada@example.com" } }]);
  });
});

describe("a code", () => {
  const back = {
    outcome: "returning",
    voucher: aVoucher({ state: "returning", cancellable: false }),
    balance: aBalance(),
  };
  const giveBack = async () => {
    find("s-link").dispatchEvent(new Event("click"));
    await expectToRead("Give this code up for 100 Beans?");
    press("Give it up");
  };

  test("can be given up for its points", async () => {
    replies["vouchers/cancel"] = back;
    replies["panel"] = [page({ vouchers: [aVoucher()] }), page({ vouchers: [back.voucher] })];
    await openPage();
    await giveBack();
    await expectToRead("Being returned");
    expect(bodiesTo("vouchers/cancel")).toEqual([{ voucherId: "voucher-1", locale: "en" }]);
  });

  test("that was used stays, and says so", async () => {
    replies["vouchers/cancel"] = { outcome: "refused", reason: "voucher_used" };
    await openPage({ vouchers: [aVoucher()] });
    await giveBack();
    await expectToRead("This code has been used already.");
  });

  test("can be kept", async () => {
    await openPage({ vouchers: [aVoucher()] });
    find("s-link").dispatchEvent(new Event("click"));
    await expectToRead("Give this code up");
    press("Keep it");
    await vi.waitFor(() => expect(text()).not.toContain("Give this code up"));
    expect(bodiesTo("vouchers/cancel")).toEqual([]);
  });
});
