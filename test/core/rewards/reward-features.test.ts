// Which kinds of reward a store lets the app give.
import { describe, expect, it } from "vitest";
import { featuresOf, isPaused } from "../../../app/core/rewards/reward-features.ts";

const CREDIT = "write_store_credit_account_transactions,read_store_credit_accounts";

describe("features of a store", () => {
  it("that allows nothing beside what the app was installed with lack all that needs more", () => {
    expect(featuresOf("write_discounts,read_products").missing).toEqual({
      gift_card: ["write_gift_cards"],
      store_credit: ["write_store_credit_account_transactions", "read_store_credit_accounts"],
    });
  });

  it("lack nothing once everything is allowed", () => {
    expect(featuresOf(`write_discounts, write_gift_cards,${CREDIT}`).missing).toEqual({});
  });

  it("tell only what of several permissions is still missing", () => {
    expect(featuresOf("write_store_credit_account_transactions").missing.store_credit).toEqual([
      "read_store_credit_accounts",
    ]);
    expect(featuresOf("read_gift_cards").missing.gift_card).toEqual(["write_gift_cards"]);
  });

  it("pause a reward whose permission is gone, and no other", () => {
    const features = featuresOf(CREDIT);
    expect(isPaused({ kind: "gift_card" }, features)).toBe(true);
    expect(isPaused({ kind: "store_credit" }, features)).toBe(false);
    expect(isPaused({ kind: "amount_off" }, featuresOf(""))).toBe(false);
  });
});
