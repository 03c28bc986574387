// Orders whose points wait for an answer of Shopify, as the page of what needs attention lists
// them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countAttention } from "../../app/queries/attention.ts";
import { listWaitingOrders } from "../../app/queries/waiting-orders.ts";
import { type AdminStore, openStore, placeOrder } from "../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let store: AdminStore;
let other: AdminStore;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.ownerPool.query("truncate shop cascade");
  store = await openStore(database);
  other = await openStore(database, "northwind-tea");
});

const list = () => listWaitingOrders(store.shopId);

describe("orders that wait for Shopify", () => {
  /** An order whose worth Shopify was asked about, so often in vain. */
  async function addWaiting(attempts: number): Promise<void> {
    await placeOrder(store);
    await database.ownerPool.query("update order_state set awaits_facts = true");
    await database.ownerPool.query("truncate outbox_message");
    await database.ownerPool.query(
      `insert into outbox_message (shop_id, id, kind, key, payload, attempts, next_attempt_at,
         last_error, created_at)
       values ($1, gen_random_uuid(), 'fetch_order_facts', '5123', '{"orderId":"5123"}', $2,
         '2026-03-01T13:00:00Z', $3, now())`,
      [store.shopId, attempts, attempts > 0 ? "status_503" : null],
    );
  }

  it("are listed once Shopify did not answer, with the next time it is asked", async () => {
    await addWaiting(3);
    const waiting = await list();
    expect(waiting).toMatchObject([
      {
        orderId: "5123",
        memberName: "Ada Byron",
        attempts: 3,
        reason: "status_503",
        nextAttemptAt: new Date("2026-03-01T13:00:00Z"),
      },
    ]);
    expect(await countAttention(store.shopId)).toMatchObject({ waitingOrders: 1 });
    expect(await countAttention(other.shopId)).toMatchObject({ waitingOrders: 0 });
  });

  it("are listed when nobody asks any more", async () => {
    await addWaiting(3);
    await database.ownerPool.query("update outbox_message set status = 'dead'");
    expect(await list()).toMatchObject([{ orderId: "5123", nextAttemptAt: null }]);
    await database.ownerPool.query("truncate outbox_message");
    expect(await list()).toMatchObject([{ orderId: "5123", attempts: 0 }]);
  });

  it("are no news while Shopify is asked for the first time, nor once they are counted", async () => {
    await addWaiting(0);
    expect(await list()).toEqual([]);
    await database.ownerPool.query("update outbox_message set attempts = 3, last_error = 'x'");
    await database.ownerPool.query("update order_state set awaits_facts = false");
    expect(await list()).toEqual([]);
  });
});
