// What webhooks never told is found by looking: each order that changed is asked for once, and what
// is known already is left alone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { readSweptUntil } from "../../../app/db/sweep-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { parseOrder } from "../../../app/inbox/parse-order.ts";
import { recordOrders } from "../../../app/usecases/record-order.ts";
import { requestSweeps } from "../../../app/usecases/sweep-orders.ts";
import { refundOrder } from "../../../simulator/actions/order-refund.ts";
import { type PlaceOrderInput, placeOrder } from "../../../simulator/actions/orders.ts";
import { createProduct } from "../../../simulator/actions/products.ts";
import type { Order } from "../../../simulator/model.ts";
import { stringify } from "../../../simulator/webhooks/json.ts";
import { orderPayload } from "../../../simulator/webhooks/payloads/order.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { balancesOf, openLoyaltyShop } from "../../support/loyalty-shop.ts";
import {
  CUSTOMER,
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const HOUR_MS = 3_600_000;

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let variantId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  const product = createProduct(world.simulator.context, world.shop, {
    handle: "beans",
    title: "Beans",
    variants: [{ title: "Default Title", sku: "B1", priceMinor: 2000 }],
  });
  variantId = product.variants[0]?.id ?? "";
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  await world.leaveBudget(2_000);
  await deliverOnce(shopId, "fetch_shop", {});
  // Past what sweeps look at again, so that no test sees the orders of another.
  passTime(3 * HOUR_MS);
  const from = world.simulator.context.clock.now();
  await db.pool.query("delete from outbox_message");
  await db.pool.query("update shop set installed_at = $1, swept_until = null", [from]);
});

function place(input: Partial<PlaceOrderInput> = {}): Order {
  return placeOrder(world.simulator.context, world.shop, {
    customerId: CUSTOMER,
    lines: [{ variantId, quantity: 1 }],
    paid: true,
    ...input,
  });
}

const passTime = (ms: number) => world.simulator.context.clock.advance(ms);
const sweep = (payload = {}) => deliverOnce(shopId, "sweep_orders", payload);

/** What a sweep has left for the next message. */
async function takeRest(): Promise<object | undefined> {
  const { rows } = await db.pool.query<{ payload: object }>(
    "delete from outbox_message where kind = 'sweep_orders' returning payload",
  );
  return rows[0]?.payload;
}

/** As its webhook tells of it. */
function tell(order: Order): Promise<unknown> {
  const answer = parseOrder("orders/paid", Buffer.from(stringify(orderPayload(world.shop, order))));
  if (answer.outcome !== "parsed") throw new Error(answer.outcome);
  const news = [{ shopId, event: answer.event }];
  return withTransaction((tx) => recordOrders(tx, news, Date.now()));
}

async function listRefetches(): Promise<string[]> {
  const { rows } = await db.pool.query<{ key: string }>(
    "select key from outbox_message where kind = 'refetch_order' order by key",
  );
  return rows.map((row) => row.key);
}

async function refetchAll(): Promise<void> {
  for (const orderId of await listRefetches()) {
    expect(await deliverOnce(shopId, "refetch_order", { orderId })).toEqual({ outcome: "sent" });
  }
  await db.pool.query("delete from outbox_message");
}

describe("a sweep", () => {
  test("finds an order that no webhook told of, and it becomes points", async () => {
    const order = place();
    passTime(HOUR_MS);
    expect(await sweep()).toEqual({ outcome: "sent" });
    expect(await listRefetches()).toEqual([order.id]);
    await refetchAll();
    expect(await balancesOf(shopId, CUSTOMER)).toMatchObject({ available: 40n });
  });

  test("finds a refund of an order that is known, and leaves the others alone", async () => {
    const [first] = [place(), place()];
    passTime(HOUR_MS);
    await sweep();
    await refetchAll();
    passTime(HOUR_MS);
    const line = first.lines[0]?.id ?? "";
    refundOrder(world.simulator.context, world.shop, first.id, {
      lines: [{ lineId: line, quantity: 1 }],
    });
    passTime(HOUR_MS);
    await sweep();
    expect(await listRefetches()).toEqual([first.id]);
  });

  test("does not ask for what changed a moment ago: its webhooks are on their way", async () => {
    place();
    passTime(60_000);
    await sweep();
    expect(await listRefetches()).toEqual([]);
    passTime(HOUR_MS);
    await sweep();
    expect(await listRefetches()).toHaveLength(1);
  });

  test("and a webhook that comes late after all credit an order once", async () => {
    const { available } = await balancesOf(shopId, CUSTOMER);
    const order = place();
    passTime(HOUR_MS);
    await sweep();
    await refetchAll();
    await tell(order);
    expect(await balancesOf(shopId, CUSTOMER)).toMatchObject({ available: available + 40n });
    const { rows } = await db.pool.query(
      "select key from journal_entry where shop_id = $1 and order_id = $2",
      [shopId, order.id],
    );
    expect(rows).toHaveLength(1);
  });

  test("asks for nothing when every webhook arrived", async () => {
    await tell(place());
    await tell(place());
    passTime(HOUR_MS);
    await sweep();
    expect(await listRefetches()).toEqual([]);
  });

  test.each([
    ["was never paid", { paid: false }],
    ["is a test", { test: true }],
  ])("asks once for an order that %s and so earns nothing", async (_, input) => {
    const order = place(input);
    passTime(HOUR_MS);
    await sweep();
    expect(await listRefetches()).toEqual([order.id]);
    await refetchAll();
    await sweep();
    expect(await listRefetches()).toEqual([]);
  });

  test("leaves an order alone that waits to be asked for already", async () => {
    place();
    passTime(HOUR_MS);
    await sweep();
    await db.pool.query("update outbox_message set attempts = 5");
    await sweep();
    const { rows } = await db.pool.query("select attempts from outbox_message");
    expect(rows).toEqual([{ attempts: 5 }]);
  });

  test("finds what Shopify's search showed late", async () => {
    const order = place();
    passTime(HOUR_MS);
    const sweptUntil = world.simulator.context.clock.now();
    await db.pool.query("update shop set swept_until = $1", [sweptUntil]);
    passTime(HOUR_MS);
    await sweep();
    expect(await listRefetches()).toEqual([order.id]);
  });

  test("reads page after page, a message each, even of orders of one second", async () => {
    const at = world.simulator.context.clock.now();
    const orders = Array.from({ length: 230 }, () => {
      world.simulator.context.clock.set(at);
      return place();
    });
    const expected = orders.map(({ id }) => id).toSorted();
    passTime(HOUR_MS);
    await sweep();
    expect(await listRefetches()).toHaveLength(100);
    const second = await takeRest();
    await world.fail("ListUpdatedOrders", "throttled", "before");
    expect(await sweep(second)).toMatchObject({ outcome: "postpone", reason: "throttled" });
    await sweep(second);
    expect(await listRefetches()).toHaveLength(200);
    expect(await readSweptUntil(pool(), shopId)).toBeLessThan(at.getTime() + 60_000);
    await sweep(await takeRest());
    expect(await listRefetches()).toEqual(expected);
    expect(await takeRest()).toBeUndefined();
    expect(await readSweptUntil(pool(), shopId)).toBeGreaterThan(at.getTime() + 60_000);
  });

  test("of a shop that is not installed waits for its return", async () => {
    await db.pool.query("update shop set uninstalled_at = now()");
    expect(await sweep()).toEqual({ outcome: "dead", reason: "shop_uninstalled" });
    await db.pool.query("update shop set uninstalled_at = null");
  });

  test("goes on where the last one ended", async () => {
    const before = await readSweptUntil(pool(), shopId);
    passTime(2 * HOUR_MS);
    await sweep();
    expect(await readSweptUntil(pool(), shopId)).toBeGreaterThan(before + HOUR_MS);
  });

  test("that meets a fault is tried again from where it was", async () => {
    const before = await readSweptUntil(pool(), shopId);
    place();
    passTime(HOUR_MS);
    await world.fail("ListUpdatedOrders", "http_500", "before");
    expect(await sweep()).toMatchObject({ outcome: "retry" });
    expect(await readSweptUntil(pool(), shopId)).toBe(before);
  });
});

describe("the timer", () => {
  test("asks for a sweep of each shop that is due, once", async () => {
    const now = world.simulator.context.clock.now().getTime() + HOUR_MS;
    expect(await requestSweeps(now, 10)).toBe(1);
    expect(await requestSweeps(now, 10)).toBe(0);
  });

  test("leaves shops alone that were swept lately, or are not installed", async () => {
    const now = world.simulator.context.clock.now().getTime();
    expect(await requestSweeps(now + 60_000, 10)).toBe(0);
    await db.pool.query("update shop set uninstalled_at = now()");
    expect(await requestSweeps(now + HOUR_MS, 10)).toBe(0);
    await db.pool.query("update shop set uninstalled_at = null");
  });
});
