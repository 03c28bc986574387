// @vitest-environment happy-dom Loyalty at the till, in Shopify's own tester: what the tile and the
// block show, and somebody who joins.
import { afterEach, describe, expect, test, vi } from "vitest";
import { APP_URL, find, sent, shown } from "./extension-page.ts";
import { answer, newcomer, type } from "./staff-answers.ts";
import {
  type Till,
  asked,
  expectBanner,
  expectToRead,
  openTill,
  press,
  tillAnswer,
} from "./till-page.ts";

let till: Till;
const open = async (...opening: Parameters<typeof openTill>) => {
  till = await openTill(...opening);
};
afterEach(() => till.close());

describe("the tile", () => {
  const target = "pos.home.tile.render";
  const expectSubheading = (text: string) =>
    vi.waitFor(() => expect(find("s-tile").getAttribute("subheading")).toBe(text));

  test("shows what the cart's customer can spend, and opens the screen behind it", async () => {
    await open(target, { replies: { member: [answer()] } });
    await expectSubheading("1,240 Beans");
    expect(find("s-tile").getAttribute("heading")).toBe("Loyalty");
    expect(sent[0]).toMatchObject({
      url: `${APP_URL}/extensions/staff/member?customer=7001&locale=en`,
      authorization: "Bearer a-staff-token",
    });
    find("s-tile").dispatchEvent(new Event("click"));
    expect(till.presentModal).toHaveBeenCalledOnce();
  });

  test("asks nothing while the cart has no customer", async () => {
    await open(target, { customer: null });
    await expectSubheading("Join or find a member");
    expect(sent).toEqual([]);
  });

  test("follows the cart's customer, and what they spend", async () => {
    const less = answer({ balance: { available: 1_140, pending: 0, shortfall: 0 } });
    await open(target, { replies: { member: [answer(), less, newcomer] } });
    await expectSubheading("1,240 Beans");
    await (
      globalThis as never as {
        shopify: { cart: { addCartCodeDiscount(code: string): Promise<void> } };
      }
    ).shopify.cart.addCartCodeDiscount("FIVE");
    await expectSubheading("1,140 Beans");
    till.enterCart(7002);
    await expectSubheading("Not a member");
    till.enterCart(null);
    await expectSubheading("Join or find a member");
    expect(asked("member").map(({ url }) => new URL(url).searchParams.get("customer"))).toEqual([
      "7001",
      "7001",
      "7002",
    ]);
  });

  test("says nothing while the app is out of reach", async () => {
    await open(target, { replies: { member: [new Error("offline")] } });
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    await expectSubheading("");
  });
});

describe("the block on a customer's page", () => {
  const target = "pos.customer-details.block.render";

  test("shows how the member stands, and leads to what the points buy", async () => {
    const tier = { name: "Gold", next: null, keep: null };
    const ending = { points: 40, lastDay: "2026-12-31" };
    const balance = { available: 1_240, pending: 20, shortfall: 0 };
    await open(target, { replies: { member: [answer({ tier, ending, balance })] } });
    await expectToRead("1,240 Beans to spendGold20 Beans on their way");
    expect(shown()).toContain("40 Beans can be used until December 31, 2026");
    press("Use Beans");
    expect(till.presentModal).toHaveBeenCalledOnce();
  });

  test("says who is no member, and leads to where they become one", async () => {
    await open(target, { replies: { member: [newcomer] } });
    await expectToRead("Not a member");
    press("Add to the program");
    expect(till.presentModal).toHaveBeenCalledOnce();
  });

  test("says when the app is out of reach, and can try again", async () => {
    await open(target, { replies: { member: [503, answer()] } });
    await expectToRead("cannot be reached");
    press("Try again");
    await expectToRead("1,240 Beans to spend");
  });
});

describe("somebody who says who they are", () => {
  const target = "pos.home.modal.render";
  const enrolled = { outcome: "enrolled", customer: "7009", ...answer() };
  const fieldError = () => find("s-text-field").getAttribute("error");

  test("is found or made, stands in the cart, and sees their points", async () => {
    await open(target, {
      customer: null,
      replies: { enrolment: [enrolled], till: [tillAnswer()] },
    });
    await expectToRead("Nobody is subscribed to any messages.");
    await type("s-text-field", "+44 20 7946 0018");
    press("Find or add");
    await expectToRead("1,240 Beans to spend");
    expect(till.customers).toEqual([7009]);
    expect(sent[0]).toMatchObject({
      url: `${APP_URL}/extensions/staff/enrolment`,
      body: { contact: "+44 20 7946 0018", locale: "en" },
    });
    expect(asked("till")[0]?.url).toContain("customer=7009");
  });

  test("is asked once by two quick presses", async () => {
    await open(target, {
      customer: null,
      replies: { enrolment: [enrolled], till: [tillAnswer()] },
    });
    await expectToRead("Find or add");
    press("Find or add");
    press("Find or add");
    await expectToRead("1,240 Beans to spend");
    expect(asked("enrolment")).toHaveLength(1);
  });

  test("reads beside the field what is wrong, until it is entered anew", async () => {
    const refused = { outcome: "refused", reason: "phone_without_country" };
    await open(target, { customer: null, replies: { enrolment: [refused] } });
    await expectToRead("Find or add");
    await type("s-text-field", "0170 1234567");
    press("Find or add");
    await vi.waitFor(() =>
      expect(fieldError()).toBe("Enter the number with its country, such as +44."),
    );
    await type("s-text-field", "0170 12345678");
    await vi.waitFor(() => expect(fieldError()).toBeNull());
  });

  test.each([
    ["the app is out of reach", [new Error("offline")], () => {}, "There was no answer."],
    [
      "the cart takes nobody",
      [enrolled],
      () => till.refuseCustomers(),
      "the cart did not take them",
    ],
  ])("reads what to do where %s", async (_, enrolment, fail, text) => {
    await open(target, { customer: null, replies: { enrolment } });
    await expectToRead("Find or add");
    fail();
    press("Find or add");
    await vi.waitFor(() => expect(fieldError()).toContain(text));
  });

  test("who is not signed in asks nothing", async () => {
    await open("pos.home.modal.render", { customer: null });
    till.signOut();
    await expectToRead("Find or add");
    press("Find or add");
    await vi.waitFor(() =>
      expect(find("s-text-field").getAttribute("error")).toContain("There was no answer."),
    );
    expect(sent).toEqual([]);
  });
});

describe("a customer in the cart who is no member", () => {
  const target = "pos.home.modal.render";
  const nobody = { ...newcomer, offers: [], codes: [] };

  test("is added, and sees what the points buy", async () => {
    const enrolled = { outcome: "enrolled", customer: "7001", ...answer() };
    await open(target, { replies: { till: [nobody, tillAnswer()], enrolment: [enrolled] } });
    await expectToRead("This customer is not a member yet.");
    press("Add to the program");
    await expectToRead("1,240 Beans to spend");
    expect(asked("enrolment")[0]?.body).toEqual({ customer: "7001", locale: "en" });
  });

  test("reads why where that fails", async () => {
    const refused = { outcome: "refused", reason: "shopify_unreachable" };
    await open(target, { replies: { till: [nobody], enrolment: [refused] } });
    await expectToRead("This customer is not a member yet.");
    press("Add to the program");
    await expectBanner("Shopify did not answer in time.");
  });
});
