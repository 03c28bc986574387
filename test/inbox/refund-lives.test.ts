// Orders that shrink by an edit or a return and are paid back afterwards, as the webhooks tell it.
import { describe, expect, test } from "vitest";
import { restoreStanding } from "../../app/core/earning/order-standing.ts";
import { emptyOrderState } from "../../app/core/orders/order-state.ts";
import { parseOrder } from "../../app/inbox/parse-order.ts";
import { parseRefund } from "../../app/inbox/parse-refund.ts";
import { standingAfter, terms } from "../support/earning.ts";
import { ORDER_ID, inForce } from "../support/order-builder.ts";
import { orderPayload } from "../support/order-payload.ts";

type Body = Record<string, unknown>;
type Heard = ReturnType<typeof parseOrder> | ReturnType<typeof parseRefund>;

const set = (amount: string) => ({ shop_money: { amount, currency_code: "EUR" } });
const periods = inForce(terms({}));

/** An order of 50 and 50; of the second line `left` units are left. */
function order(minute: number, left: number, more: Body = {}): Heard {
  const lines = [
    { id: "11", price: "50.00" },
    { id: "12", price: "50.00", currentQuantity: left },
  ];
  const updatedAt = `2026-03-01T13:0${minute}:00+01:00`;
  const body = { ...(JSON.parse(orderPayload({ lines, updatedAt })) as Body), ...more };
  return parseOrder("orders/updated", Buffer.from(JSON.stringify(body)));
}

function refundFields(id: number, more: Body): Body {
  return {
    id,
    order_id: Number(ORDER_ID),
    created_at: "2026-03-01T13:03:00+01:00",
    refund_line_items: [],
    order_adjustments: [],
    transactions: [],
    ...more,
  };
}

function created(fields: Body): Heard {
  return parseRefund(Buffer.from(JSON.stringify(fields)));
}

function pointsAfterEach(...heard: Heard[]): (bigint | null)[] {
  let standing = restoreStanding(emptyOrderState(ORDER_ID), null);
  return heard.map((answer) => {
    if (answer.outcome === "refused") throw new Error(`${answer.reason}: ${answer.detail}`);
    standing = standingAfter(standing, answer.event, periods);
    return standing.target?.points ?? null;
  });
}

const money = (amount: string, status = "success") => ({
  transactions: [{ kind: "refund", status, gateway: "shopify_payments", amount, currency: "EUR" }],
});
const discrepancy = (amount: string, reason = "Refund discrepancy") => ({
  kind: "refund_discrepancy",
  reason,
  amount,
  tax_amount: "0.00",
  amount_set: set(amount),
  tax_amount_set: set("0.00"),
});
const status = { financial_status: "partially_refunded", total_outstanding: "0.00" };

describe("an order that is edited down and paid back", () => {
  test.each<[string, Body]>([
    ["by money alone", money("50.00")],
    [
      "by money with a discrepancy",
      { ...money("50.00"), order_adjustments: [discrepancy("-50.00")] },
    ],
  ])("%s loses its points once", (_name, how) => {
    const paidBack = refundFields(801, how);
    const after = order(5, 0, { ...status, refunds: [paidBack] });
    const news = [order(1, 1), order(2, 0), created(paidBack), after];
    expect(pointsAfterEach(...news)).toEqual([100n, 50n, 50n, 50n]);
    expect(pointsAfterEach(created(paidBack), after, order(1, 1)).at(-1)).toBe(50n);
  });
});

test("an order whose line is returned first and paid back later loses its points once", () => {
  const units = { refund_line_items: [{ line_item_id: 12, quantity: 1, subtotal_set: set("50") }] };
  const returned = refundFields(801, units);
  const paidBack = refundFields(802, money("50.00"));
  const after = order(5, 0, { ...status, refunds: [returned, paidBack] });
  const news = [order(1, 1), created(returned), created(paidBack), after];
  expect(pointsAfterEach(...news)).toEqual([100n, 50n, 50n, 50n]);
  expect(pointsAfterEach(...news.toReversed()).at(-1)).toBe(50n);
});

test("goodwill takes its share of an order that lost nothing", () => {
  const given = { ...money("10.00"), order_adjustments: [discrepancy("-10.00")] };
  expect(pointsAfterEach(order(1, 1), created(refundFields(801, given)))).toEqual([100n, 90n]);
});

test("a refund that is on its way ends the same as one that is done at once", () => {
  const pending = refundFields(801, money("25.00", "pending"));
  const done = refundFields(801, money("25.00"));
  const failed = refundFields(801, money("25.00", "failure"));
  const later = (refund: Body) => order(6, 1, { ...status, refunds: [refund] });
  expect(pointsAfterEach(order(1, 1), created(pending), later(done))).toEqual([100n, 75n, 75n]);
  expect(pointsAfterEach(order(1, 1), later(done), created(pending))).toEqual([100n, 75n, 75n]);
  expect(pointsAfterEach(order(1, 1), created(pending), later(failed))).toEqual([100n, 75n, 100n]);
});

test("pairs of discrepancies that Shopify balances later count as their sum, in any sequence", () => {
  const first = { ...money("10.00", "pending"), order_adjustments: [discrepancy("-10.00")] };
  const balanced = {
    ...money("10.00"),
    order_adjustments: [
      discrepancy("-10.00"),
      discrepancy("-10.00", "Pending refund discrepancy"),
      discrepancy("10.00"),
    ],
  };
  const later = order(6, 1, { ...status, refunds: [refundFields(801, balanced)] });
  const early = created(refundFields(801, first));
  expect(pointsAfterEach(order(1, 1), early, later)).toEqual([100n, 90n, 90n]);
  expect(pointsAfterEach(order(1, 1), later, early)).toEqual([100n, 90n, 90n]);
});

test("a refund of duties alone takes no points", () => {
  const duties = refundFields(801, { ...money("20.00"), total_duties_set: set("20.00") });
  expect(pointsAfterEach(order(1, 1), created(duties))).toEqual([100n, 100n]);
});

test.each([
  ["40.00", null],
  ["0.00", 100n],
  ["-5.00", 100n],
])("an order first heard of as partially refunded, %s outstanding, is worth %s", (owed, points) => {
  expect(pointsAfterEach(order(1, 1, { ...status, total_outstanding: owed }))).toEqual([points]);
});

test("a deposit of which a part went back is no paid order", () => {
  const part = refundFields(801, {
    ...money("10.00"),
    order_adjustments: [discrepancy("-10.00")],
  });
  const deposit = { financial_status: "partially_paid", total_outstanding: "50.00" };
  const less = { ...status, total_outstanding: "50.00", refunds: [part] };
  expect(pointsAfterEach(order(1, 1, deposit), order(2, 1, less))).toEqual([null, null]);
});
