// A batch locks orders before members, and members in one sorted run, as every other transaction
// does: nobody waits in a circle.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { handleAll, readInboxRow, storeWebhooks } from "../support/inbox.ts";
import { untilSomebodyWaitsFor } from "../support/lock-waits.ts";
import { openLoyaltyShop } from "../support/loyalty-shop.ts";
import { orderPayload } from "../support/order-payload.ts";

let db: TestDatabase;
let shopId: bigint;
beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await openLoyaltyShop(db.pool);
});
afterAll(() => db.drop());

describe("a batch with an order and its customer", () => {
  const order = { orderId: "5123", customerId: "7001" };

  test.each([
    [
      "customers/update",
      { id: 7001, email: "new@example.com", updated_at: "2026-03-02T10:00:00Z" },
    ],
    ["customers/delete", { id: 7001 }],
  ] as const)("holds no member while it waits for the order (%s)", async (topic, customer) => {
    await storeWebhooks([{ shopId, topic: "orders/paid", body: orderPayload(order) }]);
    await handleAll();
    const other = await db.ownerPool.connect();
    try {
      await other.query("begin");
      const { rows } = await other.query<{ pid: number }>("select pg_backend_pid() as pid");
      await other.query("select from order_state where shop_id = $1 for update", [shopId]);
      await storeWebhooks([
        { shopId, topic, body: JSON.stringify(customer) },
        { shopId, topic: "orders/updated", body: orderPayload(order) },
      ]);
      const handled = handleAll();
      await untilSomebodyWaitsFor(db, rows[0]?.pid ?? 0);
      const locked = await other.query("select from member where shop_id = $1 for update nowait", [
        shopId,
      ]);
      expect(locked.rowCount).toBe(1);
      await other.query("commit");
      const events = await handled;
      expect(events.map(({ type }) => type)).not.toContain("failed");
    } finally {
      await other.query("rollback");
      other.release();
    }
  });
});

describe("a batch with an order and another customer's news", () => {
  const merge = {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/8002",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/8009",
    status: "completed",
  };

  test.each([
    [
      "customers/update",
      { id: 8002, email: "new@example.com", updated_at: "2026-03-02T10:00:00Z" },
    ],
    ["customers/delete", { id: 8002 }],
    ["customers/merge", merge],
  ] as const)("holds one sorted run of members at a time (%s)", async (topic, customer) => {
    await storeWebhooks(
      ["8001", "8002"].map((customerId) => ({
        shopId,
        topic: "orders/paid" as const,
        body: orderPayload({ orderId: `6${customerId}`, customerId }),
      })),
    );
    await handleAll();
    const other = await db.ownerPool.connect();
    const lock = (customerId: string) =>
      other.query(
        `select from member where shop_id = $1 and shopify_customer_id = $2 for update nowait`,
        [shopId, customerId],
      );
    try {
      await other.query("begin");
      const { rows } = await other.query<{ pid: number }>("select pg_backend_pid() as pid");
      await lock("8002");
      await storeWebhooks([
        {
          shopId,
          topic: "orders/paid",
          body: orderPayload({ orderId: `7${topic.length}8001`, customerId: "8001" }),
        },
        { shopId, topic, body: JSON.stringify(customer) },
      ]);
      const handled = handleAll();
      await untilSomebodyWaitsFor(db, rows[0]?.pid ?? 0);
      expect((await lock("8001")).rowCount).toBe(1);
      await other.query("commit");
      const events = await handled;
      expect(events.map(({ type }) => type)).not.toContain("failed");
    } finally {
      await other.query("rollback");
      other.release();
    }
  });
});

describe("a message that has to be handled alone", () => {
  const merge = {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/8102",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/8101",
    status: "completed",
  };
  const paid = (customerId: string, orderId: string) => ({
    shopId,
    topic: "orders/paid" as const,
    body: orderPayload({ orderId, customerId }),
  });

  test("holds up no others while it runs", async () => {
    await storeWebhooks([paid("8101", "68101"), paid("8102", "68102")]);
    await handleAll();
    const other = await db.ownerPool.connect();
    try {
      await other.query("begin");
      const { rows } = await other.query<{ pid: number }>("select pg_backend_pid() as pid");
      await other.query(
        "select from member where shop_id = $1 and shopify_customer_id = '8101' for update",
        [shopId],
      );
      const ids = await storeWebhooks([
        { shopId, topic: "customers/merge", body: JSON.stringify(merge) },
        paid("8103", "78103"),
      ]);
      const handled = handleAll();
      await untilSomebodyWaitsFor(db, rows[0]?.pid ?? 0);
      await handleAll();
      const [merger, order] = await Promise.all(ids.map(readInboxRow));
      expect([merger?.status, order?.status]).toEqual(["ready", "done"]);
      await other.query("commit");
      await handled;
      expect(await readInboxRow(ids[0] ?? "")).toMatchObject({ status: "done" });
    } finally {
      await other.query("rollback");
      other.release();
    }
  });
});
