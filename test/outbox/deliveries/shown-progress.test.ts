// How far members are is written beside their balance: as it is then, for as long as it is right.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { publishedTiers } from "../../../app/outbox/deliveries/published-tiers.ts";
import { tiers as tiersSchema } from "../../../app/core/program/tier-terms.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { findMetafield } from "../../../simulator/actions/metafields.ts";
import { resolveNamespace } from "../../../simulator/app-declaration.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import { CUSTOMER, deliverOnce, startSimulatedShop } from "../../support/simulated-shop.ts";
import type { SimulatedShop } from "../../support/simulated-shop.ts";

const spend = (atLeast: string) => ({
  anyOf: [{ allOf: [{ counter: "spend" as const, atLeast }] }],
});
const tiers = {
  window: { kind: "lifetime" },
  list: [
    { id: "silver", name: "Silver", enter: spend("10000") },
    { id: "gold", name: "Gold", enter: spend("50000") },
  ],
} as const satisfies ProgramDocumentInput["tiers"];

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  const document = { ...PROGRAM_INPUT, tiers, pending: { kind: "days" as const, days: 14 } };
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, document);
  await world.signIn();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(() => pool().query("delete from outbox_message where shop_id = $1", [shopId]));

function shown(customerId = CUSTOMER): unknown {
  const namespace = resolveNamespace(world.simulator.context.app, "$app");
  const owner = `gid://shopify/Customer/${customerId}`;
  const value = findMetafield(world.shop, owner, namespace, "progress")?.value;
  return value === undefined ? undefined : JSON.parse(value);
}

async function waiting() {
  const { rows } = await pool().query<{ kind: string; payload: { memberId: string } }>(
    `select kind, payload from outbox_message
      where shop_id = $1 and kind in ('write_member_balance', 'write_member_balances')`,
    [shopId],
  );
  return rows;
}

const key = publishedTiers(tiersSchema.parse(tiers), "EUR")?.key;

test("an order whose points still wait asks for it to be written, once for the batch", async () => {
  await recordPaidOrder(shopId, { price: "43.00" });
  const [message, ...others] = await waiting();
  expect([message?.kind, others]).toEqual(["write_member_balance", []]);
  await deliverOnce(shopId, "write_member_balance", message?.payload ?? { memberId: "" });
  expect(shown()).toEqual({
    key,
    tier: "silver",
    share: 430,
    ways: [[{ counter: "spend", amount: "57.00" }]],
    through: null,
  });
});

test("in a store without tiers nothing is written for points that still wait", async () => {
  const document = { ...PROGRAM_INPUT, pending: { kind: "days" as const, days: 14 } };
  const other = await openLoyaltyShop(db.pool, { domain: "no-tiers.myshopify.com" }, document);
  await recordPaidOrder(other, { price: "43.00" });
  const { rows } = await pool().query(
    "select kind from outbox_message where shop_id = $1 and kind like 'write_member_balance%'",
    [other],
  );
  expect(rows).toEqual([]);
});

test("whoever has reached the last tier has nothing ahead", async () => {
  const customerId = "7788";
  createCustomer(world.simulator.context, world.shop, { id: customerId, email: "t@example.com" });
  await recordPaidOrder(shopId, { price: "900.00", customerId });
  const { rows } = await pool().query<{ id: string }>(
    "select id from member where shop_id = $1 and shopify_customer_id = $2",
    [shopId, customerId],
  );
  await deliverOnce(shopId, "write_member_balances", { memberIds: rows.map(({ id }) => id) });
  expect(shown(customerId)).toMatchObject({ key, tier: null, ways: [] });
});

test("the key changes with what leads into tiers, and with nothing else", () => {
  const keyOf = (changes: object) =>
    publishedTiers(tiersSchema.parse({ ...tiers, ...changes }), "EUR")?.key;
  const [silver, gold] = tiers.list;
  expect(keyOf({ graceDays: 9 })).toBe(key);
  expect(keyOf({ list: [{ ...silver, name: "Argent", benefits: ["Tea"] }, gold] })).toBe(key);
  expect(keyOf({ list: [{ ...silver, enter: spend("10001") }, gold] })).not.toBe(key);
  expect(keyOf({ window: { kind: "calendar_year" } })).not.toBe(key);
  expect(keyOf({ qualifyingPoints: "base" })).not.toBe(key);
});
