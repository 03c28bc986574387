// What a program asks of an order beyond its payload is asked of Shopify, and the order is counted
// with the answer, or without one.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseOrder } from "../../../app/inbox/parse-order.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { findFactsNeeded } from "../../../app/usecases/order-facts.ts";
import { recordOrders } from "../../../app/usecases/record-order.ts";
import { createCollection } from "../../../simulator/actions/collections.ts";
import { updateCustomer } from "../../../simulator/actions/customers.ts";
import { payOrder } from "../../../simulator/actions/order-payments.ts";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import { createProduct, deleteProduct } from "../../../simulator/actions/products.ts";
import { createSegment } from "../../../simulator/actions/segments.ts";
import type { Order } from "../../../simulator/model.ts";
import { stringify } from "../../../simulator/webhooks/json.ts";
import { orderPayload } from "../../../simulator/webhooks/payloads/order.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { perItem, rule, terms, times } from "../../support/earning.ts";
import type { TermsInput } from "../../support/earning.ts";
import { openLoyaltyShop } from "../../support/loyalty-shop.ts";
import {
  CUSTOMER,
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  await world.leaveBudget(2_000);
});

/** Each test has a program, and so a shop row, of its own; all are the same store in Shopify. */
async function openUnder(input: TermsInput): Promise<void> {
  await db.ownerPool.query("update shop set domain = 'former-' || shop_id where domain = $1", [
    world.shop.domain,
  ]);
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, terms(input));
}

let products = 0;

function sell(input: { tags?: string[]; collectionIds?: string[] } = {}) {
  const { context } = world.simulator;
  products += 1;
  const product = createProduct(context, world.shop, {
    title: `Beans ${products}`,
    tags: input.tags ?? [],
    variants: [{ priceMinor: 2_000 }],
  });
  const variantId = product.variants[0]?.id ?? "";
  return { product, variantId };
}

function place(variantIds: string[], input: { paid?: boolean } = {}): Order {
  return placeOrder(world.simulator.context, world.shop, {
    customerId: CUSTOMER,
    lines: variantIds.map((variantId) => ({ variantId, quantity: 1 })),
    shippingMinor: null,
    paid: input.paid ?? true,
  });
}

/** Records what the order's webhook says, and answers its id. */
async function hear({ id }: Order): Promise<string> {
  const order = world.shop.orders.get(id);
  if (!order) throw new Error(`There is no order ${id}`);
  const body = Buffer.from(stringify(orderPayload(world.shop, order)));
  const answer = parseOrder("orders/updated", body);
  if (answer.outcome !== "parsed") throw new Error(JSON.stringify(answer));
  const { event } = answer;
  await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], Date.now()));
  return id;
}

/** Posted points; null while the order waits for Shopify. */
async function pointsOf(orderId: string): Promise<bigint | null> {
  const { rows } = await db.pool.query<{ posted_points: bigint; awaits_facts: boolean }>(
    "select posted_points, awaits_facts from order_state where shop_id = $1 and order_id = $2",
    [shopId, orderId],
  );
  const row = rows[0];
  if (!row) throw new Error(`Order ${orderId} is not known`);
  return row.awaits_facts ? null : row.posted_points;
}

/** The settings that deliveries read are there only once the simulated shop is. */
async function giveUp(orderId: string): Promise<void> {
  const { countWithoutFacts } = await import("../../../app/outbox/deliveries/fetch-order-facts.ts");
  await countWithoutFacts({
    shopId,
    id: "01960000-0000-7000-8000-000000000009",
    kind: "fetch_order_facts",
    key: orderId,
    payload: { orderId },
    attempts: 36,
  });
}

const fetchFacts = (orderId: string) => deliverOnce(shopId, "fetch_order_facts", { orderId });

async function asksFor(orderId: string): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `select count(*)::int as count from outbox_message
     where shop_id = $1 and kind = 'fetch_order_facts' and key = $2`,
    [shopId, orderId],
  );
  return rows[0]?.count ?? 0;
}

describe("an order whose program names products by tags and collections", () => {
  test("waits, asks, and earns by what Shopify says of each product", async () => {
    const tagged = sell({ tags: ["Sale", "other"] });
    const collected = sell();
    const plain = sell();
    const shelf = createCollection(world.simulator.context, world.shop, {
      title: "Shelf",
      productIds: [collected.product.id],
    });
    const named = { tags: ["SALE"], collectionIds: [shelf.id, "999"] };
    await openUnder({ rules: [rule({ conditions: { products: named } })] });
    const order = place([tagged, collected, plain].map(({ variantId }) => variantId));
    const orderId = await hear(order);
    expect([await pointsOf(orderId), await asksFor(orderId)]).toEqual([null, 1]);
    expect(await fetchFacts(orderId)).toEqual({ outcome: "sent" });
    expect(await pointsOf(orderId)).toBe(100n);
    expect(await findFactsNeeded(shopId, orderId)).toBeNull();
  });

  test("counts a product that was deleted as one without them, and tells the merchant", async () => {
    const { product, variantId } = sell({ tags: ["sale"] });
    await openUnder({ rules: [rule({ conditions: { products: { tags: ["sale"] } } })] });
    const orderId = await hear(place([variantId]));
    deleteProduct(world.simulator.context, world.shop, product.id);
    expect(await fetchFacts(orderId)).toEqual({ outcome: "dead", reason: "facts_gone" });
    expect(await pointsOf(orderId)).toBe(20n);
  });

  test("of many products and collections is asked in several questions", async () => {
    const { context } = world.simulator;
    const sold = Array.from({ length: 60 }, () => sell());
    const shelves = Array.from({ length: 60 }, (_, n) =>
      createCollection(context, world.shop, {
        title: `Shelf ${n}`,
        productIds: [sold[n]?.product.id ?? ""],
      }),
    );
    const collectionIds = shelves.map(({ id }) => id);
    await openUnder({
      rules: [rule({ effect: perItem("1"), conditions: { products: { collectionIds } } })],
    });
    const orderId = await hear(place(sold.map(({ variantId }) => variantId)));
    expect(await fetchFacts(orderId)).toEqual({ outcome: "sent" });
    expect(await pointsOf(orderId)).toBe(1_260n);
  });
});

describe("an order whose program names customers by tags and segments", () => {
  const conditions = (segmentIds: string[]) => ({
    rules: [
      rule({ id: "a", conditions: { customerTags: ["VIP"] }, effect: perItem("5") }),
      rule({ id: "b", conditions: { segmentIds }, effect: times("2") }),
    ],
    stacking: "sum" as const,
  });

  test("earns by the tags and segments that the customer has", async () => {
    const { context } = world.simulator;
    updateCustomer(context, world.shop, CUSTOMER, { tags: ["vip"] });
    const query = "customer_tags CONTAINS 'vip'";
    const segment = createSegment(context, world.shop, { name: "Regulars", query });
    await openUnder(conditions([segment.id]));
    const orderId = await hear(place([sell().variantId]));
    expect(await fetchFacts(orderId)).toEqual({ outcome: "sent" });
    expect(await pointsOf(orderId)).toBe(45n);
  });

  test("is counted without them once the customer was deleted", async () => {
    await openUnder(conditions(["999"]));
    const orderId = await hear(place([sell().variantId]));
    await world.without(CUSTOMER, async () => {
      expect(await fetchFacts(orderId)).toEqual({ outcome: "dead", reason: "facts_gone" });
    });
    expect(await pointsOf(orderId)).toBe(20n);
  });
});

describe("an order that a gift card paid in part, where that does not count", () => {
  test("earns for the rest of it, on every line", async () => {
    await openUnder({ giftCardPaymentsIncluded: false });
    const { context } = world.simulator;
    const order = place([sell().variantId, sell().variantId], { paid: false });
    payOrder(context, world.shop, order.id, { gateway: "gift_card", amountMinor: 1_000 });
    payOrder(context, world.shop, order.id);
    const orderId = await hear(order);
    expect(await pointsOf(orderId)).toBeNull();
    expect(await fetchFacts(orderId)).toEqual({ outcome: "sent" });
    expect(await pointsOf(orderId)).toBe(30n);
  });

  test("is counted in full when Shopify does not show it any more", async () => {
    await openUnder({ giftCardPaymentsIncluded: false });
    const order = place([sell().variantId], { paid: false });
    payOrder(world.simulator.context, world.shop, order.id, { gateway: "gift_card" });
    const orderId = await hear(order);
    world.shop.orders.delete(order.id);
    expect(await fetchFacts(orderId)).toEqual({ outcome: "dead", reason: "facts_too_old" });
    expect(await pointsOf(orderId)).toBe(20n);
  });
});

describe("an answer that does not come", () => {
  const waiting = async () => {
    await openUnder({ rules: [rule({ conditions: { customerTags: ["vip"] } })] });
    return hear(place([sell().variantId]));
  };
  test("is asked for again, and the order waits meanwhile", async () => {
    const orderId = await waiting();
    await world.fail("FetchCustomerTags", "http_500", "before");
    expect(await fetchFacts(orderId)).toMatchObject({ outcome: "retry" });
    expect(await pointsOf(orderId)).toBeNull();
    expect(await fetchFacts(orderId)).toEqual({ outcome: "sent" });
  });

  test("leaves the order counted without it once the message is given up", async () => {
    const orderId = await waiting();
    await giveUp(orderId);
    expect(await pointsOf(orderId)).toBe(20n);
    await giveUp(orderId);
  });

  test("is waited for while the app is not installed", async () => {
    const orderId = await waiting();
    await db.ownerPool.query("update shop set uninstalled_at = now() where shop_id = $1", [shopId]);
    await giveUp(orderId);
    expect(await pointsOf(orderId)).toBeNull();
    expect(await fetchFacts(orderId)).toMatchObject({ outcome: "dead" });
  });
});

test("an order that needs nothing asks nothing", async () => {
  await openUnder({});
  const orderId = await hear(place([sell().variantId]));
  expect([await pointsOf(orderId), await asksFor(orderId)]).toEqual([20n, 0]);
  expect(await fetchFacts(orderId)).toEqual({ outcome: "sent" });
});
