// What waits for a person: dead letters are tried again or given up, privacy requests are answered.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withTransaction } from "../../../app/db/transaction.ts";
import { requestCustomerData } from "../../../app/usecases/request-customer-data.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, openStore, placeOrder } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { CUSTOMER_ID, PLACED_AT, refund } from "../../support/order-builder.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let other: AdminStore;
let page: typeof import("../../../app/routes/app.attention.tsx");
let file: typeof import("../../../app/routes/app_.privacy.$id.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.attention.tsx");
  file = await import("../../../app/routes/app_.privacy.$id.tsx");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query(
    `truncate session, shop, member, order_state, journal_entry, inbox_message, outbox_message,
      privacy_request, audit_event, redemption cascade`,
  );
  store = await openStore(database);
  other = await openStore(database, "northwind-tea");
  await database.ownerPool.query("truncate outbox_message");
});

const open = async () => page.loader(routeArguments(await bearerRequest("/app/attention")));
const send = async (json: unknown, handle = store.handle) =>
  page.action(routeArguments(await bearerRequest("/app/attention", { json, handle })));

const letterBody = '{"id":5123,"email":"ada@example.com"}';

async function addDeadLetter(shopId = store.shopId): Promise<string> {
  const { rows } = await database.ownerPool.query<{ id: string }>(
    `insert into inbox_message (shop_id, id, topic, webhook_id, ordering_key, body, received_at, status, attempts,
       next_attempt_at, last_error)
     values ($1, gen_random_uuid(), 'orders/paid', $2, 'order/5123', $3, now(), 'dead', 8, now(), 'no line items')
     returning id`,
    [shopId, randomUUID(), Buffer.from(letterBody)],
  );
  return rows[0]?.id ?? "";
}

async function addDeadDelivery(kind = "write_program"): Promise<string> {
  const { rows } = await database.ownerPool.query<{ id: string }>(
    `insert into outbox_message (shop_id, id, kind, key, payload, status, attempts, next_attempt_at,
       last_error, created_at)
     values ($1, gen_random_uuid(), $2, 'subject', '{}', 'dead', 10, now(), 'access denied', now())
     returning id`,
    [store.shopId, kind],
  );
  return rows[0]?.id ?? "";
}

async function addPrivacyRequest({ shopId }: AdminStore = store): Promise<string> {
  await withTransaction((tx) =>
    requestCustomerData(tx, {
      shopId,
      requestId: "9001",
      customerId: CUSTOMER_ID,
      now: PLACED_AT,
    }),
  );
  const { rows } = await database.pool.query<{ id: string }>(
    "select id from privacy_request where shop_id = $1",
    [shopId],
  );
  return rows[0]?.id ?? "";
}

async function readStatus(box: "inbox" | "outbox", id: string): Promise<string | undefined> {
  const { rows } = await database.pool.query(`select status from ${box}_message where id = $1`, [
    id,
  ]);
  return rows[0]?.status;
}

describe("dead letters", () => {
  it("show what they are about and why they failed, but not what is in them", async () => {
    await addDeadLetter();
    await addDeadDelivery();
    await addDeadLetter(other.shopId);
    const { letters } = await open();
    expect(letters).toHaveLength(2);
    expect(letters.find(({ box }) => box === "inbox")).toMatchObject({
      subject: "orders/paid",
      reason: "no line items",
      attempts: 8,
      payloadBytes: letterBody.length,
      orderId: "5123",
      isDiscardable: true,
      isReplayable: true,
    });
    expect(letters.find(({ box }) => box === "outbox")).toMatchObject({
      subject: "write_program",
      reason: "access denied",
    });
    expect(JSON.stringify(letters)).not.toContain("ada@example.com");
  });

  it("name the member whom they are about", async () => {
    const id = await addDeadDelivery("follow_program");
    const memberId = randomUUID();
    await database.ownerPool.query("update outbox_message set payload = $1", [{ memberId }]);
    expect((await open()).letters).toMatchObject([{ id, memberId, orderId: null }]);
  });

  it("are tried again", async () => {
    const [received, toSend] = [await addDeadLetter(), await addDeadDelivery()];
    expect(await send({ intent: "replay", box: "inbox", id: received })).toEqual({
      outcome: "replayed",
    });
    await send({ intent: "replay", box: "outbox", id: toSend });
    expect(await readStatus("inbox", received)).toBe("ready");
    expect(await readStatus("outbox", toSend)).toBe("ready");
    expect((await open()).letters).toEqual([]);
  });

  it("are given up with a reason, which is kept", async () => {
    const id = await addDeadLetter();
    const intent = { intent: "discard", box: "inbox", id, reason: " A test of our agency " };
    expect(await send(intent)).toEqual({ outcome: "discarded" });
    expect((await open()).letters).toEqual([]);
    const { rows } = await database.pool.query(
      "select actor, action, details from audit_event where action like 'dead_letter%'",
    );
    expect(rows).toMatchObject([{ actor: "merchant:12345", action: "dead_letter_discarded" }]);
    expect(JSON.stringify(rows)).toContain("A test of our agency");
  });

  it.each(["issue_voucher", "deactivate_voucher", "confirm_voucher_unused"])(
    "about vouchers are not given up, because points hang on them: %s",
    async (kind) => {
      const id = await addDeadDelivery(kind);
      expect((await open()).letters).toMatchObject([{ id, isDiscardable: false }]);
      const intent = { intent: "discard", box: "outbox", id, reason: "no longer needed" };
      expect((await thrownResponse(send(intent))).status).toBe(409);
      expect(await readStatus("outbox", id)).toBe("dead");
      await send({ intent: "replay", box: "outbox", id });
      expect(await readStatus("outbox", id)).toBe("ready");
    },
  );

  it.each(["", "  ", "x".repeat(201)])("are not given up with %j as reason", async (reason) => {
    const id = await addDeadLetter();
    expect(await send({ intent: "discard", box: "inbox", id, reason })).toMatchObject({
      outcome: "invalid",
      id,
      problem: expect.any(String),
    });
    expect(await readStatus("inbox", id)).toBe("dead");
  });

  it("that are too old have no contents, and can only be given up", async () => {
    const id = await addDeadLetter();
    await database.ownerPool.query("update inbox_message set body = null");
    expect((await open()).letters).toMatchObject([{ id, isReplayable: false, orderId: "5123" }]);
    const letter = { box: "inbox", id };
    expect((await thrownResponse(send({ intent: "replay", ...letter }))).status).toBe(404);
    expect(await readStatus("inbox", id)).toBe("dead");
    await send({ intent: "discard", ...letter, reason: "too old" });
    expect(await readStatus("inbox", id)).toBeUndefined();
  });

  it("of another store answer 404 and stay as they are", async () => {
    const id = await addDeadLetter(other.shopId);
    for (const intent of [
      { intent: "replay", box: "inbox", id },
      { intent: "discard", box: "inbox", id, reason: "none of yours" },
    ]) {
      expect((await thrownResponse(send(intent))).status).toBe(404);
    }
    expect(await readStatus("inbox", id)).toBe("dead");
  });

  it.each([null, {}, { intent: "replay" }, { intent: "replay", box: "inbox", id: "1" }])(
    "answer 400 to %j",
    async (json) => {
      expect((await thrownResponse(send(json))).status).toBe(400);
    },
  );
});

describe("privacy requests", () => {
  const download = async (id: string, handle = store.handle) =>
    file.loader(routeArguments(await bearerRequest(`/app/privacy/${id}`, { handle }), { id }));

  it("stand open with the day they are due", async () => {
    await placeOrder(store);
    await addPrivacyRequest();
    expect((await open()).requests).toMatchObject([
      { requestId: "9001", isKnown: true, dueAt: new Date("2026-03-31T12:00:00Z") },
    ]);
  });

  it("give the merchant everything that is kept about the person, in one file", async () => {
    await placeOrder(store);
    const answer = await download(await addPrivacyRequest());
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    expect(await answer.json()).toMatchObject({
      requestId: "9001",
      member: { email: "ada@example.com", firstName: "Ada", available: 80 },
      orders: [{ orderId: "5123", name: "#1001", points: 80 }],
      ledger: [{ kind: "accrual", postings: [{ from: "issued", to: "available", points: 80 }] }],
    });
  });

  it("tell the tier, what waits and until when points live", async () => {
    await placeOrder(store);
    const answer = await download(await addPrivacyRequest());
    expect(await answer.json()).toMatchObject({
      member: { tier: null, pending: 0, balanceExpiresAt: null, mergedCustomerIds: null },
      lots: [{ orderId: "5123", points: 80, available: 80, expiresAt: null, releasesAt: null }],
      tiers: [],
      units: [],
    });
  });

  it("hold each order as it is kept: its lines, amounts, codes and refunds", async () => {
    await placeOrder(store, {
      discountCodes: ["SPRING"],
      refunds: [refund({ id: "77", lines: [{ lineId: "1", quantity: 1 }] })],
    });
    expect(await (await download(await addPrivacyRequest())).json()).toMatchObject({
      orders: [
        {
          customerId: CUSTOMER_ID,
          placedAt: "2026-03-01T12:00:00.000Z",
          currency: "EUR",
          discountCodes: ["SPRING"],
          lines: [{ productId: "9001", quantity: 1, gross: "40.00", discount: "0.00" }],
          refunds: [{ id: "77", lines: [{ lineId: "1", quantity: 1 }] }],
        },
      ],
    });
  });

  it("of somebody who is no member give the orders that name them, until answered", async () => {
    await placeOrder(store, { financialStatus: "pending", fullyPaid: false });
    await placeOrder(store, { orderId: "5124", customerId: "7002" });
    const id = await addPrivacyRequest();
    expect((await open()).requests).toMatchObject([{ isKnown: true }]);
    const answer = await download(id);
    expect(await answer.json()).toMatchObject({ member: null, orders: [{ orderId: "5123" }] });
    await send({ intent: "answered", id });
    const { rows } = await database.pool.query("select customer_id from privacy_request");
    expect(rows).toEqual([{ customer_id: null }]);
  });

  it("of somebody of whom nothing is kept give a file that says so", async () => {
    const answer = await download(await addPrivacyRequest());
    expect(await answer.json()).toMatchObject({ member: null, orders: [], ledger: [] });
  });

  it("are closed once, by the member of staff who handed the data over", async () => {
    const id = await addPrivacyRequest();
    expect(await send({ intent: "answered", id })).toEqual({ outcome: "answered" });
    expect(await send({ intent: "answered", id })).toEqual({ outcome: "answered" });
    expect((await open()).requests).toEqual([]);
    const { rows } = await database.pool.query(
      "select action, subject from audit_event where action like 'privacy%'",
    );
    expect(rows).toEqual([
      { action: "privacy_request_answered", subject: `privacy_request/${id}` },
    ]);
  });

  it("of another store answer 404, to reading and to closing", async () => {
    const id = await addPrivacyRequest(other);
    expect((await thrownResponse(download(id))).status).toBe(404);
    expect((await thrownResponse(download("not-an-id"))).status).toBe(404);
    expect((await thrownResponse(send({ intent: "answered", id }))).status).toBe(404);
    const { rows } = await database.pool.query("select answered_at from privacy_request");
    expect(rows).toEqual([{ answered_at: null }]);
  });

  it("are refused to those without a session", async () => {
    const id = await addPrivacyRequest();
    const request = new Request(`https://regulars.example.com/app/privacy/${id}`);
    const answer = await thrownResponse(file.loader(routeArguments(request, { id })));
    expect(answer.status).toBe(302);
  });
});
