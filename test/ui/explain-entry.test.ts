// Every kind of ledger entry has a sentence that a merchant understands.
import { describe, expect, it } from "vitest";
import {
  type ExplanationKey,
  explanationParamNames,
} from "../../app/core/explanations/explanation.ts";
import { entryKinds } from "../../app/core/ledger/entry.ts";
import { explainEntry } from "../../app/ui/explain-entry.ts";

const stars = { one: "Star", other: "Stars" };
const values: Record<string, string> = {
  order: "#1001",
  amount: "40.00",
  currency: "EUR",
  rate: "2",
  points: "80",
  reward: "amount-off",
  reason: "Sorry for the late parcel",
  extras: "Gold, Double-points weekend",
  tier: "Gold",
};

describe("the reason of a ledger entry", () => {
  it("an order's accrual names the order, the amount and the rate", () => {
    expect(explainEntry({ key: "order_earned", params: values }, "accrual", stars)).toBe(
      "Order #1001: €40.00 at 2 Stars per €1.00",
    );
  });

  it("an accrual leaves the rate out where amounts earn nothing by themselves", () => {
    const params = { ...values, rate: "0", extras: "Thank you" };
    const sentenceOf = (key: ExplanationKey) => explainEntry({ key, params }, "accrual", stars);
    expect(sentenceOf("order_earned_with")).toBe("Order #1001: €40.00, with Thank you");
    expect(sentenceOf("order_edited")).toBe("Order #1001 was edited: now €40.00");
  });

  it("an adjustment says what the merchant wrote", () => {
    expect(explainEntry({ key: "adjusted", params: values }, "adjustment", stars)).toBe(
      "Sorry for the late parcel",
    );
  });

  it("a release of long ago tells what happened then, not what holds now", () => {
    const released = { key: "points_released", params: values };
    expect(explainEntry(released, "release", stars)).toBe("80 Stars became available");
    expect(explainEntry(null, "release", stars)).toBe("Became available");
  });

  it.each([
    [{ kind: "amount_off", amount: "5.00", currency: "EUR" }, "€5.00"],
    [{ amount: "5.00", currency: "EUR" }, "€5.00"],
    [{ kind: "percentage_off", percent: "12.5" }, "12.5%"],
    [{ kind: "free_shipping" }, "free shipping"],
    [{ kind: "percentage_off", percent: "5", name: "Thanks" }, "5% (“Thanks”)"],
  ])("a redemption says what was redeemed: %o", (reward, words) => {
    const params = { reward: "id", ...reward };
    expect(explainEntry({ key: "redeemed", params }, "redemption_posted", stars)).toBe(
      `Voucher of ${words} issued`,
    );
  });

  it.each([
    [{ kind: "gift_card", amount: "5.00", currency: "EUR" }, "a gift card of €5.00"],
    [{ kind: "store_credit", amount: "5.00", currency: "EUR" }, "store credit of €5.00"],
    [
      { kind: "donation", amount: "5.00", currency: "EUR", name: "Trees" },
      "a donation of €5.00 (“Trees”)",
    ],
    [{ kind: "experience", name: "A tasting" }, "an experience (“A tasting”)"],
    [{ kind: "exclusive_product" }, "an exclusive product"],
    [{ kind: "early_access" }, "early access"],
  ])("what is no voucher is not called one: %o", (reward, words) => {
    const params = { reward: "id", ...reward };
    const told = (kind: string) => explainEntry({ key: "redeemed", params }, kind, stars);
    expect(told("redemption_reserved")).toBe(`Held for ${words}`);
    expect(told("redemption_posted")).toBe(`Spent on ${words}`);
    expect(explainEntry({ key: "redemption_refused", params }, "redemption_voided", stars)).toBe(
      `Shopify could not create ${words}`,
    );
  });

  it("says of a reward that issued itself that it did", () => {
    const params = { reward: "five", kind: "amount_off", amount: "5.00", currency: "EUR" };
    const explanation = { key: "redeemed_by_itself", params };
    expect(explainEntry(explanation, "redemption_reserved", stars)).toBe(
      "Held in the night for €5.00, which issues itself",
    );
  });

  it.each(Object.keys(explanationParamNames))("%s is put into words", (key) => {
    const names = explanationParamNames[key as ExplanationKey];
    const params = Object.fromEntries(names.map((name) => [name, values[name]]));
    const sentence = explainEntry({ key, params }, "accrual", stars);
    expect(sentence).not.toMatch(/undefined|NaN|_/);
    expect(sentence.length).toBeGreaterThan(5);
  });

  it.each(entryKinds)("%s has words of its own where the reason cannot be read", (kind) => {
    for (const unreadable of [null, "text", {}, { key: "from_the_future", params: {} }]) {
      expect(explainEntry(unreadable, kind, stars)).toMatch(/^[A-Z][^_]+$/);
    }
    expect(explainEntry({ key: "order_earned", params: { order: "#1" } }, kind, stars)).not.toMatch(
      /undefined/,
    );
  });
});
