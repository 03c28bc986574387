// What other systems told becomes points once, or the reason why not, and names nobody afterwards.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { forgetIntegrations } from "../../../app/db/integration-event-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import type { DeliveryOutcome } from "../../../app/outbox/delivery.ts";
import { exportPersonalData } from "../../../app/queries/privacy-export.ts";
import { requestCustomerData } from "../../../app/usecases/request-customer-data.ts";
import { redactCustomer } from "../../../app/usecases/redact-customer.ts";
import { mergeCustomers } from "../../../app/usecases/merge-customers.ts";
import { type ApiAnswer, readAnswer, signedRequest } from "../../support/api-client.ts";
import { routeArguments } from "../../support/admin-requests.ts";
import { type TestIntegration, addIntegration } from "../../support/integrations.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { balancesOf, recordPaidOrder } from "../../support/loyalty-shop.ts";
import {
  EVENTS,
  REVIEWS,
  TOLD_AT,
  type ToldStore,
  openToldStore,
} from "../../support/told-store.ts";

let store: ToldStore;
let shopId: bigint;
let key: TestIntegration;
let customerId: string;
let customers = 8_000;
let outcome: typeof import("../../../app/routes/api.v1.events_.$id.ts");

beforeAll(async () => {
  store = await openToldStore();
  ({ shopId } = store);
  outcome = await import("../../../app/routes/api.v1.events_.$id.ts");
  key = await addIntegration(shopId);
});
afterAll(async () => {
  await assertLedgerAddsUp(store.db.pool);
  await store.close();
});
/** A member with 100 points of an order, and an address of their own. */
beforeEach(async () => {
  customers += 1;
  customerId = String(customers);
  await recordPaidOrder(shopId, { customerId });
  await store.db.pool.query("update integration set busy_until = null");
  await store.db.pool.query(
    "update member set email = $2 where shop_id = $1 and shopify_customer_id = $3",
    [shopId, `c${customerId}@example.com`, customerId],
  );
});

/** One attempt of the delivery, as the outbox would make it. */
async function settle(eventId: string): Promise<DeliveryOutcome> {
  const { settleToldEvent } = await import("../../../app/outbox/deliveries/settle-told-event.ts");
  const kind = "settle_told_event";
  const message = { shopId, id: eventId, kind, key: eventId, payload: { eventId }, attempts: 1 };
  return settleToldEvent(message, AbortSignal.timeout(PATIENCE_MS));
}

const PATIENCE_MS = 10_000;

/** Tells it and settles it, as a worker does. Answers the event's id. */
async function tell(body: object, idempotencyKey: string = randomUUID()): Promise<string> {
  const path = "reviewId" in body ? REVIEWS : EVENTS;
  const { status, json } = await store.send(key, path, { body, idempotencyKey });
  expect(status).toBe(202);
  const eventId = String(json["id"]);
  expect(await settle(eventId)).toEqual({ outcome: "sent" });
  return eventId;
}

const workshop = (member: object = { customerId }) => ({ event: "workshop", member });

async function read(id: string, as: TestIntegration = key): Promise<ApiAnswer> {
  const request = signedRequest(as, `/api/v1/events/${id}`);
  return readAnswer(request, await outcome.loader(routeArguments(request, { id })));
}

const available = async () => (await balancesOf(shopId, customerId)).available;

describe("an event of a member", () => {
  test("earns what its way to earn says, and its integration may read that", async () => {
    const id = await tell(workshop());
    expect(await available()).toBe(150n);
    expect(await read(id)).toMatchObject({
      status: 200,
      json: {
        id,
        event: "workshop",
        status: "granted",
        points: 50,
        reason: null,
        awards: [{ way: "workshop-points", points: 50 }],
      },
    });
  });

  test("may name them by their address, however it is written", async () => {
    await tell(workshop({ email: `C${customerId}@Example.com` }));
    expect(await available()).toBe(150n);
  });

  test("is settled once, however often it is delivered", async () => {
    const eventId = await tell(workshop());
    await settle(eventId);
    await Promise.all([1, 2, 3].map(() => settle(eventId)));
    expect(await available()).toBe(150n);
  });

  test("earns until the limit of its way to earn is reached", async () => {
    for (let time = 0; time < 3; time++) await tell(workshop());
    const id = await tell(workshop());
    expect(await available()).toBe(250n);
    expect((await read(id)).json).toMatchObject({
      status: "refused",
      reason: "limit_reached",
      points: 0,
      awards: [],
    });
  });

  test("names nobody once it is settled", async () => {
    const id = await tell(workshop());
    const { rows } = await store.db.pool.query(
      "select named, member_id is not null as has_member from integration_event where id = $1",
      [id],
    );
    expect(rows).toEqual([{ named: null, has_member: true }]);
  });

  test("is read as received until it is settled", async () => {
    const { json } = await store.send(key, EVENTS, { body: workshop() });
    expect((await read(String(json["id"]))).json).toMatchObject({
      status: "received",
      points: 0,
      reason: null,
    });
  });

  test("is not found by another integration, nor by a key without the permission", async () => {
    const id = await tell(workshop());
    const other = await addIntegration(shopId, { name: "Other" });
    expect((await read(id, other)).status).toBe(404);
    expect((await read(randomUUID())).status).toBe(404);
    expect((await read("1")).status).toBe(404);
    const blind = await addIntegration(shopId, { name: "Blind", scopes: ["events:write"] });
    expect((await read(id, blind)).status).toBe(403);
  });
});

describe("an event of somebody else", () => {
  test.each([{ customerId: "1" }, { email: "nobody@example.com" }])(
    "%j is no member's, and enrols nobody",
    async (member) => {
      const before = await store.db.pool.query("select count(*) from member");
      const id = await tell(workshop(member));
      expect((await read(id)).json).toMatchObject({ status: "refused", reason: "not_a_member" });
      expect((await store.db.pool.query("select count(*) from member")).rows).toEqual(before.rows);
    },
  );

  test("who was merged into a member is that member's", async () => {
    const goneId = String((customers += 1));
    await recordPaidOrder(shopId, { customerId: goneId });
    await withTransaction((tx) =>
      mergeCustomers(
        tx,
        shopId,
        { keptCustomerId: customerId, goneCustomerId: goneId },
        TOLD_AT.getTime(),
      ),
    );
    await tell(workshop({ customerId: goneId }));
    expect(await available()).toBe(250n);
  });

  test("who is to be forgotten before it is settled earns nothing and is named nowhere", async () => {
    const secret = `order-of-c${customerId}@example.com`;
    const body = workshop({ email: `c${customerId}@example.com` });
    const { json } = await store.send(key, EVENTS, { body, idempotencyKey: secret });
    const eventId = String(json["id"]);
    const settled = await tell({ reviewId: secret, member: { customerId } });
    await withTransaction((tx) =>
      redactCustomer(tx, {
        shopId,
        customerId,
        email: null,
        phone: null,
        orderIds: [],
        messageId: randomUUID(),
        now: TOLD_AT.getTime(),
      }),
    );
    await settle(eventId);
    expect((await read(eventId)).json).toMatchObject({ status: "refused", reason: "forgotten" });
    expect((await read(settled)).json).toMatchObject({ status: "granted", reviewId: "forgotten" });
    const { rows } = await store.db.pool.query("select * from integration_event");
    expect(
      JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? `${value}` : value)),
    ).not.toContain(`c${customerId}@example.com`);
  });
});

describe("a review", () => {
  test("earns once, under whichever Idempotency-Key it is told", async () => {
    const body = { reviewId: `R-${customerId}`, member: { customerId } };
    await tell(body);
    const again = await tell(body);
    expect(await available()).toBe(120n);
    expect((await read(again)).json).toMatchObject({
      reviewId: body.reviewId,
      status: "refused",
      reason: "told_before",
    });
  });

  test("of another name earns, too", async () => {
    for (const reviewId of ["A", "B"]) {
      await tell({ reviewId: `${reviewId}-${customerId}`, member: { customerId } });
    }
    expect(await available()).toBe(140n);
  });
});

test("old events are deleted, and what they earned is not earned again", async () => {
  const body = workshop();
  const idempotencyKey = randomUUID();
  await tell(body, idempotencyKey);
  const { deleteOldToldEvents } = await import("../../../app/db/integration-event-store.ts");
  await store.db.pool.query(
    "update integration_event set received_at = received_at - interval '5 years'",
  );
  expect(await deleteOldToldEvents(store.db.pool, 400, 1_000)).toBeGreaterThan(0);
  const { rows } = await store.db.pool.query(
    "select 1 from integration_event where settled_at is not null",
  );
  expect(rows).toEqual([]);
  const again = await tell(body, idempotencyKey);
  expect((await read(again)).json).toMatchObject({ status: "refused", reason: "told_before" });
  expect(await available()).toBe(150n);
});

test("what was told of a member is handed over when they ask for their data", async () => {
  await tell(workshop());
  const now = TOLD_AT.getTime();
  await withTransaction((tx) =>
    requestCustomerData(tx, { shopId, requestId: randomUUID(), customerId, now }),
  );
  const { rows } = await store.db.pool.query<{ id: string }>(
    "select id from privacy_request where shop_id = $1 and customer_id = $2",
    [shopId, customerId],
  );
  const handed = await exportPersonalData(shopId, rows[0]?.id ?? "");
  expect(handed?.told).toMatchObject([
    { by: "Till", trigger: "custom", subject: "workshop", outcome: "granted", points: 50 },
  ]);
});

test("a store that is to be forgotten has no keys any more, and waits for nobody", async () => {
  const { otherShopId } = store;
  const other = await addIntegration(otherShopId, { name: "Someone’s till" });
  const member = { email: "ada@example.com" };
  await store.send(other, EVENTS, { body: workshop(member), idempotencyKey: member.email });
  await withTransaction((tx) => forgetIntegrations(tx, otherShopId, TOLD_AT.getTime()));
  const { rows } = await store.db.pool.query(
    `select secret, name, revoked_at is not null as is_revoked, named, reason,
       told.key = $2 as has_key
     from integration join integration_event as told using (shop_id) where shop_id = $1`,
    [otherShopId, member.email],
  );
  expect(rows).toEqual([
    { secret: null, name: "", is_revoked: true, named: null, reason: "forgotten", has_key: false },
  ]);
  expect(JSON.stringify(rows)).not.toContain(member.email);
  expect((await store.send(other, EVENTS)).status).toBe(401);
});
