// Balances of many members after work in bulk: few calls, no customer forgotten, and the newest
// balance last, whoever writes at the same time.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { enqueueBalances } from "../../../app/db/publication-store.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { findMetafield } from "../../../simulator/actions/metafields.ts";
import { resolveNamespace } from "../../../simulator/app-declaration.ts";
import { requestRedemption } from "../../../app/usecases/request-redemption.ts";
import { undoRedemption } from "../../../app/usecases/undo-redemption.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import { CUSTOMER, deliverOnce, startSimulatedShop } from "../../support/simulated-shop.ts";
import type { SimulatedShop } from "../../support/simulated-shop.ts";

const OTHER = "7777";

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let memberIds: string[];

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  createCustomer(world.simulator.context, world.shop, { id: OTHER, email: "bo@example.com" });
  const kind = "exclusive_product" as const;
  const rare = { id: "rare", kind, points: "4", productIds: ["9001"] };
  const document = { ...PROGRAM_INPUT, rewards: [rare] };
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, document);
  await recordPaidOrder(shopId, { price: "40.00" });
  await recordPaidOrder(shopId, { price: "10.00", customerId: OTHER });
  const { rows } = await pool().query<{ id: string }>(
    "select id from member where shop_id = $1 order by shopify_customer_id",
    [shopId],
  );
  memberIds = rows.map(({ id }) => id);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  await pool().query("delete from outbox_message where shop_id = $1", [shopId]);
});

function metafieldOf(customerId: string, key: string): string | undefined {
  const namespace = resolveNamespace(world.simulator.context.app, "$app");
  const owner = `gid://shopify/Customer/${customerId}`;
  return findMetafield(world.shop, owner, namespace, key)?.value;
}

const balanceOf = (customerId: string) => metafieldOf(customerId, "balance");

/** Members whose balance waits to be written by itself. */
async function waiting(): Promise<string[]> {
  const { rows } = await pool().query<{ key: string }>(
    `select key from outbox_message
      where shop_id = $1 and kind = 'write_member_balance' and status = 'ready' order by key`,
    [shopId],
  );
  return rows.map(({ key }) => key);
}

/** Makes a change while Shopify takes its time over the call of a delivery. */
async function whileWriting(
  delivery: () => ReturnType<typeof deliverOnce>,
  change: () => Promise<unknown>,
): ReturnType<typeof deliverOnce> {
  await world.fail("SetMetafield", "slow", "before");
  const outcome = delivery();
  const armed = new URL("/_control/faults", world.simulator.origin);
  await expect.poll(async () => (await fetch(armed)).json()).toEqual([]);
  await change();
  return outcome;
}

describe("balances of several members", () => {
  test("are written in one call, as they are at that moment", async () => {
    expect(await deliverOnce(shopId, "write_member_balances", { memberIds })).toEqual({
      outcome: "sent",
    });
    expect(balanceOf(CUSTOMER)).toBe("80");
    expect(balanceOf(OTHER)).toBe("20");
    expect(await waiting()).toEqual([]);
  });

  test("are written one by one where a customer among them is gone", async () => {
    await world.without(OTHER, async () => {
      expect(await deliverOnce(shopId, "write_member_balances", { memberIds })).toEqual({
        outcome: "sent",
      });
    });
    expect(await waiting()).toEqual(memberIds.toSorted());
  });

  test("that changed while they were written are written once more", async () => {
    const outcome = await whileWriting(
      () => deliverOnce(shopId, "write_member_balances", { memberIds }),
      () => recordPaidOrder(shopId, { price: "1.00", customerId: OTHER }),
    );
    expect(outcome).toEqual({ outcome: "sent" });
    expect(balanceOf(OTHER)).toBe("20");
    expect(await waiting()).toEqual([memberIds[1]]);
  });

  test("are tried again where Shopify does not answer", async () => {
    await world.fail("SetMetafield", "http_500", "before");
    expect(await deliverOnce(shopId, "write_member_balances", { memberIds })).toMatchObject({
      outcome: "retry",
    });
  });
});

test("a single balance that others changed while it was written is written once more", async () => {
  const [memberId = ""] = memberIds;
  await whileWriting(
    () => deliverOnce(shopId, "write_member_balance", { memberId }),
    () =>
      pool().query("update member set available = available - 1 where id = $1 and shop_id = $2", [
        memberId,
        shopId,
      ]),
  );
  expect(await waiting()).toEqual([memberId]);
});

test("what a member may see is written with the balance, and taken away when it is undone", async () => {
  const [memberId = ""] = memberIds;
  const [now, agreed] = [Date.now(), { points: 4n, amountMinor: null, percent: null }];
  const wish = { rewardId: "rare", agreed, choice: null, requestKey: randomUUID() };
  const redeemed = await requestRedemption({ shopId, customerId: CUSTOMER, ...wish }, now);
  if (redeemed.outcome !== "accepted") throw new Error(redeemed.reason);
  expect(await waiting()).toEqual([memberId]);
  await deliverOnce(shopId, "write_member_balance", { memberId });
  const entitlement = { rewardId: "rare", productIds: ["9001"], collectionIds: [], until: null };
  expect(metafieldOf(CUSTOMER, "entitlements")).toBe(JSON.stringify([entitlement]));
  await deliverOnce(shopId, "write_member_balances", { memberIds });
  expect(metafieldOf(OTHER, "entitlements")).toBeUndefined();
  const { id: redemptionId } = redeemed.redemption;
  const who = { shopId, memberId, actor: "merchant:1", reason: "By mistake" } as const;
  await whileWriting(
    () => deliverOnce(shopId, "write_member_balance", { memberId }),
    () => undoRedemption({ ...who, redemptionId, now: now + 1 }),
  );
  expect(await waiting()).toEqual([memberId]);
  await deliverOnce(shopId, "write_member_balance", { memberId });
  expect(metafieldOf(CUSTOMER, "entitlements")).toBe("[]");
});

test("a store that is back has what its members may see written again, also without points", async () => {
  await pool().query("update member set available = 0, tier_id = null where shop_id = $1", [
    shopId,
  ]);
  await pool().query("update redemption set status = 'issued' where shop_id = $1", [shopId]);
  await pool().query("delete from outbox_message where shop_id = $1", [shopId]);
  expect(await enqueueBalances(pool(), shopId)).toBe(1);
  expect(await waiting()).toEqual([memberIds[0]]);
});
