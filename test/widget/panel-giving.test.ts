// @vitest-environment happy-dom Rewards of the panel that are no code for the next order: what is
// said of them, a gift card for somebody else, and what their owner is shown afterwards.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { GiftView, RewardView } from "../../widget/contract/panel.ts";
import { open } from "../../widget/src/panel.tsx";
import { aMemberAnswer, aReward, aVoucher } from "./panel-answers.ts";
import { panel, press, root, setUpPage, shop, shows, words } from "./panel-page.ts";

beforeEach(setUpPage);
afterEach(() => vi.unstubAllGlobals());

const fields: GiftView["fields"] = [
  { name: "email", label: "Their e-mail address", type: "email", required: true },
  { name: "message", label: "Your message", type: "text", required: false, maxLength: 200 },
];

const aGiftCard = (gift: GiftView): RewardView =>
  aReward({ id: "card", kind: "gift_card", name: "Gift card of €5", validityDays: null, gift });

const openWith = async (...rewards: RewardView[]): Promise<void> => {
  const answer = aMemberAnswer();
  shop.state = { ...answer, program: { ...answer.program, rewards } };
  await open(root, "rewards");
  await shows(rewards[0]?.name ?? "");
};

const enter = (name: string, value: string): void => {
  const field = panel().querySelector<HTMLInputElement>(`input[name=${name}]`);
  if (!field) throw new Error(`there is no field ${name}`);
  field.value = value;
};

test("a reward says what happens on confirming, and what it costs at other times", async () => {
  const promise = "We plant a tree for you.";
  const usual = "Instead of 200 Beans";
  await openWith(
    aReward({
      kind: "donation",
      name: "A tree",
      validityDays: null,
      minimum: null,
      promise,
      usual,
    }),
  );
  expect(words()).toContain(usual);
  expect(words()).not.toContain("valid for");
  press("Redeem: A tree");
  await shows(promise);
  expect(words()).not.toContain("You get a code");
});

test("a gift card that is always for somebody else asks at once for whom", async () => {
  await openWith(aGiftCard({ fields }));
  press("Redeem: Gift card of €5");
  await shows("Their e-mail address");
  expect(panel().querySelector("input[type=checkbox]")).toBeNull();
  expect(panel().querySelector<HTMLInputElement>("input[name=email]")?.required).toBe(true);
  enter("email", "ada@example.com");
  press("Redeem now");
  await shows("CODE-1");
  expect(shop.requests.at(-1)?.friend).toEqual({ email: "ada@example.com" });
});

test("a gift card for either is for oneself until the box is ticked", async () => {
  await openWith(aGiftCard({ choice: "It is a gift", fields }));
  press("Redeem: Gift card of €5");
  await shows("It is a gift");
  expect(words()).not.toContain("Their e-mail address");
  panel().querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
  await shows("Their e-mail address");
  panel().querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
  await vi.waitFor(() => expect(words()).not.toContain("Their e-mail address"));
  press("Redeem now");
  await shows("CODE-1");
  expect(shop.requests.at(-1)?.friend).toBeUndefined();
});

test("what was entered is sent again when the first answer was lost", async () => {
  await openWith(aGiftCard({ fields }));
  press("Redeem: Gift card of €5");
  await shows("Your message");
  enter("email", "ada@example.com");
  enter("message", "Happy birthday");
  shop.lostAnswers = 1;
  press("Redeem now");
  await shows("No answer yet");
  press("Try again");
  await shows("CODE-1");
  const friend = { email: "ada@example.com", message: "Happy birthday" };
  expect(shop.requests.map((request) => request.friend)).toEqual([friend, friend]);
});

test("a gift card's code can be copied, and leads to no cart", async () => {
  const voucher = aVoucher({ kind: "gift_card", name: "Gift card of €5", code: "ABCD1234" });
  shop.state = { ...aMemberAnswer(), vouchers: [voucher] };
  await open(root, "rewards");
  await shows("ABCD1234");
  expect(words()).toContain("Copy");
  expect(words()).not.toContain("Apply to cart");
});

test("what has no code shows how it stands", async () => {
  const note = "€5 of store credit is in your account.";
  const credit = aVoucher({ kind: "store_credit", name: "€5 of store credit", code: null, note });
  shop.state = { ...aMemberAnswer(), vouchers: [{ ...credit, cancellable: false }] };
  await open(root, "rewards");
  await shows(note);
  expect(panel().querySelector(".card.closed")).toBeNull();
  expect(panel().querySelector("code")).toBeNull();
});
