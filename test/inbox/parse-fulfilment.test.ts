// How an order was paid, discounted, sent and delivered, as its payload tells.
import { describe, expect, test } from "vitest";
import type { OrderHead } from "../../app/core/orders/order-state.ts";
import { parseOrder } from "../../app/inbox/parse-order.ts";
import { money } from "../support/order-builder.ts";
import { orderPayload } from "../support/order-payload.ts";

type PayloadInput = NonNullable<Parameters<typeof orderPayload>[0]>;

function read(input: PayloadInput, change: (order: Record<string, unknown>) => void = () => {}) {
  const order = JSON.parse(orderPayload(input)) as Record<string, unknown>;
  change(order);
  const answer = parseOrder("orders/updated", Buffer.from(JSON.stringify(order)));
  if (answer.outcome === "refused") throw new Error(`${answer.reason}: ${answer.detail}`);
  if (answer.event.type !== "order_seen") throw new Error(answer.event.type);
  return answer.event.head;
}

function moments({ fulfilledAt, deliveredAt }: OrderHead) {
  const text = (at: number | null) => at && new Date(at).toISOString();
  return { fulfilledAt: text(fulfilledAt), deliveredAt: text(deliveredAt) };
}

describe("what paid an order", () => {
  test("is named once each, in a fixed order", () => {
    const gateways = ["shopify_payments", "gift_card", "gift_card"];
    expect(read({ gateways }).paymentGateways).toEqual(["gift_card", "shopify_payments"]);
  });

  test("may be nothing", () => {
    expect(read({ gateways: [] }).paymentGateways).toEqual([]);
  });
});

describe("what a discount code took off", () => {
  test("is told for each line, beside all discounts of it", () => {
    const lines = [
      { price: "40.00", codeDiscounts: ["5.00", "1.00"] },
      { price: "20.00", codeDiscounts: ["0.00", "2.00"] },
    ];
    const head = read({ lines, codes: ["REG-1", "SALE"] });
    expect(head.lines.map(({ discount }) => discount)).toEqual([money("6.00"), money("2.00")]);
    expect(head.lines[0]?.codeDiscounts).toEqual([
      { code: "REG-1", amount: money("5.00") },
      { code: "SALE", amount: money("1.00") },
    ]);
  });

  test("leaves out discounts without a code, and places that are not told", () => {
    const head = read(
      { lines: [{ price: "40.00", codeDiscounts: ["5.00"] }], codes: ["REG-1"] },
      (order) => {
        order["discount_applications"] = [{ type: "automatic" }];
      },
    );
    expect(head.lines[0]).toMatchObject({ discount: money("5.00"), codeDiscounts: [] });
  });
});

describe("an order", () => {
  const sent = {
    shipmentStatus: null,
    createdAt: "2026-03-02T10:00:00Z",
    updatedAt: "2026-03-02T10:00:00Z",
  };
  const arrived = {
    shipmentStatus: "delivered",
    createdAt: "2026-03-03T10:00:00Z",
    updatedAt: "2026-03-05T10:00:00Z",
  } as const;

  test("that is sent in part is not sent yet", () => {
    const head = read({ fulfillmentStatus: "partial", fulfillments: [sent] });
    expect(moments(head)).toEqual({ fulfilledAt: null, deliveredAt: null });
  });

  test("is sent with its last parcel", () => {
    const head = read({ fulfillmentStatus: "fulfilled", fulfillments: [arrived, sent] });
    expect(moments(head)).toEqual({ fulfilledAt: "2026-03-03T10:00:00.000Z", deliveredAt: null });
  });

  test("is delivered with the last parcel that arrives, at its latest news", () => {
    const head = read({ fulfillmentStatus: "fulfilled", fulfillments: [arrived] });
    expect(moments(head).deliveredAt).toBe("2026-03-05T10:00:00.000Z");
  });

  test("does not wait for parcels that were cancelled", () => {
    const cancelled = { ...sent, status: "cancelled" } as const;
    const head = read({ fulfillmentStatus: "fulfilled", fulfillments: [arrived, cancelled] });
    expect(moments(head).deliveredAt).toBe("2026-03-05T10:00:00.000Z");
  });

  test("of things that nobody sends is delivered as it is fulfilled", () => {
    const head = read({ fulfillmentStatus: "fulfilled", fulfillments: [sent] }, (order) => {
      for (const line of order["line_items"] as Record<string, unknown>[])
        line["requires_shipping"] = false;
    });
    expect(moments(head).deliveredAt).toBe("2026-03-02T10:00:00.000Z");
  });

  test("bought in a store is delivered as it is fulfilled, unless it is sent home", () => {
    const inStore = (shippingLines: object[]) =>
      read({ fulfillmentStatus: "fulfilled", fulfillments: [sent] }, (order) => {
        order["source_name"] = "pos";
        order["shipping_lines"] = shippingLines;
      });
    expect(moments(inStore([])).deliveredAt).toBe("2026-03-02T10:00:00.000Z");
    expect(moments(inStore([{ price: "4.90" }])).deliveredAt).toBeNull();
  });
});
