// Which part of an order's money counts: discounts, vouchers, taxes, and what gift cards and store
// credit paid.
import { describe, expect, test } from "vitest";
import type { PaymentFacts } from "../../../app/core/orders/order-facts.ts";
import type { OrderHead } from "../../../app/core/orders/order-state.ts";
import { paidWorth } from "../../../app/core/earning/needed-facts.ts";
import { ZERO, rational } from "../../../app/core/points/rational.ts";
import { earned, rule, terms, times, worth } from "../../support/earning.ts";
import type { Circumstances, TermsInput } from "../../support/earning.ts";
import { ORDER_ID, head, line, money, orderSeen, shipping } from "../../support/order-builder.ts";

function bases(input: TermsInput, order: Partial<OrderHead>, given: Circumstances = {}) {
  const { snapshot } = earned(terms(input), [orderSeen(order)], given);
  return snapshot.lines.map(({ base }) => base);
}

describe("discounts and loyalty vouchers", () => {
  // 100.00, less 15.00 by a voucher and 10.00 by a sale.
  const codeDiscounts = [{ code: "reg-1", amount: money("15.00") }];
  const lines = [line({ price: "100.00", discount: "25.00", codeDiscounts })];
  const voucherCodes = new Set(["REG-1"]);

  test.each([
    [true, true, "75.00"],
    [true, false, "90.00"],
    [false, true, "85.00"],
    [false, false, "100.00"],
  ])("deducted %s and %s", (discountsDeducted, vouchersDeducted, base) => {
    const input = { discountsDeducted, vouchersDeducted };
    expect(bases(input, { lines }, { voucherCodes })).toEqual([money(base)]);
  });

  test("are told apart by the codes of our own vouchers", () => {
    expect(bases({ vouchersDeducted: false }, { lines })).toEqual([money("75.00")]);
  });

  test("never lower a line below nothing", () => {
    const free = [line({ price: "10.00", discount: "25.00", codeDiscounts })];
    const input = { discountsDeducted: false };
    expect(bases(input, { lines: free }, { voucherCodes })).toEqual([money("0")]);
  });

  test("lower shipping as they lower lines", () => {
    const freed = {
      ...shipping("9.00", { discount: "9.00" }),
      codeDiscounts: [{ code: "REG-1", amount: money("9.00") }],
    };
    const input = { shippingIncluded: true, vouchersDeducted: false };
    const { snapshot } = earned(terms(input), [orderSeen({ shipping: freed })], { voucherCodes });
    expect(snapshot.shipping?.base).toEqual(money("9.00"));
  });

  test("come before tax that is on top or in the price", () => {
    const taxed = [line({ price: "100.00", discount: "25.00", tax: "7.50", codeDiscounts })];
    expect(bases({}, { lines: taxed, taxesIncluded: false })).toEqual([money("82.50")]);
    expect(bases({ taxIncluded: false }, { lines: taxed })).toEqual([money("67.50")]);
  });
});

describe("what gift cards and store credit paid", () => {
  const order = { paymentGateways: ["gift_card", "shopify_payments", "shopify_store_credit"] };
  const known = (input: Partial<PaymentFacts> = {}, seen: Partial<OrderHead> = order) => ({
    type: "facts_seen" as const,
    orderId: ORDER_ID,
    facts: {
      products: [],
      buyer: null,
      payments: [
        {
          worth: paidWorth(head(seen)),
          askedAt: 1,
          giftCardShare: rational(1n, 4n),
          storeCreditShare: rational(1n, 10n),
          gap: null,
          ...input,
        },
      ],
    },
  });
  const pointsOf = (input: TermsInput, facts = known()) =>
    worth(terms({ pointsPerUnit: "10", ...input }), [orderSeen(order), facts]);

  test.each([
    ["both count", {}, 400n],
    ["gift cards do not", { giftCardPaymentsIncluded: false }, 300n],
    ["store credit does not", { storeCreditPaymentsIncluded: false }, 360n],
    [
      "neither counts",
      { giftCardPaymentsIncluded: false, storeCreditPaymentsIncluded: false },
      260n,
    ],
  ])("counts or not: %s", (_name, input, expected) => {
    expect(pointsOf(input)).toBe(expected);
  });

  test("is a share of every line and of shipping", () => {
    const sent = { ...order, shipping: shipping("20.00") };
    const input = { giftCardPaymentsIncluded: false, shippingIncluded: true };
    const { snapshot } = earned(terms(input), [orderSeen(sent), known({}, sent)]);
    expect(snapshot.lines[0]?.base).toEqual(money("30.00"));
    expect(snapshot.shipping?.base).toEqual(money("15.00"));
  });

  test("of an order that it paid in full leaves nothing to count", () => {
    const facts = known({ giftCardShare: rational(1n), storeCreditShare: ZERO });
    expect(pointsOf({ giftCardPaymentsIncluded: false }, facts)).toBe(0n);
  });

  test("counts where it cannot be known", () => {
    const facts = known({ giftCardShare: ZERO, storeCreditShare: ZERO, gap: "too_old" });
    expect(pointsOf({ giftCardPaymentsIncluded: false }, facts)).toBe(400n);
  });

  test("of another worth of the order does not speak for it", () => {
    expect(pointsOf({ giftCardPaymentsIncluded: false }, known({ worth: "5000" }))).toBe(400n);
  });

  test("makes no exact value lose its fractions", () => {
    const third = known({ giftCardShare: rational(1n, 3n) });
    const input = { giftCardPaymentsIncluded: false, rules: [rule({ effect: times("1.5") })] };
    expect(pointsOf(input, third)).toBe(400n);
    const { snapshot } = earned(terms(input), [orderSeen(order), third]);
    expect(snapshot.lines[0]?.base).toEqual(rational(8000n, 3n));
  });
});

describe("currencies", () => {
  test.each([
    ["JPY", "4000", 4000n, 6000n],
    ["KWD", "40.125", 40n, 60n],
    ["CLF", "40.1239", 40n, 60n],
  ])("of %s decimals count whole units, bonuses per unit too", (currency, price, base, more) => {
    const order = { currency, lines: [line({ price }, currency)] };
    expect(worth(terms(), [orderSeen(order)])).toBe(base);
    const rules = [rule({ effect: { kind: "bonus_per_unit", points: "0.5" } })];
    expect(worth(terms({ rules }), [orderSeen(order)])).toBe(more);
  });

  test("an order in another currency counts in the shop's own", () => {
    const lines = [line({ price: "13.50" }, "CAD")];
    const exchange = {
      presentmentCurrency: "USD",
      shop: money("13.50", "CAD"),
      presentment: money("9.00", "USD"),
    };
    expect(worth(terms(), [orderSeen({ currency: "CAD", lines, exchange })])).toBe(13n);
  });

  test("a minimum is in minor units of the shop's currency", () => {
    const order = orderSeen({ currency: "JPY", lines: [line({ price: "4000" }, "JPY")] });
    expect(worth(terms({ minimumOrderMinor: "4000" }), [order])).toBe(4000n);
    expect(worth(terms({ minimumOrderMinor: "4001" }), [order])).toBe(0n);
  });
});
