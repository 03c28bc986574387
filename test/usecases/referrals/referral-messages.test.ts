// What referrals cost a batch of orders: nothing where there are none, one statement where there
// are.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sql, pool } from "../../../app/db/pool.ts";
import { openWork, takeEvent } from "../../../app/usecases/order-batch/order-work.ts";
import type { OrderWork } from "../../../app/usecases/order-batch/order-work.ts";
import { referralMessages } from "../../../app/usecases/order-batch/referral-messages.ts";
import { loadShopTerms } from "../../../app/usecases/order-batch/shop-terms.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop } from "../../support/loyalty-shop.ts";
import { PLACED_AT, orderSeen } from "../../support/order-builder.ts";
import { ReferralShop } from "../../support/referral-shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** The pool, with the names of the statements that it was asked. */
function counted(): { sql: Sql; asked: string[] } {
  const asked: string[] = [];
  const query = (statement: { name: string }) => {
    asked.push(statement.name);
    return pool().query(statement as never);
  };
  return { sql: { query } as unknown as Sql, asked };
}

async function works(shopId: bigint, customers: readonly string[]): Promise<OrderWork[]> {
  const terms = (await loadShopTerms(pool(), [shopId], PLACED_AT)).get(shopId);
  if (!terms) throw new Error("There is no such shop");
  return customers.map((customerId, index) => {
    const orderId = String(90_000 + index);
    const work = openWork({ shopId, orderId }, undefined, terms);
    takeEvent(work, orderSeen({ customerId }, { orderId }));
    return work;
  });
}

test("a store that never had referrals is not asked about any", async () => {
  const shopId = await openLoyaltyShop(db.pool, { domain: "plain.myshopify.com" });
  const { sql, asked } = counted();
  expect(await referralMessages(sql, await works(shopId, ["1", "2", "3"]))).toEqual([]);
  expect(asked).toEqual([]);
});

test("a hundred orders are one statement, and only friends leave a message", async () => {
  const shop = await ReferralShop.open(db);
  const friend = await shop.friend();
  const customers = Array.from({ length: 99 }, (_, index) => String(500_000 + index));
  const { sql, asked } = counted();
  const all = await works(shop.id, [...customers, friend.customerId]);
  expect(await referralMessages(sql, all)).toEqual([
    {
      shopId: shop.id,
      kind: "follow_referral",
      key: friend.id,
      payload: { referralId: friend.id },
    },
  ]);
  expect(asked).toEqual(["referral_find_by_orders"]);
});

test("an order that is given to another customer is news of the friend's referral", async () => {
  const shop = await ReferralShop.open(db);
  const friend = await shop.friend();
  await friend.orders();
  const [work] = await works(shop.id, ["777777"]);
  if (!work) throw new Error("no work");
  const moved = { ...work, orderId: friend.orderId };
  const messages = await referralMessages(pool(), [moved]);
  expect(messages.map(({ key }) => key)).toEqual([friend.id]);
});
