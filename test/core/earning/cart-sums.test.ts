// What the sums of a cart tell: whose its discounts are, and whether prices contain their tax.
import { describe, expect, test } from "vitest";
import { type Cart, goodsOf, readSums } from "../../../app/core/earning/cart-sums.ts";
import { money } from "../../support/order-builder.ts";

/** Goods of 40.00, and 5.00 for shipping after discounts. */
const cart = (input: Partial<Cart> = {}): Cart => ({
  currency: "EUR",
  lines: [
    {
      productId: "1",
      variantId: "2",
      quantity: 1,
      total: money("40.00"),
      discounts: [],
      isSent: true,
    },
  ],
  discounts: [],
  shipping: money("5.00"),
  tax: null,
  total: null,
  isPaidByGiftCard: false,
  ...input,
});

const ten = { code: "TEN", amount: money("10.00") };
const three = { code: null, amount: money("3.00") };
const ship = { code: "SHIP", amount: money("4.90") };

describe("the goods' discounts", () => {
  test.each([
    ["all, while nothing is known of shipping", [ten, ship], null, "30.00", [ten, ship]],
    ["all, where the total says so", [ten, three], "5.00", "32.00", [ten, three]],
    ["none, where all are of shipping", [ship], "0", "40.00", []],
    ["those without shipping's", [ship, ten, three], "0", "27.00", [ten, three]],
  ])("are %s", (_, discounts, shipping, total, goods) => {
    const sent = cart({
      discounts,
      shipping: shipping === null ? null : money(shipping),
      total: money(total),
    });
    expect(readSums(sent, true)?.discounts).toEqual(goods);
  });

  test("are not known where the sums fit none of them", () => {
    expect(readSums(cart({ discounts: [ten], total: money("50.00") }), true)).toBeNull();
  });

  test("are not known where the sums fit two that differ", () => {
    const sent = cart({ discounts: [ten], tax: money("10.00"), total: money("45.00") });
    expect(readSums(sent, null)).toBeNull();
    expect(readSums(sent, true)?.discounts).toEqual([]);
    expect(readSums(sent, false)?.discounts).toEqual([ten]);
  });

  test("of many are all or none", () => {
    const many = Array.from({ length: 7 }, () => three);
    expect(readSums(cart({ discounts: many, total: money("24.00") }), true)?.discounts).toBe(many);
    const some = cart({ discounts: many, total: money("42.00") });
    expect(readSums(some, true)).toBeNull();
  });
});

test("what the goods come to leaves shipping's discounts out", () => {
  const sent = cart({ discounts: [ship, ten], shipping: money("0"), total: money("30.00") });
  expect(goodsOf(sent)).toEqual(money("30.00"));
});

describe("tax", () => {
  test.each([
    ["is in the prices", "45.00", true],
    ["comes on top", "52.20", false],
  ])("%s by what is to be paid", (_, total, taxesIncluded) => {
    const sent = cart({ tax: money("7.20"), total: money(total) });
    for (const known of [true, false, null]) {
      expect(readSums(sent, known)?.taxesIncluded).toBe(taxesIncluded);
    }
  });

  test("is as it was before where a tip is paid, too", () => {
    const sent = cart({ tax: money("7.20"), total: money("60.00") });
    expect(readSums(sent, true)?.taxesIncluded).toBe(true);
    expect(readSums(sent, null)?.taxesIncluded).toBeNull();
  });
});
