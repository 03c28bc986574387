// @vitest-environment happy-dom
// Extensions in the merchant's words: what the app brings is said in the place of the texts that
// Shopify keeps, with their values, and no longer than it is brought.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PAUSES_MS } from "../../extensions/parts/use-answer.ts";
import * as accountPage from "./account-page-host.ts";
import * as checkout from "./checkout-page.ts";
import { headings, inTime, shown } from "./extension-page.ts";
import * as thankYou from "./thank-you-page.ts";

describe("at checkout", () => {
  beforeEach(() => void checkout.openCheckout());
  afterEach(checkout.closeCheckout);

  test("they are said with their values, and ours beside them", async () => {
    const own = { title: "The Bean Club", earns: "Nice: {points}!" };
    await checkout.open({ ...checkout.memberAnswer, own });
    expect(headings()).toEqual(["The Bean Club"]);
    expect(shown()).toBe("Nice: 80 Beans!You have 1,240 Beans to spend.");
  });

  test("they are gone once an answer does not bring them", async () => {
    await checkout.open({ ...checkout.memberAnswer, own: { title: "The Bean Club" } });
    checkout.closeCheckout();
    checkout.openCheckout();
    await checkout.open(checkout.memberAnswer);
    expect(headings()).toEqual(["Your rewards"]);
  });

  test("what is said once something was done is theirs, too", async () => {
    const own = { apply: "Use it", applied: "There you go." };
    await checkout.open({ ...checkout.memberAnswer, vouchers: [checkout.held], own });
    const button = [...document.body.querySelectorAll("s-button")].find(
      ({ textContent }) => textContent === "Use it",
    );
    button?.dispatchEvent(new Event("click"));
    await vi.waitFor(() => expect(shown()).toContain("There you go."));
  });

  test("a value that is not known stands as it was written", async () => {
    const own = { balance: "{points} of {total}" };
    await checkout.open({ ...checkout.memberAnswer, own });
    expect(shown()).toContain("1,240 Beans of {total}");
  });

  test.each([
    ["a sentence", "You earn"],
    ["a number in a text's place", { earns: 7 }],
  ])("%s is no word of theirs", async (_, own) => {
    await checkout.open({ ...checkout.memberAnswer, own });
    expect(shown()).toContain("You earn 80 Beans with this order.");
  });
});

describe("after checkout", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    thankYou.openPage();
  });
  afterEach(() => {
    thankYou.closePage();
    vi.useRealTimers();
  });

  test("guests read them, whatever is asked of the checkout besides", async () => {
    const own = { guest: "Join the Bean Club.", guest_earned: "It would have been {points}." };
    const estimate = { points: 80, certainty: "exact" };
    const name = { one: "Bean", other: "Beans" };
    thankYou.replyWith(
      { audience: "guest", own },
      { audience: "guest", pointsName: name, estimate, own: { guest: "At checkout." } },
    );
    await thankYou.extension.render();
    await inTime(() => expect(shown()).toContain("It would have been 80 Beans."));
    expect(shown()).toContain("Join the Bean Club.");
  });

  test("a later answer is said in its own", async () => {
    const own = { counting: "One moment.", earned: "Got {points}." };
    const counting = { ...thankYou.memberAnswer, order: { state: "counting" }, own };
    thankYou.replyWith(counting, { ...thankYou.memberAnswer, own });
    await thankYou.extension.render();
    await inTime(() => expect(shown()).toContain("One moment."));
    await vi.advanceTimersByTimeAsync(PAUSES_MS[0] ?? 0);
    await inTime(() => expect(shown()).toContain("Got 100 Beans."));
  });
});

describe("on the page in customer accounts", () => {
  beforeEach(accountPage.openHost);
  afterEach(accountPage.closeHost);

  test("they stand above everything once the app has answered", async () => {
    accountPage.replies["panel"] = { ...accountPage.page(), own: { title: "The Bean Club" } };
    await accountPage.openPage();
    const page = document.body.querySelector("s-page");
    expect(page?.getAttribute("heading")).toBe("The Bean Club");
  });
});
