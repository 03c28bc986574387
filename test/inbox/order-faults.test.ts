// Orders that break Shopify's own rules are refused by name; what real stores send is not.
import { describe, expect, test } from "vitest";
import { parseOrder } from "../../app/inbox/parse-order.ts";
import { parseRefund } from "../../app/inbox/parse-refund.ts";
import { orderPayload } from "../support/order-payload.ts";

type Fields = Record<string, unknown>;
type Change = (order: Fields) => void;

/** `parsed`, or why the payload is refused. */
function outcome(change: Change): string {
  const order = JSON.parse(orderPayload()) as Fields;
  change(order);
  const answer = parseOrder("orders/paid", Buffer.from(JSON.stringify(order)));
  return answer.outcome === "refused" ? `${answer.reason}: ${answer.detail}` : "parsed";
}

function lineOf(order: Fields): Fields {
  return (order["line_items"] as Fields[])[0] ?? {};
}

const lines = (more: Fields) => (order: Fields) => Object.assign(lineOf(order), more);

function set(amount: string, currency = "EUR", presentment = amount, other = currency) {
  return {
    shop_money: { amount, currency_code: currency },
    presentment_money: { amount: presentment, currency_code: other },
  };
}

const discount = (amount: string) => [{ amount, amount_set: set(amount) }];

function refund(more: Fields = {}): Fields {
  return { id: 801, created_at: "2026-03-02T10:00:00Z", ...more };
}

/** The only line of the order, with nothing else said. */
const ofLine = (order: Fields, quantity = 1) => [
  { line_item_id: lineOf(order)["id"], quantity, subtotal_set: set("40.00") },
];

const adjustment = (amount: string, currency?: string, other = currency) => ({
  kind: "refund_discrepancy",
  amount,
  amount_set: set(amount, currency, amount, other),
});

describe("an order is refused that", () => {
  test.each<[string, Change]>([
    ["quantity_out_of_range: line_items.0.quantity", lines({ quantity: 1e12 })],
    ["quantity_out_of_range: line_items.0.quantity", lines({ quantity: 2 ** 53 - 1 })],
    ["too_many_left: line_items.0.current_quantity", lines({ current_quantity: 99 })],
    [
      "discount_above_price: line_items.0.discount_allocations",
      lines({ discount_allocations: discount("999.00") }),
    ],
    [
      "unknown_line: refunds.0.refund_line_items",
      (order) => {
        order["refunds"] = [refund({ refund_line_items: [{ line_item_id: 99, quantity: 1 }] })];
      },
    ],
    ["duplicate_refund: refunds.1.id", (order) => (order["refunds"] = [refund(), refund()])],
    [
      "currency_mismatch: refunds.0.order_adjustments",
      (order) => (order["refunds"] = [refund({ order_adjustments: [adjustment("-40", "JPY")] })]),
    ],
    [
      "currency_mismatch: refunds.0.order_adjustments",
      (order) => {
        order["refunds"] = [refund({ order_adjustments: [adjustment("-40", "EUR", "JPY")] })];
      },
    ],
    [
      "currency_mismatch: refunds.0.refund_shipping_lines",
      (order) => {
        const shipping = [{ subtotal_amount_set: set("4.90", "USD") }];
        order["refunds"] = [refund({ refund_shipping_lines: shipping })];
      },
    ],
    [
      "currency_mismatch: refunds.0.transactions",
      (order) => {
        const paidBack = { kind: "refund", status: "success", amount: "40", currency: "JPY" };
        order["refunds"] = [refund({ transactions: [paidBack] })];
      },
    ],
    [
      "date_out_of_range: processed_at",
      (order) => (order["processed_at"] = "9999-12-31T12:00:00-11:00"),
    ],
    [
      "date_out_of_range: processed_at",
      (order) => (order["processed_at"] = "0001-01-01T00:00:00Z"),
    ],
    ["date_out_of_range: updated_at", (order) => (order["updated_at"] = "2200-01-01T00:00:00Z")],
    [
      "date_out_of_range: refunds.0.created_at",
      (order) => (order["refunds"] = [refund({ created_at: "1969-12-31T23:59:59Z" })]),
    ],
  ])("%s", (expected, change) => {
    expect(outcome(change)).toBe(expected);
  });
});

describe("an order is read that", () => {
  test.each<[string, Change]>([
    ["sells as much as a warehouse holds", lines({ quantity: 1_000_000_000 })],
    ["has nothing left of a line", lines({ current_quantity: 0 })],
    ["gives a line away", lines({ discount_allocations: discount("40.00") })],
    [
      "takes off what rounding of three prices lost",
      lines({
        quantity: 3,
        price: "3.33",
        price_set: set("3.33"),
        discount_allocations: discount("10.00"),
      }),
    ],
    [
      "names a line that an edit took off, in the refund that came with the edit",
      (order) => {
        Object.assign(lineOf(order), { current_quantity: 0, fulfillable_quantity: 0 });
        order["refunds"] = [refund({ refund_line_items: ofLine(order) })];
      },
    ],
    [
      "is refunded beyond a line's units",
      (order) => (order["refunds"] = [refund({ refund_line_items: ofLine(order, 5) })]),
    ],
    [
      "is refunded in the customer's currency",
      (order) => {
        order["presentment_currency"] = "USD";
        order["refunds"] = [refund({ order_adjustments: [adjustment("-4", "EUR", "USD")] })];
      },
    ],
    [
      "was paid with a discount in another currency, whose rate was rounded otherwise",
      (order) => {
        order["presentment_currency"] = "JPY";
        lines({ discount_allocations: discount("40.60") })(order);
      },
    ],
    [
      "does not tell the customer's currency, but a refund does",
      (order) => {
        delete order["presentment_currency"];
        order["refunds"] = [refund({ order_adjustments: [adjustment("-4", "EUR", "USD")] })];
      },
    ],
    ["was imported from long ago", (order) => (order["processed_at"] = "1998-05-01T09:00:00Z")],
    ["came on a leap day", (order) => (order["processed_at"] = "2028-02-29T23:59:59Z")],
  ])("%s", (_what, change) => {
    expect(outcome(change)).toBe("parsed");
  });
});

describe("a refund alone", () => {
  const answerTo = (more: Fields) =>
    parseRefund(Buffer.from(JSON.stringify(refund({ order_id: 5123, ...more }))));

  test("is refused whose amounts are in more currencies than a store and a customer have", () => {
    const adjustments = (...currencies: [string, string][]) => ({
      order_adjustments: currencies.map(([shop, other]) => adjustment("-1", shop, other)),
    });
    const mismatch = { outcome: "refused", reason: "currency_mismatch" };
    expect(answerTo(adjustments(["EUR", "EUR"], ["JPY", "JPY"]))).toMatchObject(mismatch);
    expect(answerTo(adjustments(["EUR", "USD"], ["EUR", "JPY"]))).toMatchObject(mismatch);
    expect(answerTo(adjustments(["EUR", "USD"], ["EUR", "EUR"]))).toMatchObject({
      outcome: "parsed",
      event: { shopCurrency: "EUR" },
    });
  });

  test("that names a line without units counts by the money that went back", () => {
    const transactions = [{ kind: "refund", status: "success", amount: "40.00", currency: "EUR" }];
    const refundLines = [{ line_item_id: 1, quantity: 0, subtotal_set: set("40.00") }];
    const answer = answerTo({ refund_line_items: refundLines, transactions });
    expect(answer).toMatchObject({
      outcome: "parsed",
      event: { refund: { lines: [], unnamed: { shop: { n: 4000n, d: 1n } } } },
    });
  });
});
