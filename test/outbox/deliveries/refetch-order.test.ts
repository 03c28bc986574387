// An order that is asked for says the same as the webhook that told of it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fetchOrder } from "../../../app/adapters/shopify/operations/fetch-order.ts";
import type { OrderSeen } from "../../../app/core/orders/order-event.ts";
import { rational } from "../../../app/core/points/rational.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { recordOrders } from "../../../app/usecases/record-order.ts";
import { parseOrder } from "../../../app/inbox/parse-order.ts";
import { createDiscount, describeDiscount } from "../../../simulator/actions/discounts.ts";
import { fulfillOrder, reportShipment } from "../../../simulator/actions/fulfillments.ts";
import { editOrder } from "../../../simulator/actions/order-edit.ts";
import { refundOrder } from "../../../simulator/actions/order-refund.ts";
import { payOrder } from "../../../simulator/actions/order-payments.ts";
import {
  type PlaceOrderInput,
  cancelOrder,
  placeOrder,
} from "../../../simulator/actions/orders.ts";
import { createProduct } from "../../../simulator/actions/products.ts";
import type { Order } from "../../../simulator/model.ts";
import { stringify } from "../../../simulator/webhooks/json.ts";
import { orderPayload } from "../../../simulator/webhooks/payloads/order.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import {
  CUSTOMER,
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const FETCHED_AT = 1_800_000_000_000;

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let variantId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  const { context } = world.simulator;
  const product = createProduct(context, world.shop, {
    handle: "beans",
    title: "Beans",
    variants: [{ title: "Default Title", sku: "B1", priceMinor: 1990 }],
  });
  variantId = product.variants[0]?.id ?? "";
  const value = { kind: "percentage", fraction: "0.1" } as const;
  createDiscount(context, world.shop, describeDiscount(context, { code: "TEN", value }));
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  // Each test has the whole bucket to itself, and the app knows it.
  await world.leaveBudget(2_000);
  await deliverOnce(shopId, "fetch_shop", {});
});
function place(input: Partial<PlaceOrderInput> = {}): Order {
  return placeOrder(world.simulator.context, world.shop, {
    customerId: CUSTOMER,
    lines: [{ variantId, quantity: 2 }],
    paid: true,
    ...input,
  });
}

async function asked(order: Order): Promise<OrderSeen | null> {
  const { openShop } = await import("../../../app/outbox/deliveries/open-shop.ts");
  const opened = await openShop(shopId, AbortSignal.timeout(5_000));
  if (opened.outcome !== "open") throw new Error(opened.outcome);
  const answer = await fetchOrder(opened.admin, order.id, FETCHED_AT);
  if (answer.outcome !== "ok") throw new Error(JSON.stringify(answer));
  return answer.data;
}

function told(order: Order): OrderSeen {
  const body = Buffer.from(stringify(orderPayload(world.shop, order)));
  const answer = parseOrder("orders/updated", body);
  if (answer.outcome !== "parsed" || answer.event.type !== "order_seen") {
    throw new Error(JSON.stringify(answer));
  }
  return { ...answer.event, head: { ...answer.event.head, fetchedAt: FETCHED_AT } };
}

/** Payments have moments of their own and a sum, which no webhook tells. */
async function askedWithoutPayment(order: Order): Promise<OrderSeen | null> {
  const event = await asked(order);
  return event && { ...event, paidAt: null, head: { ...event.head, received: null } };
}

const current = (order: Order): Order => world.shop.orders.get(order.id) ?? order;

describe("an order asked for says what its webhook says", () => {
  test.each<[string, () => Order]>([
    ["paid", () => place()],
    ["not paid yet", () => place({ paid: false })],
    ["of a guest", () => place({ customerId: null, email: "guest@example.com" })],
    ["with a discount code", () => place({ discountCodes: ["TEN"] })],
    ["with a discount on all of it", () => place({ orderDiscountMinor: 333 })],
    ["with taxes on top", () => place({ taxesIncluded: false })],
    ["paid in another currency", () => place({ presentmentCurrency: "USD", exchangeRate: "1.1" })],
    ["without shipping", () => place({ shippingMinor: null, sourceName: "pos" })],
    ["with a tip", () => place({ tipMinor: 200 })],
    [
      "with a gift card",
      () => place({ lines: [{ title: "Card", priceMinor: 2500, quantity: 1, giftCard: true }] }),
    ],
    ["a test", () => place({ test: true })],
    ["free of charge", () => place({ lines: [{ title: "Free", priceMinor: 0, quantity: 1 }] })],
  ])("%s", async (_, make) => {
    const order = make();
    expect(await askedWithoutPayment(order)).toEqual(told(order));
  });

  test("refunded in part, with shipping, and beyond the lines", async () => {
    const { context } = world.simulator;
    const order = place();
    const [line] = order.lines;
    refundOrder(context, world.shop, order.id, {
      lines: [{ lineId: line?.id ?? "", quantity: 1 }],
      shippingMinor: 200,
    });
    refundOrder(context, world.shop, order.id, { amountMinor: 150 });
    expect(await askedWithoutPayment(order)).toEqual(told(current(order)));
  });

  test("refunded in another currency at another rate", async () => {
    const { context } = world.simulator;
    const order = place({ presentmentCurrency: "USD", exchangeRate: "1.1" });
    const lineId = order.lines[0]?.id ?? "";
    refundOrder(context, world.shop, order.id, {
      lines: [{ lineId, quantity: 1 }],
      exchangeRate: "1.25",
    });
    expect(await askedWithoutPayment(order)).toEqual(told(current(order)));
  });

  test("cancelled", async () => {
    const order = place();
    cancelOrder(world.simulator.context, world.shop, order.id);
    expect(await askedWithoutPayment(order)).toEqual(told(current(order)));
  });

  test("edited", async () => {
    const { context } = world.simulator;
    const order = place();
    const lineId = order.lines[0]?.id ?? "";
    editOrder(context, world.shop, order.id, {
      quantities: [{ lineId, quantity: 1 }],
      additions: [{ variantId, quantity: 3 }],
    });
    expect(await askedWithoutPayment(order)).toEqual(told(current(order)));
  });

  test.each<[string, string]>([
    ["a gift card", "gift_card"],
    ["store credit", "shopify_store_credit"],
  ])("paid in part with %s", async (_, gateway) => {
    const { context } = world.simulator;
    const order = place({ paid: false });
    payOrder(context, world.shop, order.id, { gateway, amountMinor: 500 });
    payOrder(context, world.shop, order.id);
    const seen = await askedWithoutPayment(order);
    expect(seen?.head.paymentGateways).toEqual([gateway, "shopify_payments"].toSorted());
    expect(seen).toEqual(told(current(order)));
  });

  test("refunded in part as store credit", async () => {
    const order = place();
    refundOrder(world.simulator.context, world.shop, order.id, {
      lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }],
      storeCreditMinor: 500,
    });
    const seen = await askedWithoutPayment(order);
    expect(seen?.refunds[0]?.storeCreditShare).toEqual(rational(500n, 1990n));
    expect(seen).toEqual(told(current(order)));
  });

  test("sent in two parcels, of which one arrived", async () => {
    const { context } = world.simulator;
    const order = place();
    const lines = [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }];
    const first = fulfillOrder(context, world.shop, order.id, { lines });
    expect((await askedWithoutPayment(order))?.head.fulfilledAt).toBeNull();
    fulfillOrder(context, world.shop, order.id, { lines });
    reportShipment(context, world.shop, order.id, first.id, "delivered");
    const seen = await askedWithoutPayment(order);
    expect(seen?.head).toMatchObject({ fulfilledAt: expect.any(Number), deliveredAt: null });
    expect(seen).toEqual(told(current(order)));
  });

  test("delivered", async () => {
    const { context } = world.simulator;
    const order = place();
    const parcel = fulfillOrder(context, world.shop, order.id);
    reportShipment(context, world.shop, order.id, parcel.id, "delivered");
    const seen = await askedWithoutPayment(order);
    expect(seen?.head.deliveredAt).toEqual(expect.any(Number));
    expect(seen).toEqual(told(current(order)));
  });

  test("of more lines than one page holds", async () => {
    const lines = Array.from({ length: 130 }, () => ({ variantId, quantity: 1 }));
    const order = place({ lines });
    expect((await asked(order))?.head.lines).toHaveLength(130);
    expect(await askedWithoutPayment(order)).toEqual(told(order));
  });
});

test("an order asked for tells when it was paid, and nothing while it is not", async () => {
  const order = place({ paid: false });
  expect((await asked(order))?.paidAt).toBeNull();
  payOrder(world.simulator.context, world.shop, order.id);
  const [payment] = current(order).transactions;
  const paidAt = Math.floor(Date.parse(payment?.createdAt ?? "") / 1_000) * 1_000;
  expect((await asked(order))?.paidAt).toBe(paidAt);
});

describe("a refetch", () => {
  test("records what Shopify says, like a webhook", async () => {
    const order = place({ lines: [{ title: "Cup", priceMinor: 4000, quantity: 1 }] });
    expect(await deliverOnce(shopId, "refetch_order", { orderId: order.id })).toEqual({
      outcome: "sent",
    });
    expect(await balancesOf(shopId, CUSTOMER)).toMatchObject({ available: 80n });
    refundOrder(world.simulator.context, world.shop, order.id, {
      lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }],
    });
    await deliverOnce(shopId, "refetch_order", { orderId: order.id });
    expect(await balancesOf(shopId, CUSTOMER)).toMatchObject({ available: 0n });
  });

  test("takes points once for units that an edit took off and that are paid back later", async () => {
    const { context } = world.simulator;
    const lines = ["Cup", "Pot"].map((title) => ({ title, priceMinor: 4000, quantity: 1 }));
    const order = place({ lines, shippingMinor: null });
    const before = (await balancesOf(shopId, CUSTOMER)).available;
    let minutes = 0;
    // Shopify's clock ticks in seconds, and all of this happens in one.
    const hear = async (event: OrderSeen | null) => {
      if (!event) throw new Error("Shopify does not show the order");
      const updatedAt = event.head.updatedAt + (minutes += 1) * 60_000;
      const heard = { ...event, head: { ...event.head, updatedAt } };
      await withTransaction((tx) => recordOrders(tx, [{ shopId, event: heard }], FETCHED_AT));
      return (await balancesOf(shopId, CUSTOMER)).available - before;
    };
    const tell = () => hear(told(current(order)));
    expect(await tell()).toBe(160n);
    const quantities = [{ lineId: order.lines[1]?.id ?? "", quantity: 0 }];
    editOrder(context, world.shop, order.id, { quantities });
    expect(await tell()).toBe(80n);
    refundOrder(context, world.shop, order.id, { amountMinor: 4000 });
    expect([await tell(), await hear(await asked(order))]).toEqual([80n, 80n]);
    refundOrder(context, world.shop, order.id, { amountMinor: 1000 });
    expect([await tell(), await hear(await asked(order))]).toEqual([60n, 60n]);
  });

  test("of an edited order that Shopify does not show us is a dead letter for the merchant", async () => {
    const edited = { type: "order_edited", orderId: "99999", editedAt: FETCHED_AT } as const;
    await withTransaction((tx) => recordOrders(tx, [{ shopId, event: edited }], FETCHED_AT));
    expect(await deliverOnce(shopId, "refetch_order", { orderId: "99999" })).toEqual({
      outcome: "dead",
      reason: "order_not_readable",
    });
  });

  test("whose answer is older than what must be cleared up is repeated", async () => {
    const order = place();
    const editedAt = Date.now() + 3_600_000;
    const edited = { type: "order_edited", orderId: order.id, editedAt } as const;
    await withTransaction((tx) => recordOrders(tx, [{ shopId, event: edited }], FETCHED_AT));
    expect(await deliverOnce(shopId, "refetch_order", { orderId: order.id })).toEqual({
      outcome: "retry",
      reason: "order_still_unclear",
    });
  });

  test("of an order that Shopify does not show us is not needed once a webhook has told", async () => {
    await recordPaidOrder(shopId, { orderId: "99998", price: "10.00" });
    expect(await deliverOnce(shopId, "refetch_order", { orderId: "99998" })).toEqual({
      outcome: "sent",
    });
  });

  test("that fails half-way through the lines is repeated", async () => {
    const order = place({ paid: false });
    payOrder(world.simulator.context, world.shop, order.id);
    await world.fail("FetchOrder", "http_500", "before");
    expect(await deliverOnce(shopId, "refetch_order", { orderId: order.id })).toMatchObject({
      outcome: "retry",
    });
  });
});
