// What other systems told of members for whom Shopify has to be asked first.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import type { DeliveryOutcome } from "../../../app/outbox/delivery.ts";
import { type AskedAward, awardActions } from "../../../app/usecases/award-actions.ts";
import { receiveToldEvent } from "../../../app/usecases/integrations/receive-told-event.ts";
import {
  findToldQuestion,
  settleTold,
} from "../../../app/usecases/integrations/settle-told-event.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { type TestIntegration, addIntegration } from "../../support/integrations.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import { type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let integration: TestIntegration;
let customers = 81_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  const audience = { customerTags: ["VIP"] };
  const way = { id: "tasting", name: "Tasting", trigger: "custom", event: "tasting" } as const;
  const document = { ...PROGRAM_INPUT, waysToEarn: [{ ...way, points: "50", audience }] };
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, document);
  await world.signIn();
  integration = await addIntegration(shopId);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(() => world.clearFaults());

/** A member with these tags in the store, of whom a tasting is told. */
async function tellOf(tags: string[]): Promise<string> {
  customers += 1;
  customerId = String(customers);
  const email = `c${customerId}@example.com`;
  createCustomer(world.simulator.context, world.shop, { id: customerId, email, tags });
  await recordPaidOrder(shopId, { customerId, price: "10.00" });
  const received = await receiveToldEvent({
    shopId,
    integrationId: integration.id,
    key: randomUUID(),
    digest: "",
    trigger: "custom",
    subject: "tasting",
    named: { customerId },
    occurredAt: NOW,
    now: Date.now(),
  });
  if (received.outcome !== "received") throw new Error("The event was not received");
  return received.eventId;
}

async function deliver(eventId: string): Promise<DeliveryOutcome> {
  const { settleToldEvent } = await import("../../../app/outbox/deliveries/settle-told-event.ts");
  const kind = "settle_told_event";
  const message = { shopId, id: eventId, kind, key: eventId, payload: { eventId }, attempts: 1 };
  return settleToldEvent(message, AbortSignal.timeout(PATIENCE_MS));
}

const PATIENCE_MS = 10_000;

async function stateOf(eventId: string): Promise<object> {
  const { rows } = await db.pool.query<object>(
    "select outcome, reason, points from integration_event where id = $1",
    [eventId],
  );
  return rows[0] ?? {};
}

const available = async () => (await balancesOf(shopId, customerId)).available;

describe("an event that is rewarded for some customers", () => {
  test("earns once Shopify says that this is one", async () => {
    const eventId = await tellOf(["vip"]);
    expect(await deliver(eventId)).toEqual({ outcome: "sent" });
    expect(await stateOf(eventId)).toEqual({ outcome: "granted", reason: null, points: 50n });
    expect(await available()).toBe(70n);
  });

  test("earns nothing where Shopify says that it is none, and is not asked again", async () => {
    const eventId = await tellOf(["other"]);
    expect(await deliver(eventId)).toEqual({ outcome: "sent" });
    const reason = "wrong_customer";
    expect(await stateOf(eventId)).toEqual({ outcome: "refused", reason, points: 0n });
    await world.fail("*", "http_500", "before");
    expect(await deliver(eventId)).toEqual({ outcome: "sent" });
  });

  test("waits for Shopify's answer, and earns when it comes", async () => {
    const eventId = await tellOf(["vip"]);
    await world.fail("*", "http_500", "before");
    expect(await deliver(eventId)).toMatchObject({ outcome: "retry" });
    expect(await stateOf(eventId)).toMatchObject({ outcome: null });
    await world.clearFaults();
    expect(await deliver(eventId)).toEqual({ outcome: "sent" });
    expect(await available()).toBe(70n);
  });

  test("is given up where Shopify has not answered for a day", async () => {
    const eventId = await tellOf(["vip"]);
    await db.pool.query(
      "update integration_event set received_at = now() - interval '25 hours' where id = $1",
      [eventId],
    );
    await world.fail("*", "http_500", "before");
    expect(await deliver(eventId)).toEqual({ outcome: "sent" });
    expect(await stateOf(eventId)).toMatchObject({
      outcome: "refused",
      reason: "customer_unknown",
    });
  });

  test("asks in the next attempt what a new program wants to know, and then counts once", async () => {
    const eventId = await tellOf(["vip"]);
    // As if no way to earn had asked for tags a moment ago.
    expect(await settleTold({ shopId, id: eventId }, null, NOW)).toBe(false);
    const { rows } = await db.pool.query<{ payload: Omit<AskedAward, "shopId"> }>(
      "select payload from outbox_message where kind = 'award_action' order by created_at desc limit 1",
    );
    const asked = { shopId, ...(rows[0]?.payload as Omit<AskedAward, "shopId">) };
    const question = await findToldQuestion({ shopId, id: eventId }, NOW);
    if (question === null) throw new Error("Nothing is asked");
    const customer = { asked: question, tags: question.tags, segmentIds: [] };
    const given = await withTransaction((tx) => awardActions(tx, [{ ...asked, customer }], NOW));
    expect(given).toMatchObject([{ outcome: "granted", points: 50n }]);
    expect(await settleTold({ shopId, id: eventId }, customer, NOW + DAY_MS)).toBe(true);
    expect(await stateOf(eventId)).toEqual({ outcome: "granted", reason: null, points: 50n });
    expect(await available()).toBe(70n);
  });
});
