// Points that wait for a delivery are released although no webhook tells of it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseOrder } from "../../../app/inbox/parse-order.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { recordOrders } from "../../../app/usecases/record-order.ts";
import { requestDeliverySweeps } from "../../../app/usecases/sweep-deliveries.ts";
import { fulfillOrder, reportShipment } from "../../../simulator/actions/fulfillments.ts";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import type { Order } from "../../../simulator/model.ts";
import { stringify } from "../../../simulator/webhooks/json.ts";
import { orderPayload } from "../../../simulator/webhooks/payloads/order.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { terms } from "../../support/earning.ts";
import type { TermsInput } from "../../support/earning.ts";
import { openLoyaltyShop } from "../../support/loyalty-shop.ts";
import {
  CUSTOMER,
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const DAY_MS = 86_400_000;
const DELIVERY: TermsInput = { pending: { kind: "delivery", days: 14, atLatestDays: 60 } };

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
  await world.signIn();
  await world.leaveBudget(2_000);
});

/** Each test has a shop row of its own; all are the same store in Shopify. */
async function openUnder(input: TermsInput): Promise<void> {
  await db.ownerPool.query("update shop set domain = 'former-' || shop_id where domain = $1", [
    world.shop.domain,
  ]);
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, terms(input));
}

async function placed(): Promise<Order> {
  const order = placeOrder(world.simulator.context, world.shop, {
    customerId: CUSTOMER,
    lines: [{ title: "Beans", priceMinor: 2_000, quantity: 1, requiresShipping: true }],
    paid: true,
  });
  await hear(order);
  return order;
}

/**
 * Records what the order's webhook says now. Then time passes, so that no two are of one second.
 */
async function hear({ id }: Order): Promise<void> {
  const order = world.shop.orders.get(id);
  if (!order) throw new Error(`There is no order ${id}`);
  const body = Buffer.from(stringify(orderPayload(world.shop, order)));
  const answer = parseOrder("orders/updated", body);
  if (answer.outcome !== "parsed") throw new Error(JSON.stringify(answer));
  const { event } = answer;
  const { clock } = world.simulator.context;
  await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], clock.now().getTime()));
  clock.advance(1_000);
}

async function sent(): Promise<{ order: Order; deliver: () => void }> {
  const order = await placed();
  const { context } = world.simulator;
  const parcel = fulfillOrder(context, world.shop, order.id);
  await hear(order);
  const deliver = () => void reportShipment(context, world.shop, order.id, parcel.id, "delivered");
  return { order, deliver };
}

async function waiting(kind: string): Promise<{ key: string; payload: object }[]> {
  const { rows } = await db.pool.query<{ key: string; payload: object }>(
    `select key, payload from outbox_message
     where shop_id = $1 and kind = $2 and status = 'ready' order by key`,
    [shopId, kind],
  );
  return rows;
}

async function releaseOf({ id }: Order): Promise<number> {
  const { rows } = await db.pool.query<{ releases_at: Date }>(
    "select releases_at from lot where shop_id = $1 and order_id = $2",
    [shopId, id],
  );
  return rows[0]?.releases_at.getTime() ?? 0;
}

const sweep = (payload = {}) => deliverOnce(shopId, "sweep_deliveries", payload);

describe("a sweep of deliveries", () => {
  test("has orders read again that arrived, so that their points are released in time", async () => {
    await openUnder(DELIVERY);
    const [arrived, underWay, notSent] = [await sent(), await sent(), await placed()];
    arrived.deliver();
    expect(await sweep()).toEqual({ outcome: "sent" });
    expect((await waiting("refetch_order")).map(({ key }) => key)).toEqual([arrived.order.id]);
    const latest = await releaseOf(arrived.order);
    await deliverOnce(shopId, "refetch_order", { orderId: arrived.order.id });
    const releasesAt = await releaseOf(arrived.order);
    expect(releasesAt).toBeLessThanOrEqual(latest - 40 * DAY_MS);
    expect(await releaseOf(underWay.order)).toBe(latest);
    expect(await releaseOf(notSent)).toBe(latest);
  });

  test("asks no more about an order that is known to have arrived", async () => {
    await openUnder(DELIVERY);
    const { order, deliver } = await sent();
    deliver();
    await hear(order);
    await sweep();
    expect(await waiting("refetch_order")).toEqual([]);
  });

  test("looks through more orders than one page holds, from page to page", async () => {
    await openUnder(DELIVERY);
    for (let n = 0; n < 50; n += 1) await sent();
    const last = await sent();
    last.deliver();
    await sweep();
    const [next] = await waiting("sweep_deliveries");
    expect(await waiting("refetch_order")).toEqual([]);
    await sweep(next?.payload);
    expect((await waiting("refetch_order")).map(({ key }) => key)).toEqual([last.order.id]);
  });

  test("turns pages over at once that hold nothing to ask about", async () => {
    await openUnder(DELIVERY);
    for (let n = 0; n < 51; n += 1) await placed();
    const last = await sent();
    last.deliver();
    await sweep();
    expect((await waiting("refetch_order")).map(({ key }) => key)).toEqual([last.order.id]);
    expect(await waiting("sweep_deliveries")).toEqual([]);
  });

  test("asks for nothing where points wait for something else", async () => {
    await openUnder({ pending: { kind: "days", days: 30 } });
    const { deliver } = await sent();
    deliver();
    await sweep();
    expect(await waiting("refetch_order")).toEqual([]);
  });

  test("waits while Shopify does not answer", async () => {
    await openUnder(DELIVERY);
    await sent();
    await world.fail("ListArrivals", "http_500", "before");
    expect(await sweep()).toMatchObject({ outcome: "retry" });
    await world.clearFaults();
  });
});

describe("a shop is due for it", () => {
  const isDue = async () => {
    await db.ownerPool.query(
      "delete from outbox_message where kind = 'sweep_deliveries' and shop_id <> $1",
      [shopId],
    );
    await requestDeliverySweeps(100);
    return (await waiting("sweep_deliveries")).length === 1;
  };
  const markSent = (age: string) =>
    db.ownerPool.query(
      `update outbox_message set status = 'sent', next_attempt_at = now() - $2::interval
       where shop_id = $1 and kind = 'sweep_deliveries'`,
      [shopId, age],
    );

  test("once a day, where points wait for deliveries", async () => {
    await openUnder(DELIVERY);
    expect(await isDue()).toBe(true);
    await markSent("23 hours");
    expect(await isDue()).toBe(false);
    await markSent("25 hours");
    expect(await isDue()).toBe(true);
  });

  test("not where they wait for nothing", async () => {
    await openUnder({});
    expect(await isDue()).toBe(false);
  });

  test("not while the app is not installed", async () => {
    await openUnder(DELIVERY);
    await db.ownerPool.query("update shop set uninstalled_at = now() where shop_id = $1", [shopId]);
    expect(await isDue()).toBe(false);
    expect(await sweep()).toMatchObject({ outcome: "dead" });
  });
});
