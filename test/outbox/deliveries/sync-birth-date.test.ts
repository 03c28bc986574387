// A date of birth here and in Shopify: whoever changed it has the say, and nothing that an attempt
// dies of makes one of them lose.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { localDateOf } from "../../../app/core/calendar/local-time.ts";
import { pool } from "../../../app/db/pool.ts";
import { enterBirthDate } from "../../../app/usecases/birthdays/enter-birth-date.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { findMetafield, setMetafield } from "../../../simulator/actions/metafields.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { handleAll, storeWebhooks } from "../../support/inbox.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const OLD = "1990-05-10";
const NEW = "1991-06-11";
const FIELD = { namespace: "facts", key: "birth_date" };
const birthday = { gift: { kind: "points" as const, points: "250" } };

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let customers = 8_000;
let customerId: string;
let memberId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  const document = { ...PROGRAM_INPUT, birthday };
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, document);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  customers += 1;
  customerId = String(customers);
  createCustomer(world.simulator.context, world.shop, {
    id: customerId,
    email: `${customerId}@x.de`,
  });
  await recordPaidOrder(shopId, { customerId, price: "10.00" });
  const { rows } = await pool().query<{ id: string }>(
    `select id from member where shop_id = $1 and shopify_customer_id = $2`,
    [shopId, customerId],
  );
  memberId = rows[0]?.id ?? "";
  await pool().query("delete from outbox_message where shop_id = $1", [shopId]);
});

const owner = () => `gid://shopify/Customer/${customerId}`;
const there = () => findMetafield(world.shop, owner(), FIELD.namespace, FIELD.key)?.value ?? null;
const sync = () => deliverOnce(shopId, "sync_birth_date", { memberId });

function enterThere(value: string): void {
  const { context } = world.simulator;
  setMetafield(context, world.shop, { ownerId: owner(), ...FIELD, type: "date", value });
}

const enterHere = (text: string, now = Date.now()) =>
  enterBirthDate({ shopId, customerId, text, now });

async function here() {
  const { rows } = await pool().query<{ date: string | null; agreed: string | null; set: Date }>(
    `select birth_date::text as date, birth_date_agreed::text as agreed, birth_date_set_at as set
      from member where shop_id = $1 and id = $2`,
    [shopId, memberId],
  );
  return rows[0];
}

async function waiting(kind: string): Promise<string[]> {
  const { rows } = await pool().query<{ key: string }>(
    `select key from outbox_message where shop_id = $1 and kind = $2 and status = 'ready'`,
    [shopId, kind],
  );
  return rows.map(({ key }) => key);
}

describe("a date that the member enters", () => {
  test("is written to Shopify, whose field for it is switched on", async () => {
    expect(await enterHere(OLD)).toEqual({ outcome: "entered", isNew: true });
    expect(await waiting("sync_birth_date")).toEqual([memberId]);
    expect(await sync()).toEqual({ outcome: "sent" });
    expect(there()).toBe(OLD);
    expect(await here()).toMatchObject({ date: OLD, agreed: OLD });
    const definitions = world.shop.metafieldDefinitions.filter(({ key }) => key === FIELD.key);
    expect(definitions).toHaveLength(1);
  });

  test("is written again, whatever an attempt dies of", async () => {
    await enterHere(OLD);
    for (const when of ["before", "after"] as const) {
      await world.fail("metafieldsSet", "http_500", when);
      expect((await sync()).outcome).toBe("retry");
    }
    expect(await sync()).toEqual({ outcome: "sent" });
    expect(there()).toBe(OLD);
    expect(await here()).toMatchObject({ agreed: OLD });
  });

  test("takes the place of what both had before", async () => {
    await enterHere(OLD);
    await sync();
    await enterHere(NEW);
    await sync();
    expect([there(), (await here())?.date]).toEqual([NEW, NEW]);
  });

  test("counts more than what was changed in Shopify meanwhile", async () => {
    await enterHere(OLD);
    await sync();
    enterThere("1980-01-01");
    await enterHere(NEW);
    await sync();
    expect([there(), (await here())?.date]).toEqual([NEW, NEW]);
  });

  test("the same again changes nothing, and starts no days of waiting", async () => {
    await enterHere(OLD, Date.UTC(2026, 2, 1));
    await sync();
    const before = await here();
    await pool().query("delete from outbox_message where shop_id = $1", [shopId]);
    const again = await enterHere(OLD, Date.UTC(2026, 3, 1));
    expect(again).toEqual({ outcome: "entered", isNew: false });
    expect(await here()).toEqual(before);
    expect(await waiting("sync_birth_date")).toEqual([]);
  });
});

describe("a date that stands in Shopify", () => {
  test("is taken over, and its days of waiting begin", async () => {
    enterThere(OLD);
    const before = Date.now();
    await sync();
    const now = await here();
    expect(now).toMatchObject({ date: OLD, agreed: OLD });
    expect(now?.set.getTime()).toBeGreaterThanOrEqual(before - 1_000);
  });

  test("that the store changed is the member's from then on", async () => {
    await enterHere(OLD);
    await sync();
    enterThere(NEW);
    await sync();
    expect([there(), (await here())?.date]).toEqual([NEW, NEW]);
  });

  test("that the store took away is forgotten", async () => {
    await enterHere(OLD);
    await sync();
    world.shop.metafields.delete(`${owner()} ${FIELD.namespace} ${FIELD.key}`);
    await sync();
    expect(await here()).toMatchObject({ date: null, agreed: null, set: null });
  });

  test.each([
    ["is no date", "soon"],
    ["is to come", "2999-01-01"],
    ["is a child's", localDateOf(Date.now() - 86_400_000, "UTC")],
  ])("and %s is left alone, and counts for nothing", async (_what, value) => {
    enterThere(value);
    expect(await sync()).toEqual({ outcome: "sent" });
    expect(await here()).toMatchObject({ date: null });
    expect(there()).toBe(value);
  });

  test("of a customer who is gone is nobody's", async () => {
    await enterHere(OLD);
    await world.without(customerId, async () => {
      expect(await sync()).toEqual({ outcome: "sent" });
    });
  });

  test("is looked at a minute after Shopify tells of a change of the customer", async () => {
    const body = JSON.stringify({ id: Number(customerId), email: "ada@example.com" });
    const news = { topic: "customers/update", body, shopId } as const;
    await storeWebhooks([{ ...news, webhookId: randomUUID() }]);
    await handleAll();
    expect(await waiting("sync_birth_date")).toEqual([memberId]);
  });

  test("of many members is read at once, and looked at where it changed", async () => {
    enterThere(OLD);
    await deliverOnce(shopId, "read_birth_dates", { memberIds: [memberId] });
    expect(await waiting("sync_birth_date")).toEqual([memberId]);
    await sync();
    await pool().query("delete from outbox_message where shop_id = $1", [shopId]);
    await deliverOnce(shopId, "read_birth_dates", { memberIds: [memberId, randomUUID()] });
    expect(await waiting("sync_birth_date")).toEqual([]);
  });
});

describe("what is refused is kept nowhere", () => {
  test.each([
    ["1990-02-30", "not_a_date"],
    ["", "not_a_date"],
    ["2999-01-01", "in_future"],
    ["1890-01-01", "too_old"],
    [localDateOf(Date.now() - 86_400_000, "UTC"), "too_young"],
  ])("%s as %s", async (text, reason) => {
    expect(await enterHere(text)).toEqual({ outcome: "refused", reason, minimumAge: 16 });
    expect(await here()).toMatchObject({ date: null });
    expect(await waiting("sync_birth_date")).toEqual([]);
  });

  test("and so is a date where the program knows no birthdays", async () => {
    const plain = await openLoyaltyShop(db.pool, { domain: `${randomUUID()}.myshopify.com` });
    const asked = { shopId: plain, customerId, text: OLD, now: Date.now() };
    expect(await enterBirthDate(asked)).toMatchObject({ reason: "not_asked" });
  });
});

test("a customer who has ordered nothing yet becomes a member with their date", async () => {
  const entered = { shopId, customerId: "8999", text: OLD, now: Date.now() };
  expect(await enterBirthDate(entered)).toEqual({ outcome: "entered", isNew: true });
  const { rows } = await pool().query(
    `select from member where shop_id = $1 and shopify_customer_id = '8999'`,
    [shopId],
  );
  expect(rows).toHaveLength(1);
});
