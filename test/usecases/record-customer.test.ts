// Customers who change their name, or leave.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CustomerFacts } from "../../app/core/orders/order-event.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { recordCustomers, recordDeletedCustomers } from "../../app/usecases/record-customer.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  CUSTOMER_ID,
  MINUTE_MS,
  PLACED_AT,
  orderSeen,
  refund,
  refundSeen,
} from "../support/order-builder.ts";
import { RECORDED_AT, assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function shopWithMember(): Promise<TestShop> {
  const shop = await createShop(db);
  await shop.receive(orderSeen());
  return shop;
}

function facts(change: Partial<CustomerFacts>): CustomerFacts {
  return {
    customerId: CUSTOMER_ID,
    email: "ada@new.example.com",
    firstName: "Ada",
    lastName: "King",
    locale: null,
    updatedAt: PLACED_AT + MINUTE_MS,
    ...change,
  };
}

async function record(shop: TestShop, ...customers: CustomerFacts[]): Promise<void> {
  const batch = customers.map((customer) => ({ shopId: shop.id, customer }));
  await withTransaction((tx) => recordCustomers(tx, batch));
}

describe("a customer's change", () => {
  test("reaches the member", async () => {
    const shop = await shopWithMember();
    await record(shop, facts({}));
    expect(await shop.member()).toMatchObject({
      email: "ada@new.example.com",
      last_name: "King",
      locale: "de",
    });
  });

  test("that is older than what is known changes nothing", async () => {
    const shop = await shopWithMember();
    await record(shop, facts({ updatedAt: PLACED_AT - MINUTE_MS }));
    expect(await shop.member()).toMatchObject({ email: "ada@example.com" });
  });

  test("is the newest of a batch, whatever the sequence", async () => {
    const shop = await shopWithMember();
    const newer = facts({ email: "newest@example.com", updatedAt: PLACED_AT + 9 * MINUTE_MS });
    await record(shop, newer, facts({}));
    expect(await shop.member()).toMatchObject({ email: "newest@example.com" });
  });

  test("of somebody who is no member leaves no trace", async () => {
    const shop = await createShop(db);
    await record(shop, facts({}));
    expect(await shop.rows("member")).toEqual([]);
  });

  test("in one shop does not reach another", async () => {
    const [shop, other] = [await shopWithMember(), await shopWithMember()];
    await record(other, facts({}));
    expect(await shop.member()).toMatchObject({ email: "ada@example.com" });
  });
});

describe("a deleted customer", () => {
  test("is forgotten by name, while the ledger stays", async () => {
    const shop = await shopWithMember();
    await withTransaction((tx) =>
      recordDeletedCustomers(tx, [{ shopId: shop.id, customerId: CUSTOMER_ID }], RECORDED_AT),
    );
    expect(await shop.member()).toMatchObject({
      email: null,
      first_name: null,
      last_name: null,
      deleted_at: new Date(RECORDED_AT),
      available: 80n,
    });
  });

  test("is not brought back by news that were under way", async () => {
    const shop = await shopWithMember();
    await withTransaction((tx) =>
      recordDeletedCustomers(tx, [{ shopId: shop.id, customerId: CUSTOMER_ID }], RECORDED_AT),
    );
    await record(shop, facts({}));
    expect(await shop.member()).toMatchObject({ email: null });
  });

  test("still has orders that are counted and refunded", async () => {
    const shop = await shopWithMember();
    await withTransaction((tx) =>
      recordDeletedCustomers(tx, [{ shopId: shop.id, customerId: CUSTOMER_ID }], RECORDED_AT),
    );
    await shop.receive(orderSeen({ name: "#1002" }, { orderId: "5124" }));
    await shop.receive(refundSeen(refund({ unnamed: "40.00" })));
    expect(await shop.member()).toMatchObject({ email: null, available: 80n });
    expect(await shop.messages("send_order_email")).toHaveLength(1);
    await assertLedgerAgrees(db);
  });
});
