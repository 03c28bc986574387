// The worker handles every webhook once, in order where order matters, and lets none hold up the
// others.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dueNow } from "../../app/db/queue-head.ts";
import { MAX_ATTEMPTS } from "../../app/inbox/handle-messages.ts";
import { replayDeadLetter } from "../../app/usecases/replay-dead-letter.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { handleAll, readInboxRow, storeWebhooks } from "../support/inbox.ts";
import { balancesOf, openLoyaltyShop } from "../support/loyalty-shop.ts";
import { orderPayload } from "../support/order-payload.ts";
import type { OrderPayload } from "../support/order-payload.ts";

let db: TestDatabase;
let shopId: bigint;
let lastOrder = 10_000;

beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await openLoyaltyShop(db.pool);
});
afterAll(() => db.drop());

let customerId: string;
beforeEach(async () => {
  await db.pool.query("delete from inbox_message");
  customerId = String(++lastOrder);
});

function paid(order: OrderPayload = {}) {
  const orderId = String(++lastOrder);
  return {
    shopId,
    topic: "orders/paid" as const,
    body: orderPayload({ orderId, customerId, ...order }),
  };
}

async function available(): Promise<bigint> {
  return (await balancesOf(shopId, customerId)).available;
}

describe("a paid order", () => {
  test("becomes points, and its message is done and forgets its body", async () => {
    const [id = ""] = await storeWebhooks([paid({ price: "40.00" })]);
    await handleAll();
    expect(await available()).toBe(80n);
    expect(await readInboxRow(id)).toMatchObject({ status: "done", body: null, last_error: null });
  });

  test("is read in letters of all alphabets", async () => {
    const firstName = "Zoë 注文 🎁";
    await storeWebhooks([paid({ firstName })]);
    await handleAll();
    const { rows } = await db.pool.query(
      "select first_name from member where shop_id = $1 and shopify_customer_id = $2",
      [shopId, customerId],
    );
    expect(rows).toEqual([{ first_name: firstName }]);
  });

  test("that is delivered again under another id earns nothing more", async () => {
    const once = paid();
    await storeWebhooks([once, once]);
    await handleAll();
    await storeWebhooks([once]);
    await handleAll();
    expect(await available()).toBe(80n);
  });

  test("leaves the news of the balance in the outbox, once for all orders of a batch", async () => {
    await storeWebhooks([paid(), paid(), paid()]);
    await handleAll();
    const { rows } = await db.pool.query(
      `select revision from outbox_message join member on outbox_message.key = member.id::text
       where kind = 'write_member_balance' and shopify_customer_id = $1`,
      [customerId],
    );
    expect(rows).toEqual([{ revision: 0 }]);
  });
});

describe("several workers at once", () => {
  test("share a backlog: each order is credited once, and none is left", async () => {
    await storeWebhooks(Array.from({ length: 450 }, () => paid({ price: "1.00" })));
    const events = await Promise.all([handleAll(), handleAll(), handleAll()]);
    expect(await available()).toBe(900n);
    expect((await db.pool.query("select from inbox_message")).rowCount).toBe(0);
    expect(events.flat().filter(({ type }) => type !== "handled")).toEqual([]);
  });
});

describe("messages of one order", () => {
  const orderId = "424242";
  const news = (topic: "orders/paid" | "orders/updated") => ({
    shopId,
    topic,
    body: orderPayload({ orderId, customerId }),
  });

  test("wait for an earlier one that failed, while other orders go on", async () => {
    const [first = "", second = ""] = await storeWebhooks([
      news("orders/paid"),
      news("orders/updated"),
    ]);
    await db.pool.query(
      "update inbox_message set next_attempt_at = now() + interval '1 hour' where id = $1",
      [first],
    );
    const [other = ""] = await storeWebhooks([paid()]);
    await handleAll();
    expect(await readInboxRow(second)).toMatchObject({ status: "ready", attempts: 0 });
    expect(await readInboxRow(other)).toMatchObject({ status: "done" });
    await db.pool.query(`update inbox_message set next_attempt_at = ${dueNow}`);
    await handleAll();
    expect(await readInboxRow(first)).toMatchObject({ status: "done" });
    expect(await readInboxRow(second)).toMatchObject({ status: "done" });
  });

  test("do not wait for a dead letter", async () => {
    const broken = { ...news("orders/paid"), body: `{"id":${orderId},"name":` };
    const [first = "", second = ""] = await storeWebhooks([broken, news("orders/updated")]);
    await handleAll();
    expect(await readInboxRow(first)).toMatchObject({ status: "dead" });
    expect(await readInboxRow(second)).toMatchObject({ status: "done" });
  });
});

describe("a message that cannot be read", () => {
  test.each([
    ["no JSON", '{"id":1,"email":"ada@example.com"', "not_json: body"],
    ["nothing at all", "", "not_json: body"],
    ["no UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), "not_utf8: body"],
    ["bytes that no text of the database holds", Buffer.from([0x7b, 0, 0x7d]), "not_json: body"],
    ["a field missing", '{"id":1,"email":"ada@example.com"}', "missing_field: created_at"],
    ["another form", "[]", "bad_field: body"],
  ])(
    "%s: is dead at once, with a reason that repeats nothing of it",
    async (_what, body, reason) => {
      const [id = "", good = ""] = await storeWebhooks([
        { shopId, topic: "orders/paid", body },
        paid(),
      ]);
      const events = await handleAll();
      const row = await readInboxRow(id);
      expect(row).toMatchObject({ status: "dead", attempts: 1, last_error: reason });
      expect(row.body).not.toBeNull();
      expect(await readInboxRow(good)).toMatchObject({ status: "done" });
      expect(events).toContainEqual(expect.objectContaining({ type: "dead", reason }));
    },
  );
});

describe("a message that the database refuses", () => {
  beforeAll(async () => {
    await db.ownerPool.query(`
      create function refuse_order() returns trigger language plpgsql as $$
      begin raise exception 'the order of ada@example.com is refused'; end $$;
      create trigger refuse before insert on order_state for each row
        when (new.order_id like '666%') execute function refuse_order()`);
  });
  afterAll(() => db.ownerPool.query("drop trigger refuse on order_state"));
  const poison = () => ({
    shopId,
    topic: "orders/paid" as const,
    body: orderPayload({ orderId: `666${++lastOrder}`, customerId: "1" }),
  });

  test("fails alone: the others of its batch are handled, and it comes again later", async () => {
    const [before = "", bad = "", after = ""] = await storeWebhooks([paid(), poison(), paid()]);
    const events = await handleAll();
    expect(await readInboxRow(before)).toMatchObject({ status: "done" });
    expect(await readInboxRow(after)).toMatchObject({ status: "done" });
    expect(await available()).toBe(160n);
    const row = await readInboxRow(bad);
    expect(row).toMatchObject({ status: "ready", attempts: 1, last_error: "error P0001" });
    expect(row.wait_s).toBeGreaterThan(0.3);
    expect(row.wait_s).toBeLessThan(1);
    expect(events.map(({ type }) => type)).toEqual([
      "batch_failed",
      "handled",
      "failed",
      "handled",
    ]);
  });

  test("becomes a dead letter after its last attempt", async () => {
    const [bad = ""] = await storeWebhooks([poison()]);
    await db.pool.query("update inbox_message set attempts = $1", [MAX_ATTEMPTS - 1]);
    await handleAll();
    expect(await readInboxRow(bad)).toMatchObject({ status: "dead", attempts: MAX_ATTEMPTS });
  });
});

describe("a dead letter whose cause is repaired", () => {
  const letter = () => ({ box: "inbox" as const, actor: "mia@example.com", now: new Date() });

  test("is replayed by a person once, and its order is credited then", async () => {
    const faulty = `777${++lastOrder}`;
    await db.ownerPool.query(`
      create function miss_column() returns trigger language plpgsql as $$
      begin raise exception 'a column is missing'; end $$;
      create trigger fault before insert on order_state for each row
        when (new.order_id = '${faulty}') execute function miss_column()`);
    const order = (orderId: string) => ({
      shopId,
      topic: "orders/paid" as const,
      body: orderPayload({ orderId, customerId, price: "30.00" }),
    });
    const [bad = ""] = await storeWebhooks([order(faulty)]);
    await db.pool.query("update inbox_message set attempts = $1", [MAX_ATTEMPTS - 1]);
    await handleAll();
    const { status, body } = await readInboxRow(bad);
    expect({ status, hasBody: body !== null }).toEqual({ status: "dead", hasBody: true });

    const [other = ""] = await storeWebhooks([paid({ price: "10.00" })]);
    await handleAll();
    expect(await readInboxRow(other)).toMatchObject({ status: "done" });
    expect(await available()).toBe(20n);

    await db.ownerPool.query("drop trigger fault on order_state");
    expect(await replayDeadLetter({ shopId, id: bad, ...letter() })).toEqual({
      outcome: "replayed",
    });
    await handleAll();
    expect(await readInboxRow(bad)).toMatchObject({ status: "done", body: null });
    expect(await available()).toBe(80n);

    const again = await replayDeadLetter({ shopId, id: bad, ...letter() });
    expect(again).toEqual({ outcome: "refused", reason: "not_found" });
    await storeWebhooks([order(faulty)]);
    await handleAll();
    expect(await available()).toBe(80n);
    const { rows } = await db.pool.query(
      "select actor from audit_event where action = 'dead_letter_replayed' and subject = $1",
      [`inbox_message/${bad}`],
    );
    expect(rows).toEqual([{ actor: "mia@example.com" }]);
  });

  test("that was not repaired is dead again after its next attempt", async () => {
    const [bad = ""] = await storeWebhooks([{ shopId, topic: "orders/paid", body: "{" }]);
    await handleAll();
    await replayDeadLetter({ shopId, id: bad, ...letter() });
    await handleAll();
    expect(await readInboxRow(bad)).toMatchObject({ status: "dead", last_error: "not_json: body" });
  });
});

describe("a duplicate id", () => {
  afterEach(() => db.pool.query("delete from inbox_message"));

  test("after the message was handled is recognised, although it is gone", async () => {
    const once = { ...paid(), webhookId: randomUUID() };
    await storeWebhooks([once]);
    await handleAll();
    await storeWebhooks([once]);
    expect((await db.pool.query("select from inbox_message")).rowCount).toBe(0);
  });

  test("is recognised within one group, too", async () => {
    const once = { ...paid(), webhookId: randomUUID() };
    await storeWebhooks([once, paid(), once]);
    expect((await db.pool.query("select from inbox_message")).rowCount).toBe(2);
  });
});
