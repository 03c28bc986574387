// An order is counted in one currency: the one that the store had when it was placed.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { updateShopFacts } from "../../app/db/shop-store.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { handleAll, readInboxRow, storeWebhooks } from "../support/inbox.ts";
import { balancesOf, openLoyaltyShop } from "../support/loyalty-shop.ts";
import { orderPayload } from "../support/order-payload.ts";
import type { OrderPayload } from "../support/order-payload.ts";
import { assertLedgerAgrees } from "../support/shop.ts";

let db: TestDatabase;
let shopId: bigint;
let lastShop = 0;
let lastOrder = 8_000;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));
beforeEach(async () => {
  shopId = await openLoyaltyShop(db.pool, { domain: `currency-${(lastShop += 1)}.myshopify.com` });
});

/** Shopify tells the store's name and currency together. */
function tell(currency: string): Promise<void> {
  return updateShopFacts(db.pool, shopId, { name: "Harbour Coffee", currency });
}

type Topic = "orders/paid" | "orders/updated" | "refunds/create";

async function handle(topic: Topic, body: string) {
  const [id = ""] = await storeWebhooks([{ shopId, topic, body }]);
  await handleAll();
  const { status, last_error: reason } = await readInboxRow(id);
  return { status, reason };
}

const DONE = { status: "done", reason: null };
const DEAD = { status: "dead", reason: "currency_mismatch: currency" };

function paid(order: OrderPayload = {}): string {
  return orderPayload({ orderId: String((lastOrder += 1)), ...order });
}

function refundOf(orderId: string, currency: string): string {
  const money = { amount: "-10", currency_code: currency };
  const set = { shop_money: money, presentment_money: money };
  const adjustment = { kind: "refund_discrepancy", amount: "-10", amount_set: set };
  const created = "2026-03-02T10:00:00Z";
  const refund = { id: 1, order_id: Number(orderId), created_at: created };
  return JSON.stringify({ ...refund, order_adjustments: [adjustment] });
}

describe("an order in another currency than the store's", () => {
  test("becomes a dead letter, beside others that are credited, and has the store asked", async () => {
    await tell("EUR");
    const [bad = "", good = ""] = await storeWebhooks([
      { shopId, topic: "orders/paid", body: paid({ currency: "JPY", price: "40" }) },
      { shopId, topic: "orders/paid", body: paid({ price: "40.00" }) },
    ]);
    await handleAll();
    expect(await readInboxRow(bad)).toMatchObject({
      status: "dead",
      last_error: "currency_mismatch: currency",
    });
    expect(await readInboxRow(good)).toMatchObject({ status: "done" });
    expect(await balancesOf(shopId)).toMatchObject({ available: 80n });
    const { rows } = await db.pool.query(
      "select key from outbox_message where shop_id = $1 and kind = 'fetch_shop'",
      [shopId],
    );
    expect(rows).toEqual([{ key: "shop" }]);
    const orders = await db.pool.query("select from order_state where shop_id = $1", [shopId]);
    expect(orders.rowCount).toBe(1);
  });

  test("is counted once the store has told that its currency changed", async () => {
    await tell("EUR");
    const body = paid({ currency: "JPY", price: "40" });
    expect(await handle("orders/paid", body)).toEqual(DEAD);
    await tell("JPY");
    expect(await handle("orders/paid", body)).toEqual(DONE);
    expect(await balancesOf(shopId)).toMatchObject({ available: 80n });
  });

  test("is counted while Shopify has not told the store's currency", async () => {
    expect(await handle("orders/paid", paid({ currency: "JPY", price: "40" }))).toEqual(DONE);
  });
});

describe("an order from before the store changed its currency", () => {
  const orderId = "7777";

  beforeEach(async () => {
    await tell("EUR");
    await handle("orders/paid", orderPayload({ orderId }));
    await tell("JPY");
  });

  test("stays in its own: its refunds take their share back", async () => {
    expect(await handle("refunds/create", refundOf(orderId, "EUR"))).toEqual(DONE);
    expect(await balancesOf(shopId)).toMatchObject({ available: 60n });
  });

  test("takes in nothing in the new one", async () => {
    const changed = orderPayload({ orderId, currency: "JPY", updatedAt: "2026-03-03T10:00:00Z" });
    expect(await handle("orders/updated", changed)).toEqual(DEAD);
    expect(await handle("refunds/create", refundOf(orderId, "JPY"))).toEqual(DEAD);
    expect(await balancesOf(shopId)).toMatchObject({ available: 80n });
  });
});
