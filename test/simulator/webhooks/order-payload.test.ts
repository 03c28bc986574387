// What an order's payload says, beyond being valid.

import { beforeEach, describe, expect, it } from "vitest";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { createDiscount, describeDiscount } from "../../../simulator/actions/discounts.ts";
import { refundOrder } from "../../../simulator/actions/order-refund.ts";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import { createProduct } from "../../../simulator/actions/products.ts";
import type { Order } from "../../../simulator/model.ts";
import { stringify, type JsonObject } from "../../../simulator/webhooks/json.ts";
import { buildPayload } from "../../../simulator/webhooks/payloads/build-payload.ts";
import type { DomainEvent } from "../../../simulator/world.ts";
import { quietWorld, type QuietWorld } from "../support/quiet-world.ts";

let world: QuietWorld;
let order: Order;

beforeEach(() => {
  world = quietWorld({ taxRate: "0.19", shippingMinor: 490 });
  const customer = createCustomer(world, world.shop, {
    id: "9007199254740993",
    email: "mara@example.com",
    firstName: "Mara",
    lastName: "Lindqvist",
    phone: "+4915112345678",
  });
  const product = createProduct(world, world.shop, {
    title: "Espresso",
    variants: [{ title: "250 g", priceMinor: 1190, grams: 250 }],
  });
  order = placeOrder(world, world.shop, {
    id: "9007199254740995",
    customerId: customer.id,
    lines: [
      { variantId: product.variants[0]?.id ?? "", quantity: 2, discountMinor: 100 },
      { title: "Gift card", priceMinor: 2500, quantity: 1, giftCard: true, taxable: false },
    ],
    orderDiscountMinor: 200,
    paid: true,
  });
});

function payloadOf(event: DomainEvent): JsonObject {
  return buildPayload(world, world.shop, event);
}

function lastEvent(topic: string): DomainEvent {
  const event = world.events.findLast((entry) => entry.topic === topic);
  if (!event) throw new Error(`Nothing emitted ${topic}`);
  return event;
}

describe("an order's payload", () => {
  it("writes ids beyond 2^53 without losing a digit", () => {
    const text = stringify(payloadOf(lastEvent("orders/paid")));
    expect(text).toContain('"id":9007199254740995,');
    expect(text).toContain('"id":9007199254740993,');
    expect(text).toContain('"admin_graphql_api_id":"gid://shopify/Order/9007199254740995"');
  });

  it("carries order discounts inside its lines, and taxes line by line", () => {
    const payload = payloadOf(lastEvent("orders/paid"));
    const [coffee, card] = payload["line_items"] as JsonObject[];
    expect(coffee?.["discount_allocations"]).toMatchObject([
      { amount: "1.00", discount_application_index: 0 },
      { discount_application_index: 1 },
    ]);
    expect(coffee?.["tax_lines"]).toMatchObject([{ title: "VAT", channel_liable: false }]);
    expect(card).toMatchObject({ gift_card: true, tax_lines: [], discount_allocations: [] });
    expect(payload["taxes_included"]).toBe(true);
  });

  it("shows what an edit and a refund have left", () => {
    const lineId = order.lines[0]?.id ?? "";
    refundOrder(world, world.shop, order.id, { lines: [{ lineId, quantity: 1 }] });
    const payload = payloadOf({ topic: "orders/updated", order });
    expect((payload["line_items"] as JsonObject[])[0]).toMatchObject({
      quantity: 2,
      current_quantity: 1,
    });
    expect(payload["financial_status"]).toBe("partially_refunded");
    expect(payload["refunds"]).toHaveLength(1);
  });

  it("has no customer for guests and for nameless sales at the till", () => {
    const guest = placeOrder(world, world.shop, {
      email: "guest@example.com",
      lines: [{ title: "Mug", priceMinor: 1600, quantity: 1 }],
    });
    const till = placeOrder(world, world.shop, {
      sourceName: "pos",
      lines: [{ title: "Mug", priceMinor: 1600, quantity: 1 }],
    });
    expect(payloadOf({ topic: "orders/paid", order: guest })).toMatchObject({
      customer: null,
      email: "guest@example.com",
    });
    expect(payloadOf({ topic: "orders/paid", order: till })).toMatchObject({
      customer: null,
      email: "",
      source_name: "pos",
      location_id: BigInt(world.shop.locationId),
      shipping_lines: [],
    });
  });

  it("names how it was paid, and has its tip as a line of its own", () => {
    const tipped = placeOrder(world, world.shop, {
      lines: [{ title: "Mug", priceMinor: 1600, quantity: 1 }],
      tipMinor: 200,
      shippingMinor: null,
      payments: [{ gateway: "gift_card", amountMinor: 1000 }, { gateway: "shopify_payments" }],
    });
    expect(payloadOf({ topic: "orders/paid", order: tipped })).toMatchObject({
      payment_gateway_names: ["gift_card", "shopify_payments"],
      subtotal_price: "16.00",
      total_price: "18.00",
      total_tip_received: "2.00",
      line_items: [
        { title: "Mug" },
        { title: "Tip", product_id: null, vendor: null, taxable: false, requires_shipping: false },
      ],
    });
  });

  it("tells which code took what off which line", () => {
    createDiscount(
      world,
      world.shop,
      describeDiscount(world, {
        code: "FIVE",
        value: { kind: "amount", amountMinor: 500, eachItem: false },
      }),
    );
    const withCode = placeOrder(world, world.shop, {
      lines: [{ title: "Mug", priceMinor: 1600, quantity: 1, discountMinor: 100 }],
      discountCodes: ["five"],
    });
    expect(payloadOf({ topic: "orders/paid", order: withCode })).toMatchObject({
      discount_codes: [{ code: "FIVE", amount: "5.00", type: "fixed_amount" }],
      discount_applications: [{ type: "discount_code", code: "FIVE" }, { type: "manual" }],
      line_items: [
        {
          discount_allocations: [
            { amount: "5.00", discount_application_index: 0 },
            { amount: "1.00", discount_application_index: 1 },
          ],
        },
      ],
    });
  });

  it("has amounts with as many decimals as the currency has", () => {
    for (const [currency, price] of [
      ["JPY", "1600"],
      ["KWD", "1.600"],
    ] as const) {
      const abroad = quietWorld({ currency, shippingMinor: 0 });
      const placed = placeOrder(abroad, abroad.shop, {
        lines: [{ title: "Mug", priceMinor: 1600, quantity: 1 }],
      });
      const payload = buildPayload(abroad, abroad.shop, { topic: "orders/paid", order: placed });
      expect(payload).toMatchObject({ currency, total_price: price });
    }
  });

  it("has both currencies of an order from abroad", () => {
    const abroad = placeOrder(world, world.shop, {
      presentmentCurrency: "JPY",
      exchangeRate: "160",
      lines: [{ title: "Mug", priceMinor: 1000, quantity: 1 }],
    });
    const payload = payloadOf({ topic: "orders/paid", order: abroad });
    expect(payload["subtotal_price_set"]).toEqual({
      shop_money: { amount: "10.00", currency_code: "EUR" },
      presentment_money: { amount: "1600", currency_code: "JPY" },
    });
  });

  it("tells times in the shop's zone, summer and winter", () => {
    expect(payloadOf(lastEvent("orders/paid"))["created_at"]).toBe("2026-06-01T12:00:00+02:00");
    world.at = new Date("2026-12-01T10:00:00Z");
    const winter = placeOrder(world, world.shop, {
      lines: [{ title: "Mug", priceMinor: 1000, quantity: 1 }],
    });
    const payload = payloadOf({ topic: "orders/create", order: winter });
    expect(payload["created_at"]).toBe("2026-12-01T11:00:00+01:00");
  });
});
