// Invitations tell nothing of a person but what was offered: they are handed out on request, and
// end when nobody is left who could accept.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertPrivacyRequest } from "../../../app/db/privacy-request-store.ts";
import { redactShopRows } from "../../../app/db/shop-privacy-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { exportPersonalData } from "../../../app/queries/privacy-export.ts";
import { mergeCustomers } from "../../../app/usecases/merge-customers.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { CUSTOMER_ID, line, orderSeen } from "../../support/order-builder.ts";
import { NOW, answer, guest, invite } from "./tier-guest.ts";
import type { Guest } from "./tier-guest.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function exported({ shop, memberId }: Guest, customerId: string) {
  const id = randomUUID();
  const at = new Date(NOW);
  const request = { shopId: shop.id, id, requestId: "1", memberId, customerId };
  await withTransaction((tx) =>
    insertPrivacyRequest(tx, { ...request, requestedAt: at, dueAt: at }),
  );
  return (await exportPersonalData(shop.id, id))?.invitations;
}

test("a person is handed what they were offered, and what became of it", async () => {
  const one = await guest(db);
  await invite(one, "2026-12-31");
  await answer(one, "declined", { now: NOW + 1 });
  expect(await exported(one, CUSTOMER_ID)).toMatchObject([
    { tier: "vip", through: "2026-12-31", status: "declined" },
  ]);
});

test("what was offered before a merger is handed out once", async () => {
  const one = await guest(db);
  const { shop } = one;
  const other = orderSeen(
    { customerId: "7002", lines: [line({ price: "10.00" })] },
    { orderId: "3" },
  );
  await shop.receive(other);
  await invite(one);
  const merger = { keptCustomerId: "7002", goneCustomerId: CUSTOMER_ID };
  await withTransaction((tx) => mergeCustomers(tx, shop.id, merger, NOW));
  const heir = { shop, memberId: (await shop.member("7002"))?.id ?? "" };
  expect(await exported(heir, "7002")).toMatchObject([{ tier: "vip", status: "open" }]);
});

test("a shop that is forgotten withdraws its own, and no other shop's", async () => {
  const [one, other] = [await guest(db), await guest(db)];
  for (const invited of [one, other]) await invite(invited);
  const at = new Date(NOW + 1);
  await withTransaction((tx) => redactShopRows(tx, one.shop.id, randomUUID(), at));
  expect(await one.shop.rows("tier_invitation")).toMatchObject([
    { status: "withdrawn", ended_at: at },
  ]);
  expect(await other.shop.rows("tier_invitation")).toMatchObject([{ status: "open" }]);
});
