// Payloads against the official JSON Schemas, before fields are picked. The schemas were inferred
// from one sample each, so what that sample lacked (a refund, a guest) is checked by other means.

import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { schemaForWebhook } from "shopify-webhook-schemas";
import { beforeEach, describe, expect, it } from "vitest";
import { createCustomer, updateCustomer } from "../../../simulator/actions/customers.ts";
import { createDiscount, describeDiscount } from "../../../simulator/actions/discounts.ts";
import {
  cancelFulfillment,
  fulfillOrder,
  reportShipment,
} from "../../../simulator/actions/fulfillments.ts";
import { editOrder } from "../../../simulator/actions/order-edit.ts";
import { refundOrder } from "../../../simulator/actions/order-refund.ts";
import { cancelOrder, placeOrder } from "../../../simulator/actions/orders.ts";
import { createProduct } from "../../../simulator/actions/products.ts";
import type { Customer, Order } from "../../../simulator/model.ts";
import { stringify, type JsonObject } from "../../../simulator/webhooks/json.ts";
import { buildPayload } from "../../../simulator/webhooks/payloads/build-payload.ts";
import type { DomainEvent } from "../../../simulator/world.ts";
import { quietWorld, type QuietWorld } from "../support/quiet-world.ts";

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

let world: QuietWorld;
let customer: Customer;
let order: Order;

beforeEach(() => {
  world = quietWorld({ taxRate: "0.19", shippingMinor: 490 });
  customer = createCustomer(world, world.shop, {
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

function findingsOf(topic: string, payload: unknown): string[] {
  const check = ajv.compile(schemaForWebhook("2026-07", topic) as object);
  check(JSON.parse(typeof payload === "string" ? payload : JSON.stringify(payload)));
  return (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

function lastEvent(topic: string): DomainEvent {
  const event = world.events.findLast((entry) => entry.topic === topic);
  if (!event) throw new Error(`Nothing emitted ${topic}`);
  return event;
}

describe("payloads are valid against the official schema:", () => {
  it("orders/create, orders/paid, orders/updated", () => {
    for (const topic of ["orders/create", "orders/paid", "orders/updated"]) {
      expect(findingsOf(topic, stringify(payloadOf(lastEvent(topic))))).toEqual([]);
    }
  });

  it("customers/disable and customers/enable", () => {
    for (const state of ["disabled", "enabled"] as const) {
      updateCustomer(world, world.shop, customer.id, { state });
      const topic = `customers/${state.slice(0, -1)}`;
      expect(findingsOf(topic, stringify(payloadOf(lastEvent(topic))))).toEqual([]);
    }
  });

  it.each(["SUBSCRIBED", "UNSUBSCRIBED", "PENDING"] as const)(
    "both consents, once they are %s",
    (state) => {
      const change = { marketingState: state, smsMarketingState: state };
      updateCustomer(world, world.shop, customer.id, change);
      for (const topic of [
        "customers_email_marketing_consent/update",
        "customers_marketing_consent/update",
      ]) {
        const payload = stringify(payloadOf(lastEvent(topic)));
        expect(findingsOf(topic, payload)).toEqual([]);
        expect(payload).toContain(`"state":"${state.toLowerCase()}"`);
        expect(payload).toContain(customer.id);
      }
    },
  );

  it("orders/cancelled, its refund being checked as a refund", () => {
    cancelOrder(world, world.shop, order.id);
    const payload = payloadOf(lastEvent("orders/cancelled"));
    const [refund] = payload["refunds"] as JsonObject[];
    const withoutShipping = { ...refund, refund_shipping_lines: [] };
    expect(findingsOf("orders/cancelled", stringify({ ...payload, refunds: [] }))).toEqual([]);
    expect(findingsOf("refunds/create", stringify(withoutShipping))).toEqual([]);
  });

  it("refunds/create with units, shipping and an amount beyond them", () => {
    refundOrder(world, world.shop, order.id, {
      lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1, restockType: "return" }],
      shippingMinor: 490,
      amountMinor: 150,
    });
    const payload = payloadOf(lastEvent("refunds/create"));
    const withoutShipping = { ...payload, refund_shipping_lines: [] };
    expect(findingsOf("refunds/create", stringify(withoutShipping))).toEqual([]);
    expect(payload["refund_shipping_lines"]).toMatchObject([
      { subtotal_amount_set: { shop_money: { amount: "4.90" } }, shipping_line: { price: "4.90" } },
    ]);
    expect(payload["order_adjustments"]).toMatchObject([
      { kind: "shipping_refund", amount: "-4.90", reason: "Shipping refund" },
      { kind: "refund_discrepancy", amount: "-1.50" },
    ]);
  });

  it("orders/updated of an order that was sent, delivered and taken back", () => {
    const sent = placeOrder(world, world.shop, {
      customerId: customer.id,
      lines: order.lines.map(({ variantId, title, price, quantity }) => ({
        ...(variantId === null ? { title, priceMinor: price.shop } : { variantId }),
        quantity,
      })),
      taxRate: "0",
      paid: true,
    });
    const lines = [{ lineId: sent.lines[0]?.id ?? "", quantity: 1 }];
    const first = fulfillOrder(world, world.shop, sent.id, { lines });
    const second = fulfillOrder(world, world.shop, sent.id, { lines });
    reportShipment(world, world.shop, sent.id, first.id, "delivered");
    cancelFulfillment(world, world.shop, sent.id, second.id);
    const payload = payloadOf(lastEvent("orders/updated"));
    expect(findingsOf("orders/updated", stringify(payload))).toEqual([]);
    expect(payload).toMatchObject({
      fulfillment_status: "partial",
      fulfillments: [
        { status: "success", shipment_status: "delivered", line_items: [{ quantity: 1 }] },
        { status: "cancelled", shipment_status: null },
      ],
      line_items: [
        { quantity: 2, fulfillable_quantity: 1, fulfillment_status: "partial" },
        { fulfillable_quantity: 1, fulfillment_status: null },
      ],
    });
  });

  it("customers/merge that succeeded, and that failed", () => {
    for (const problem of [null, "Mara Lindqvist is currently being merged."]) {
      const payload = payloadOf({ topic: "customers/merge", keptId: "1", deletedId: "2", problem });
      expect(findingsOf("customers/merge", stringify(payload))).toEqual([]);
      expect(payload).toMatchObject({
        admin_graphql_api_customer_kept_id: "gid://shopify/Customer/1",
        admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2",
        status: problem === null ? "completed" : "failed",
      });
    }
  });

  it("orders/edited", () => {
    editOrder(world, world.shop, order.id, {
      quantities: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }],
      additions: [{ title: "Mug", priceMinor: 1600, quantity: 1 }],
    });
    expect(findingsOf("orders/edited", stringify(payloadOf(lastEvent("orders/edited"))))).toEqual(
      [],
    );
  });

  it("customers/create, /update and /delete", () => {
    for (const topic of ["customers/create", "customers/update", "customers/delete"] as const) {
      expect(findingsOf(topic, stringify(payloadOf({ topic, customer })))).toEqual([]);
    }
  });

  it("discounts/delete, app/uninstalled, app/scopes_update and shop/update", () => {
    const events: DomainEvent[] = [
      { topic: "discounts/delete", discountId: "gid://shopify/DiscountCodeNode/1" },
      { topic: "app/uninstalled" },
      { topic: "app/scopes_update", previous: ["read_orders"], current: ["read_products"] },
      { topic: "shop/update" },
    ];
    for (const event of events) {
      expect(findingsOf(event.topic, stringify(payloadOf(event)))).toEqual([]);
    }
  });

  it("discounts/create and discounts/update, with a code or without", () => {
    for (const code of ["FIVE", null]) {
      const value = { kind: "amount", amountMinor: 500, eachItem: false } as const;
      const discount = createDiscount(world, world.shop, describeDiscount(world, { code, value }));
      for (const topic of ["discounts/create", "discounts/update"] as const) {
        const payload = payloadOf({ topic, discount });
        expect(findingsOf(topic, stringify(payload))).toEqual([]);
        const type = code === null ? "DiscountAutomaticNode" : "DiscountCodeNode";
        expect(payload["admin_graphql_api_id"]).toBe(`gid://shopify/${type}/${discount.id}`);
      }
    }
  });

  it("shop/update, which keeps the owner's address and that for customers apart", () => {
    const { shop } = world;
    expect(shop.email).not.toBe(shop.contactEmail);
    expect(payloadOf({ topic: "shop/update" })).toMatchObject({
      email: shop.email,
      customer_email: shop.contactEmail,
    });
  });

  it("customers/data_request, customers/redact and shop/redact", () => {
    const orderIds = [order.id];
    const events: DomainEvent[] = [
      { topic: "customers/data_request", customer, orderIds },
      { topic: "customers/redact", customer, orderIds },
      { topic: "shop/redact" },
    ];
    for (const event of events) {
      expect(findingsOf(event.topic, stringify(payloadOf(event)))).toEqual([]);
    }
  });
});
