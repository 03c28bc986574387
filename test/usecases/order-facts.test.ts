// Whom Shopify is asked about when an order's program wants to know what its customer is like.
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "../../app/db/transaction.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { findFactsNeeded } from "../../app/usecases/order-facts.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { rule } from "../support/earning.ts";
import { orderSeen } from "../support/order-builder.ts";
import { RECORDED_AT, createShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test("an order from before a merger is asked about with the customer who stayed", async () => {
  const conditions = { customerTags: ["vip"], channels: ["pos" as const] };
  const shop = await createShop(db, {
    program: { earning: { pointsPerUnit: "1", rules: [rule({ conditions })] } },
  });
  await shop.receive([
    orderSeen({ customerId: "7001", sourceName: "pos" }, { orderId: "1" }),
    orderSeen({ customerId: "7001" }, { orderId: "2" }),
    orderSeen({ customerId: "7002" }, { orderId: "3" }),
  ]);
  const asked = async () => (await findFactsNeeded(shop.id, "1"))?.buyer?.customerId;
  expect(await asked()).toBe("7001");
  await withTransaction((tx) =>
    mergeCustomers(tx, shop.id, { goneCustomerId: "7001", keptCustomerId: "7002" }, RECORDED_AT),
  );
  expect(await asked()).toBe("7002");
});
