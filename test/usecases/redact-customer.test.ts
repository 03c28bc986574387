// Who asks to be forgotten stays forgotten, whatever comes in before, during and after it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "../../app/db/transaction.ts";
import { exportPersonalData } from "../../app/queries/privacy-export.ts";
import { recordFacts } from "../../app/usecases/order-facts.ts";
import { discardDeadLetter } from "../../app/usecases/replay-dead-letter.ts";
import { recordUnits } from "../../app/usecases/tiers/record-units.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { HANDLED_AT, handleAll, storeWebhooks } from "../support/inbox.ts";
import { openLoyaltyShop } from "../support/loyalty-shop.ts";
import { orderPayload } from "../support/order-payload.ts";
import type { OrderPayload } from "../support/order-payload.ts";
import type { Topic } from "../../app/inbox/topics.ts";

let db: TestDatabase;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await openLoyaltyShop(db.pool, { domain: "forgetful.myshopify.com" });
});
afterAll(() => db.drop());

async function hear(topic: Topic, order: OrderPayload): Promise<void> {
  await storeWebhooks([{ shopId, topic, body: orderPayload(order) }]);
  await handleAll();
}

async function storeRedaction(customerId: string, orderIds: readonly string[] = []): Promise<void> {
  const body = JSON.stringify({
    customer: { id: Number(customerId), email: "ada@example.com" },
    orders_to_redact: orderIds.map(Number),
  });
  await storeWebhooks([{ shopId, topic: "customers/redact", body }]);
}

async function redact(customerId: string, orderIds: readonly string[] = []): Promise<void> {
  await storeRedaction(customerId, orderIds);
  await handleAll();
}

async function readOrder(orderId: string) {
  const { rows } = await db.pool.query<{ text: string; member: unknown; points: bigint }>(
    `select order_state::text as text, member_id as member, posted_points as points
     from order_state where shop_id = $1 and order_id = $2`,
    [shopId, orderId],
  );
  return rows[0];
}

async function countMembers(customerId: string): Promise<number> {
  const { rows } = await db.pool.query(
    "select from member where shop_id = $1 and shopify_customer_id = $2",
    [shopId, customerId],
  );
  return rows.length;
}

test("an order that was given to another customer forgets who paid it", async () => {
  const order = { orderId: "810001", customerId: "71000001" };
  await hear("orders/paid", order);
  await hear("orders/updated", {
    orderId: order.orderId,
    customerId: "71000002",
    financialStatus: "partially_paid",
    updatedAt: "2026-03-01T14:00:00+01:00",
  });
  expect((await readOrder(order.orderId))?.text).toContain(order.customerId);
  await redact(order.customerId);
  expect((await readOrder(order.orderId))?.text).not.toContain(order.customerId);
});

test("later news of a forgotten customer's order count, and bring nobody back", async () => {
  const order = { orderId: "820001", customerId: "72000001" };
  await hear("orders/paid", order);
  await redact(order.customerId);
  const held = await readOrder(order.orderId);
  await hear("orders/updated", {
    ...order,
    price: "50.00",
    updatedAt: "2026-03-01T14:00:00+01:00",
  });
  const changed = await readOrder(order.orderId);
  expect(changed).toMatchObject({ member: held?.member, points: 100n });
  expect(changed?.text).not.toContain(order.customerId);
  expect(await countMembers(order.customerId)).toBe(0);
});

test("an order forgets what its customer was like, and that it was asked for stays", async () => {
  const order = { orderId: "825001", customerId: "72500001" };
  await hear("orders/paid", order);
  const buyer = { askedAt: HANDLED_AT, tags: ["expecting"], segmentIds: ["5550001"], gap: null };
  const facts = { products: [], buyer, payments: [] };
  await recordFacts({ shopId, orderId: order.orderId }, facts, HANDLED_AT);
  expect((await readOrder(order.orderId))?.text).toContain("expecting");
  await redact(order.customerId);
  const { text = "" } = (await readOrder(order.orderId)) ?? {};
  expect(text).not.toMatch(/expecting|5550001/);
  expect(text).toContain("gone");
});

test("an order to be forgotten that was never heard of makes nobody a member", async () => {
  const order = { orderId: "830001", customerId: "73000001" };
  await redact(order.customerId, [order.orderId]);
  await hear("orders/paid", order);
  expect((await readOrder(order.orderId))?.text).not.toContain(order.customerId);
  expect(await countMembers(order.customerId)).toBe(0);
});

test("what staff wrote when they gave a letter up goes where it names the person", async () => {
  await hear("orders/paid", {
    orderId: "840001",
    customerId: "74000001",
    firstName: "Canaria",
  });
  for (const reason of ["canaria paid elsewhere", "a test order"]) {
    const [id = ""] = await storeWebhooks([{ shopId, topic: "orders/paid", body: "{" }]);
    await handleAll();
    const letter = { shopId, box: "inbox", id, actor: "merchant:1", now: new Date() } as const;
    await discardDeadLetter({ ...letter, reason });
  }
  await redact("74000001");
  const { rows } = await db.pool.query(
    `select details from audit_event where action = 'dead_letter_discarded' order by id`,
  );
  expect(rows).toEqual([{ details: {} }, { details: { reason: "a test order" } }]);
});

test("what staff wrote about a member is handed out on request, and goes with the person", async () => {
  await hear("orders/paid", { orderId: "810009", customerId: "71000009" });
  const memberId = String((await readOrder("810009"))?.member);
  await recordUnits({
    shopId,
    memberId,
    requestKey: "visit",
    counter: "visits",
    units: 1n,
    on: "2026-03-01",
    reason: "Came with a new knee",
    actor: "merchant:1",
    now: HANDLED_AT,
  });
  const asked = { customer: { id: 71_000_009 }, data_request: { id: 9 } };
  const body = JSON.stringify(asked);
  await storeWebhooks([{ shopId, topic: "customers/data_request", body }]);
  await handleAll();
  const { rows: requests } = await db.pool.query<{ id: string }>(
    "select id from privacy_request where shop_id = $1",
    [shopId],
  );
  const handed = await exportPersonalData(shopId, requests[0]?.id ?? "");
  expect(handed?.acts).toMatchObject([{ details: { reason: "Came with a new knee" } }]);
  await redact("71000009");
  const { rows } = await db.pool.query(
    "select details ->> 'reason' as reason from audit_event where shop_id = $1 and subject = $2",
    [shopId, `member/${memberId}`],
  );
  expect(rows).toEqual([{ reason: null }]);
});

test("whoever becomes a member while the redaction waits is forgotten as well", async () => {
  const customerId = "75000001";
  const [id] = await storeWebhooks([
    { shopId, topic: "orders/paid", body: orderPayload({ orderId: "850001", customerId }) },
  ]);
  let redacting: Promise<unknown> = Promise.resolve();
  await withTransaction(async (tx) => {
    await tx.query("select from inbox_message where id = $1 for no key update", [id]);
    await storeRedaction(customerId);
    redacting = handleAll();
    await expect.poll(countWaiting, { timeout: 10_000 }).toBe(1);
    await tx.query(
      `insert into member (shop_id, id, shopify_customer_id, email, enrolled_at)
       values ($1, gen_random_uuid(), $2, 'ada@example.com', $3)`,
      [shopId, customerId, new Date(HANDLED_AT)],
    );
  });
  await redacting;
  expect(await countMembers(customerId)).toBe(0);
});

async function countWaiting(): Promise<number> {
  const { rows } = await db.ownerPool.query(
    `select from pg_locks join pg_database on pg_database.oid = database or database is null
     where not granted and datname = current_database()`,
  );
  return rows.length;
}
