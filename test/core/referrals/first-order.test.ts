// The friend's first order is the earliest paid one since the claim, and counts by what is left.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import { mergeOrder } from "../../../app/core/orders/merge-order.ts";
import { emptyOrderState } from "../../../app/core/orders/order-state.ts";
import type { OrderHead, OrderState } from "../../../app/core/orders/order-state.ts";
import { referral } from "../../../app/core/program/referral-terms.ts";
import { firstOrderOf, hasBoughtBefore } from "../../../app/core/referrals/first-order.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../../support/order-builder.ts";

const terms = (changes: object = {}) =>
  referral.parse({
    memberReward: { kind: "points", points: "500" },
    friendVoucher: { discount: { kind: "percentage_off", percent: "10" } },
    minimumOrderMinor: "3000",
    ...changes,
  });
const CLAIMED_AT = PLACED_AT - 60 * MINUTE_MS;

function state(orderId: string, ...events: OrderEvent[]): OrderState {
  return events.reduce(mergeOrder, emptyOrderState(orderId));
}

function order(head: Partial<OrderHead> = {}, orderId = "1"): OrderState {
  return state(orderId, orderSeen(head, { orderId }));
}

function first(orders: OrderState[], changes: object = {}, voucherEndsAt: number | null = null) {
  const asked = {
    orders,
    claimedAt: CLAIMED_AT,
    voucherCode: "REG-7K2M-Q0XD-91TB",
    voucherEndsAt,
    terms: terms(changes),
    zone: "UTC",
  };
  return firstOrderOf(asked);
}

describe("which order is the first", () => {
  test("none where nothing was paid, or only a test order", () => {
    const open = order({ fullyPaid: false, financialStatus: "pending" });
    expect(first([])).toEqual({ kind: "none" });
    expect(first([open, order({ test: true })])).toEqual({ kind: "none" });
  });

  test("not one from before the claim, which makes a customer of the friend", () => {
    const before = order({ placedAt: CLAIMED_AT - 1 });
    expect(first([before])).toEqual({ kind: "none" });
    expect(hasBoughtBefore([before], CLAIMED_AT)).toBe(true);
    expect(hasBoughtBefore([order()], CLAIMED_AT)).toBe(false);
  });

  test("the earliest, in whatever sequence they are known", () => {
    const later = order({ placedAt: PLACED_AT + DAY_MS }, "2");
    expect(first([later, order()])).toMatchObject({ kind: "qualifies", orderId: "1" });
    expect(first([order(), later])).toMatchObject({ kind: "qualifies", orderId: "1" });
  });

  test("one that is too small is still the first", () => {
    const small = order({ lines: [line({ price: "29.99" })] });
    const larger = order({ placedAt: PLACED_AT + DAY_MS }, "2");
    expect(first([small, larger])).toMatchObject({ kind: "not_enough", reason: "too_small" });
  });

  test("a cancelled one is as if it had never been", () => {
    const cancelled = order({ cancelledAt: PLACED_AT + MINUTE_MS });
    const next = order({ placedAt: PLACED_AT + DAY_MS }, "2");
    expect(first([cancelled, next])).toMatchObject({ kind: "qualifies", orderId: "2" });
    expect(first([cancelled])).toEqual({ kind: "none" });
  });
});

describe("whether it is enough", () => {
  test("at the minimum it is, a cent below it is not", () => {
    expect(first([order({ lines: [line({ price: "30.00" })] })]).kind).toBe("qualifies");
    expect(first([order({ lines: [line({ price: "29.99" })] })]).kind).toBe("not_enough");
  });

  test("discounts do not count, nor do gift cards and tips", () => {
    const discounted = line({ price: "32.00", discount: "3.00" });
    const card = line({ id: "2", kind: "gift_card", price: "50.00" });
    const tip = line({ id: "3", kind: "tip", price: "50.00" });
    expect(first([order({ lines: [discounted, card, tip] })]).kind).toBe("not_enough");
  });

  test("an order of nothing never is", () => {
    const free = order({ lines: [line({ price: "0" })] });
    expect(first([free], { minimumOrderMinor: "0" }).kind).toBe("not_enough");
  });

  test("a refund below the minimum undoes it, money that names no line too", () => {
    const lines = [line({ price: "20.00", quantity: 2 })];
    const one = refund({ lines: [{ lineId: "1", quantity: 1 }] });
    const seen = orderSeen({ lines }, { orderId: "1" });
    expect(first([state("1", seen)]).kind).toBe("qualifies");
    expect(first([state("1", seen, refundSeen(one, "1"))]).kind).toBe("not_enough");
    const amount = refund({ unnamed: "10.01" });
    expect(first([state("1", seen, refundSeen(amount, "1"))]).kind).toBe("not_enough");
  });

  test("one placed when the voucher had ended came too late", () => {
    expect(first([order()], {}, PLACED_AT)).toMatchObject({ reason: "too_late" });
    expect(first([order()], {}, PLACED_AT + 1).kind).toBe("qualifies");
  });
});

describe("the day of the reward", () => {
  test("is so many days of the shop's calendar after the payment, at its beginning", () => {
    expect(first([order()], { delayDays: 14 })).toMatchObject({
      dueAt: Date.UTC(2026, 2, 15),
    });
  });

  test("without a delay is the payment itself", () => {
    expect(first([order()], { delayDays: 0 })).toMatchObject({ dueAt: PLACED_AT + MINUTE_MS });
  });
});

describe("refunds after the window", () => {
  const windowed = { refundWindowDays: 14, delayDays: 7 };
  const at = (days: number) =>
    refund({ lines: [{ lineId: "1", quantity: 1 }], createdAt: PLACED_AT + days * DAY_MS });
  const returned = (days: number): OrderState => {
    const updatedAt = PLACED_AT + 30 * DAY_MS;
    const lines = [line({ currentQuantity: 0 })];
    const news = orderSeen({ lines, updatedAt }, { orderId: "1", refunds: [at(days)] });
    return state("1", orderSeen({}, { orderId: "1" }), news);
  };

  test("take nothing back", () => {
    expect(first([returned(14)], windowed).kind).toBe("qualifies");
    const told = state("1", orderSeen({}, { orderId: "1" }), refundSeen(at(14), "1"));
    expect(first([told], windowed).kind).toBe("qualifies");
  });

  test("within it they do, and without a window always", () => {
    expect(first([returned(13)], windowed).kind).toBe("not_enough");
    expect(first([returned(300)]).kind).toBe("not_enough");
  });

  test("a cancellation counts within it alone", () => {
    const cancelled = (days: number) => order({ cancelledAt: PLACED_AT + days * DAY_MS });
    expect(first([cancelled(14)], windowed).kind).toBe("qualifies");
    expect(first([cancelled(13)], windowed).kind).toBe("none");
  });
});

test("the sequence of news does not matter", () => {
  const lines = [line({ price: "20.00", quantity: 2 })];
  const back = refund({ lines: [{ lineId: "1", quantity: 1 }], createdAt: PLACED_AT + DAY_MS });
  const news: OrderEvent[] = [
    orderSeen({ lines }, { orderId: "1" }),
    refundSeen(back, "1"),
    orderSeen(
      {
        updatedAt: PLACED_AT + 2 * DAY_MS,
        lines: [line({ price: "20.00", quantity: 2, currentQuantity: 1 })],
      },
      { orderId: "1", refunds: [back] },
    ),
  ];
  const expected = first([state("1", ...news)]);
  fc.assert(
    fc.property(fc.shuffledSubarray(news, { minLength: news.length }), (shuffled) => {
      expect(first([state("1", ...shuffled)])).toEqual(expected);
    }),
    { seed: 41, verbose: true },
  );
});

describe("a code that was mailed", () => {
  const discount = { kind: "percentage_off", percent: "10" };
  const mailed = { friendVoucher: { discount, handOver: "email" } };

  test.each([
    ["proves by the order that the address is the friend's", ["SALE", "reg-7k2m-q0xd-91tb"]],
    ["counts in whatever sequence codes stand", ["REG-7K2M-Q0XD-91TB"]],
  ])("%s", (_name, discountCodes) => {
    expect(first([order({ discountCodes })], mailed)).toMatchObject({ kind: "qualifies" });
  });

  test("that is missing on the first order makes it count for nobody, and later ones no first", () => {
    const without = order({ discountCodes: ["SALE"] });
    const later = order(
      { placedAt: PLACED_AT + DAY_MS, discountCodes: ["REG-7K2M-Q0XD-91TB"] },
      "2",
    );
    expect(first([without, later], mailed)).toEqual({
      kind: "not_enough",
      orderId: "1",
      reason: "without_code",
    });
    expect(first([without])).toMatchObject({ kind: "qualifies" });
  });
});
