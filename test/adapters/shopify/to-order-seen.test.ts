// What the Admin API says of an order becomes the same event as its webhook.
import { describe, expect, test } from "vitest";
import type { OrderLineAnswer } from "../../../app/adapters/shopify/operations/order-lines.ts";
import type { RefundAnswer } from "../../../app/adapters/shopify/operations/order-refund.ts";
import {
  type OrderAnswer,
  toOrderSeen,
} from "../../../app/adapters/shopify/operations/to-order-seen.ts";
import { money } from "../../support/order-builder.ts";

const FETCHED_AT = 1_800_000_000_000;

function bag(amount: string) {
  const both = { amount, currencyCode: "EUR" };
  return { shopMoney: both, presentmentMoney: both };
}

function lineOf(id: string, price: string, more: Partial<OrderLineAnswer> = {}): OrderLineAnswer {
  return {
    id: `gid://shopify/LineItem/${id}`,
    product: { id: "gid://shopify/Product/1" },
    variant: { id: "gid://shopify/ProductVariant/1" },
    title: "Beans",
    quantity: 1,
    currentQuantity: 1,
    isGiftCard: false,
    taxable: true,
    requiresShipping: true,
    sku: "B1",
    vendor: "Harbour",
    originalTotalSet: bag(price),
    discountAllocations: [],
    taxLines: [],
    ...more,
  };
}

function headOf(more: Partial<OrderAnswer["head"]> = {}): OrderAnswer["head"] {
  const moment = "2026-03-01T12:00:00Z";
  return {
    id: "gid://shopify/Order/1",
    name: "#1",
    updatedAt: moment,
    createdAt: moment,
    processedAt: moment,
    cancelledAt: null,
    test: false,
    displayFinancialStatus: "PAID",
    fullyPaid: true,
    currencyCode: "EUR",
    presentmentCurrencyCode: "EUR",
    taxesIncluded: true,
    sourceName: "web",
    customerLocale: null,
    discountCodes: [],
    paymentGatewayNames: [],
    displayFulfillmentStatus: "UNFULFILLED",
    fulfillments: [],
    transactions: [],
    customer: null,
    shippingLines: { nodes: [], pageInfo: { hasNextPage: false } },
    refunds: [],
    totalReceivedSet: bag("100.00"),
    totalOutstandingSet: bag("0.00"),
    totalTipReceivedSet: bag("0.00"),
    originalTotalDutiesSet: null,
    originalTotalAdditionalFeesSet: null,
    ...more,
  };
}

function refundOf(more: Partial<RefundAnswer>): RefundAnswer {
  return {
    id: "gid://shopify/Refund/801",
    createdAt: "2026-03-02T12:00:00Z",
    processedAt: "2026-03-02T12:00:00Z",
    duties: null,
    transactions: [],
    lines: [],
    shippingLines: [],
    adjustments: [],
    ...more,
  };
}

function seen(order: Partial<OrderAnswer>) {
  const event = toOrderSeen(
    { head: headOf(), lines: [lineOf("11", "100.00")], refunds: [], ...order },
    FETCHED_AT,
  );
  if (event === null) throw new Error("The order cannot be read");
  return event;
}

const refundSeen = (more: Partial<RefundAnswer>) => seen({ refunds: [refundOf(more)] }).refunds[0];
const moved = (amount: string, status = "SUCCESS") => ({
  transactions: [{ kind: "REFUND", status, gateway: "cash", amountSet: bag(amount) }],
});

describe("an order asked for", () => {
  const bare = { product: null, variant: null, vendor: null, sku: null };
  const tip = lineOf("12", "10.00", {
    ...bare,
    title: "Trinkgeld",
    taxable: false,
    requiresShipping: false,
  });

  test("has the tips that Shopify sums up, whatever they are called", () => {
    const lines = [lineOf("11", "90.00"), tip];
    const kinds = (received: string) =>
      seen({ lines, head: headOf({ totalTipReceivedSet: bag(received) }) }).head.lines.map(
        ({ kind }) => kind,
      );
    expect(kinds("10.00")).toEqual(["product", "tip"]);
    expect(kinds("0.00")).toEqual(["product", "product"]);
  });

  test.each([
    ["50.00", false],
    ["0.00", true],
    ["-5.00", true],
  ])("that is partially refunded, %s outstanding: fully paid %s", (outstanding, fullyPaid) => {
    const head = headOf({
      displayFinancialStatus: "PARTIALLY_REFUNDED",
      fullyPaid: false,
      totalOutstandingSet: bag(outstanding),
    });
    expect(seen({ head }).head.fullyPaid).toBe(fullyPaid);
  });

  test("tells what was received for goods and shipping, without duties and fees", () => {
    const head = headOf({
      originalTotalDutiesSet: bag("12.00"),
      originalTotalAdditionalFeesSet: bag("3.00"),
    });
    expect(seen({ head }).head.received).toEqual({ shop: money("85.00"), presentment: null });
  });
});

describe("a refund asked for", () => {
  test("counts an adjustment without a reason as any discrepancy, not as shipping", () => {
    const adjustments = [{ reason: null, amountSet: bag("-20.00"), taxAmountSet: bag("0.00") }];
    const { shipping, unnamed } = refundSeen({ adjustments }) ?? {};
    expect([shipping?.shop, unnamed?.shop]).toEqual([money("0"), money("20.00")]);
  });

  test("leaves duties out", () => {
    const duties = [{ amountSet: bag("18.00") }];
    expect(refundSeen({ ...moved("20.00"), duties })?.unnamed.shop).toEqual(money("2.00"));
  });

  test("counts money that is on its way, and none that failed", () => {
    expect(refundSeen(moved("20.00", "PENDING"))?.unnamed.shop).toEqual(money("20.00"));
    expect(refundSeen(moved("20.00", "FAILURE"))?.unnamed.shop).toEqual(money("0"));
  });

  test("of lines without money says so", () => {
    const lines = [{ quantity: 1, lineItem: { id: "gid://shopify/LineItem/11" } }];
    expect(refundSeen({ lines })?.movedMoney).toBe(false);
    expect(refundSeen({ lines, ...moved("10.00", "PENDING") })?.movedMoney).toBe(true);
  });
});
