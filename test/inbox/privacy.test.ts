// Who asks to be forgotten is forgotten everywhere, and the books stay whole. Every column of every
// table is searched for what only that person has.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adjustPoints } from "../../app/usecases/adjust-points.ts";
import { discardDeadLetter } from "../../app/usecases/replay-dead-letter.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { HANDLED_AT, handleAll, storeWebhooks } from "../support/inbox.ts";
import { balancesOf, openLoyaltyShop } from "../support/loyalty-shop.ts";
import { orderPayload } from "../support/order-payload.ts";

let db: TestDatabase;
let shopId: bigint;
let otherShopId: bigint;

const canary = {
  customerId: "770011223344",
  email: "canary.person@example.com",
  firstName: "Canaria",
  lastName: "Serinus",
};
const phone = "+49 30 5550199";
/** Who of the merchant's staff did things in the admin. */
const staffId = "88004321";
const traces = [canary.email, canary.firstName, canary.lastName, canary.customerId, "5550199"];

beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await openLoyaltyShop(db.pool, { domain: "forgetful.myshopify.com" });
  otherShopId = await openLoyaltyShop(db.pool, { domain: "other.myshopify.com" });
});
afterAll(() => db.drop());

/** Every table and column whose text contains a trace, as `table: trace`. */
async function findTraces(ofShop: bigint, wanted = traces): Promise<string[]> {
  const { rows: tables } = await db.ownerPool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and c.relname <> '_prisma_migrations'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const scope = name === "session" ? "" : `where held.shop_id = ${ofShop}`;
    const bodies = name === "inbox_message" ? "|| convert_from(coalesce(body, ''), 'UTF8')" : "";
    for (const trace of wanted) {
      const { rows } = await db.ownerPool.query(
        `select from (select held.*::text ${bodies} as line from ${name} as held ${scope}) as lines
         where line ilike '%' || $1 || '%'`,
        [trace],
      );
      if (rows.length > 0) found.push(`${name}: ${trace}`);
    }
  }
  return found;
}

async function sumOfPostings(ofShop: bigint): Promise<unknown> {
  const { rows } = await db.pool.query(
    `select from_account, to_account, sum(points)::bigint as points, count(*) from posting
     where shop_id = $1 group by from_account, to_account order by 1, 2`,
    [ofShop],
  );
  return rows;
}

/**
 * A life in the app: two orders, a new address, an adjustment, a dead letter, and a message in
 * wait.
 */
async function live(ofShop: bigint): Promise<void> {
  const order = { shopId: ofShop, topic: "orders/paid" } as const;
  await storeWebhooks([
    { ...order, body: orderPayload({ ...canary, orderId: "900001" }) },
    { ...order, body: orderPayload({ ...canary, orderId: "900002" }) },
    { ...order, body: orderPayload({ orderId: "900003", customerId: "42" }) },
    { ...order, body: `{"id":900004,"email":"${canary.email}","customer":` },
    {
      shopId: ofShop,
      topic: "customers/update",
      body: JSON.stringify({
        id: Number(canary.customerId),
        email: canary.email,
        first_name: canary.firstName,
        last_name: canary.lastName,
        updated_at: "2026-03-02T10:00:00Z",
      }),
    },
  ]);
  await handleAll();
  const { rows } = await db.pool.query<{ id: string }>(
    "select id from member where shop_id = $1 and shopify_customer_id = $2",
    [ofShop, canary.customerId],
  );
  const adjusted = await adjustPoints({
    shopId: ofShop,
    memberId: rows[0]?.id ?? "",
    requestKey: "sorry",
    points: 10n,
    reason: `${canary.firstName} wrote from ${canary.email}`,
    actor: `merchant:${staffId}`,
    now: HANDLED_AT,
  });
  expect(adjusted).toEqual({ outcome: "adjusted" });
  await storeWebhooks([
    {
      shopId: ofShop,
      topic: "orders/updated",
      body: orderPayload({ ...canary, orderId: "900002" }),
    },
  ]);
  await db.pool.query(
    `update inbox_message set next_attempt_at = now() + interval '1 hour'
     where shop_id = $1 and status = 'ready'`,
    [ofShop],
  );
}

function redaction(ofShop: bigint) {
  return {
    shopId: ofShop,
    topic: "customers/redact" as const,
    body: JSON.stringify({
      shop_id: 1,
      shop_domain: "forgetful.myshopify.com",
      customer: { id: Number(canary.customerId), email: canary.email, phone },
      orders_to_redact: [900001],
    }),
  };
}

describe("customers/data_request", () => {
  test("opens a request with thirty days, once", async () => {
    await live(shopId);
    const body = JSON.stringify({
      customer: { id: Number(canary.customerId), email: canary.email, phone },
      orders_requested: [900001],
      data_request: { id: 9999 },
    });
    const request = { shopId, topic: "customers/data_request", body } as const;
    await storeWebhooks([request]);
    await handleAll();
    await storeWebhooks([request]);
    await handleAll();
    const { rows } = await db.pool.query("select * from privacy_request where shop_id = $1", [
      shopId,
    ]);
    expect(rows).toMatchObject([
      {
        request_id: "9999",
        member_id: expect.any(String) as string,
        requested_at: new Date(HANDLED_AT),
        due_at: new Date(HANDLED_AT + 30 * 86_400_000),
        answered_at: null,
      },
    ]);
  });

  test("of somebody who is no member opens one, too: an empty answer is an answer", async () => {
    const body = JSON.stringify({ customer: { id: 31337 }, data_request: { id: 10_000 } });
    await storeWebhooks([{ shopId, topic: "customers/data_request", body }]);
    await handleAll();
    const { rows } = await db.pool.query(
      "select member_id from privacy_request where request_id = '10000'",
    );
    expect(rows).toEqual([{ member_id: null }]);
  });
});

describe("customers/redact", () => {
  test("leaves no trace of the person in any table, and not a point changed", async () => {
    expect(await findTraces(shopId)).toEqual(
      expect.arrayContaining([
        `member: ${canary.email}`,
        `inbox_message: ${canary.email}`,
        `journal_entry: ${canary.firstName}`,
        `order_state: ${canary.customerId}`,
        `privacy_request: ${canary.customerId}`,
      ]),
    );
    const balances = await balancesOf(shopId, canary.customerId);
    const sums = await sumOfPostings(shopId);
    await storeWebhooks([redaction(shopId)]);
    await handleAll();
    expect(await findTraces(shopId)).toEqual([]);
    expect(await sumOfPostings(shopId)).toEqual(sums);
    const { rows } = await db.pool.query(
      `select available, reserved, shortfall from member
       where shop_id = $1 and redacted_at is not null`,
      [shopId],
    );
    expect(rows).toEqual([balances]);
  });

  test("asks Shopify anew about an order whose news it threw away", async () => {
    const { rows } = await db.pool.query(
      "select key from outbox_message where shop_id = $1 and kind = 'refetch_order' order by key",
      [shopId],
    );
    expect(rows).toEqual([{ key: "900002" }, { key: "900004" }]);
  });

  test("leaves other members of the shop alone", async () => {
    const { rows } = await db.pool.query(
      "select email from member where shop_id = $1 and shopify_customer_id = '42'",
      [shopId],
    );
    expect(rows).toEqual([{ email: "ada@example.com" }]);
  });

  test("may come again, and for somebody we never met", async () => {
    await storeWebhooks([redaction(shopId), redaction(otherShopId)]);
    const events = await handleAll();
    expect(events.map(({ type }) => type)).not.toContain("failed");
    expect(await findTraces(shopId)).toEqual([]);
  });

  test("does not reach into another shop", async () => {
    await live(otherShopId);
    await storeWebhooks([redaction(shopId)]);
    await handleAll();
    expect(await findTraces(otherShopId)).toContain(`member: ${canary.email}`);
  });
});

describe("shop/redact", () => {
  const shopRedact = () =>
    storeWebhooks([{ shopId: otherShopId, topic: "shop/redact", body: "{}" }]);

  test("is a dead letter while the shop has the app installed", async () => {
    await shopRedact();
    await handleAll();
    expect(await findTraces(otherShopId)).toContain(`member: ${canary.email}`);
  });

  test("forgets every person of the shop, its staff, contact and sessions; points stay", async () => {
    await db.pool.query(
      `update shop set uninstalled_at = now(), name = 'Other', contact_email = $2
       where shop_id = $1`,
      [otherShopId, canary.email],
    );
    await db.pool.query(
      "insert into session (id, shop, state, online_access_info) values ('s', $1, '', $2)",
      ["other.myshopify.com", canary.email],
    );
    await db.pool.query(
      `insert into audit_event (shop_id, id, actor, action, subject, details, recorded_at)
       values ($1, gen_random_uuid(), $2, 'dead_letter_discarded', 'inbox_message/1', $3, now())`,
      [otherShopId, `merchant:${staffId}`, { reason: `${canary.firstName} paid elsewhere` }],
    );
    await db.pool.query(
      `update program_version set created_by = $2, name = $3, notes = $3 where shop_id = $1`,
      [otherShopId, `merchant:${staffId}`, `As ${canary.firstName} wished`],
    );
    await db.pool.query(
      `insert into tier_change (shop_id, member_id, seq, id, to_tier, reason, effective_at, actor,
         recorded_at)
       select shop_id, id, 1, gen_random_uuid(), 'gold', 'manual', now(), $2, now()
       from member where shop_id = $1`,
      [otherShopId, `merchant:${staffId}`],
    );
    const sums = await sumOfPostings(otherShopId);
    await shopRedact();
    await handleAll();
    expect(await findTraces(otherShopId, [...traces, staffId])).toEqual([]);
    expect(await sumOfPostings(otherShopId)).toEqual(sums);
    const { rows } = await db.pool.query(
      `select name, contact_email, redacted_at is not null as redacted from shop
       where shop_id = $1`,
      [otherShopId],
    );
    expect(rows).toEqual([{ name: null, contact_email: null, redacted: true }]);
  });
});

describe("a dead letter that a person gives up", () => {
  test("forgets its contents", async () => {
    const [id = ""] = await storeWebhooks([
      { shopId, topic: "orders/paid", body: `{"id":1,"email":"${canary.email}"` },
    ]);
    await handleAll();
    const command = { shopId, box: "inbox", id, actor: "merchant:1", now: new Date() } as const;
    expect(await discardDeadLetter({ ...command, reason: "test order" })).toEqual({
      outcome: "discarded",
    });
    expect(await findTraces(shopId)).toEqual([]);
    expect(await discardDeadLetter({ ...command, shopId: otherShopId, reason: "" })).toMatchObject({
      outcome: "refused",
    });
  });
});
