// An order that was given to another customer after it was paid still names who paid it.
import { describe, expect, test } from "vitest";
import { formerCustomerOf } from "../../../app/core/orders/paid-customer.ts";
import { mergeOrder } from "../../../app/core/orders/merge-order.ts";
import { emptyOrderState } from "../../../app/core/orders/order-state.ts";
import type { OrderHead, OrderState } from "../../../app/core/orders/order-state.ts";
import { MINUTE_MS, ORDER_ID, PLACED_AT, orderSeen } from "../../support/order-builder.ts";

/** Payloads one minute after another. */
function orderAfter(...heads: Partial<OrderHead>[]): OrderState {
  return heads.reduce(
    (state, head, index) =>
      mergeOrder(state, orderSeen({ updatedAt: PLACED_AT + (index + 1) * MINUTE_MS, ...head })),
    emptyOrderState(ORDER_ID),
  );
}

const unpaid = { financialStatus: "partially_paid", fullyPaid: false } as const;

describe("an order names no former customer", () => {
  test.each([
    ["of which nothing is known", []],
    ["that is not paid", [{ ...unpaid, customerId: "1" }]],
    ["that its customer paid", [{ customerId: "1" }]],
    [
      "that its customer paid and then changed",
      [{ customerId: "1" }, { ...unpaid, customerId: "1" }],
    ],
    [
      "that was given away before it was paid",
      [{ ...unpaid, customerId: "1" }, { customerId: "2" }],
    ],
    ["that was given away and is paid as before", [{ customerId: "1" }, { customerId: "2" }]],
    ["that a guest paid", [{ customerId: null }, { ...unpaid, customerId: "2" }]],
  ])("%s", (_, heads) => {
    expect(formerCustomerOf(orderAfter(...heads))).toBeNull();
  });
});

describe("an order names who paid it", () => {
  test.each([
    ["when it was given to somebody who did not", "2"],
    ["when it is nobody's any more", null],
  ])("%s", (_, customerId) => {
    expect(formerCustomerOf(orderAfter({ customerId: "1" }, { ...unpaid, customerId }))).toBe("1");
  });
});
