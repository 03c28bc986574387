// Who was merged was one person: their data is handed over together, and forgotten together.
import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { newId } from "../../app/db/new-id.ts";
import { loadTierHistories } from "../../app/db/tier-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { exportPersonalData } from "../../app/queries/privacy-export.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { redactCustomer } from "../../app/usecases/redact-customer.ts";
import { requestCustomerData } from "../../app/usecases/request-customer-data.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { orderSeen } from "../support/order-builder.ts";
import { RECORDED_AT as NOW, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

const GONE = "76543210001";
const KEPT = "76543210002";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function mergedShop(): Promise<TestShop> {
  const shop = await createShop(db);
  for (const customerId of [GONE, KEPT]) {
    await shop.receive(orderSeen({ customerId }, { orderId: `o-${customerId}` }));
  }
  const merge = { goneCustomerId: GONE, keptCustomerId: KEPT };
  await withTransaction((tx) => mergeCustomers(tx, shop.id, merge, NOW));
  return shop;
}

test("the kept customer's data tells of the gone one's, too", async () => {
  const shop = await mergedShop();
  const request = { shopId: shop.id, requestId: "1", customerId: KEPT, now: NOW };
  await withTransaction((tx) => requestCustomerData(tx, request));
  const [row] = await shop.rows<{ id: string }>("privacy_request");
  expect(await exportPersonalData(shop.id, row?.id ?? "")).toMatchObject({
    member: { available: 160, mergedCustomerIds: [GONE] },
    orders: [{ orderId: `o-${GONE}` }, { orderId: `o-${KEPT}` }],
    ledger: [
      { kind: "accrual" },
      { kind: "accrual" },
      { kind: "transfer_out" },
      { kind: "transfer_in" },
    ],
    lots: [{ available: 80 }, { available: 80 }],
  });
});

test("forgetting the kept customer forgets the gone one, and no point is lost", async () => {
  const shop = await mergedShop();
  const messageId = newId();
  const command = { shopId: shop.id, email: null, phone: null, orderIds: [], messageId, now: NOW };
  await withTransaction((tx) => redactCustomer(tx, { ...command, customerId: KEPT }));
  expect(await shop.rows("member", "shopify_customer_id is not null")).toEqual([]);
  const orders = await shop.rows<{ state: unknown }>("order_state");
  expect(JSON.stringify(orders.map(({ state }) => state))).not.toMatch(`${GONE}|${KEPT}`);
  expect(await shop.rows("member", "available = 160")).toHaveLength(1);
});

test("a customer who was deleted before the merger keeps their tiers until the merger", async () => {
  const tier = { id: "silver", name: "Silver", enter: { anyOf: [{ allOf: [] }] } };
  const shop = await createShop(db, { program: { tiers: { list: [tier] } } });
  for (const [customerId, orderId] of [
    [GONE, "gone-1"],
    [KEPT, "kept-1"],
  ] as const) {
    await shop.receive(orderSeen({ customerId, name: `#${orderId}` }, { orderId }));
  }
  await db.pool.query(
    "update member set deleted_at = $2 where shop_id = $1 and shopify_customer_id = $3",
    [shop.id, new Date(NOW), GONE],
  );
  const mergedAt = NOW + DAY_MS;
  const customers = { goneCustomerId: GONE, keptCustomerId: KEPT };
  await withTransaction((tx) => mergeCustomers(tx, shop.id, customers, mergedAt));
  const key = { shopId: shop.id, id: (await shop.member(KEPT))?.id ?? "" };
  const [history] = (await loadTierHistories(db.pool, [key])).get(key.id)?.inherited ?? [];
  expect(history?.at(-1)).toMatchObject({ toTierId: null, effectiveAt: mergedAt });
});
