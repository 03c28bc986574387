// The friend of a gift card is told to nobody, not even by Shopify's words about them.
import { describe, expect, test } from "vitest";
import { type GiftRecipient, withoutFriend } from "../../../app/core/rewards/gift-recipient.ts";

const friend: GiftRecipient = {
  email: "Bo@friends.example",
  name: "Bo",
  message: "Have a coffee",
  sendOn: null,
};

describe("a refusal that is kept for the merchant", () => {
  test.each([
    "Email bo@friends.example is invalid",
    'Variable $input was provided invalid value "have a coffee"',
  ])("does not repeat what was said of the friend: %s", (refusal) => {
    expect(withoutFriend(refusal, friend)).toBe(
      "Shopify does not take what was said of the friend.",
    );
  });

  test("says all else in Shopify's words", () => {
    const refusal = "Both gift cards and notes are too long.";
    expect(withoutFriend(refusal, friend)).toBe(refusal);
    expect(withoutFriend(refusal, null)).toBe(refusal);
  });
});
