// What is kept of awards is handed over with a person's data, and names nobody who is forgotten.
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../app/db/new-id.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { exportPersonalData } from "../../app/queries/privacy-export.ts";
import { redactCustomer } from "../../app/usecases/redact-customer.ts";
import { redactShop } from "../../app/usecases/redact-shop.ts";
import { requestCustomerData } from "../../app/usecases/request-customer-data.ts";
import { takeBackAward } from "../../app/usecases/take-back-award.ts";
import { uninstallShop } from "../../app/usecases/uninstall-shop.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { CUSTOMER_ID, PLACED_AT } from "../support/order-builder.ts";
import { RECORDED_AT as NOW, assertLedgerAgrees } from "../support/shop.ts";
import { REVIEW, doer, does } from "../support/ways-to-earn.ts";
import type { Doer } from "../support/ways-to-earn.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await assertLedgerAgrees(db);
  await db.drop();
});

/** A review that staff took back, with words about the person. */
async function reviewed(): Promise<Doer> {
  const one = await doer(db, [REVIEW]);
  const outcome = await does(one, "review");
  const awardId = outcome.outcome === "granted" ? (outcome.awards[0]?.awardId ?? "") : "";
  const command = { shopId: one.shop.id, awardId, reason: "Ada Byron wrote it twice" };
  await withTransaction((tx) => takeBackAward(tx, command, NOW));
  return one;
}

const reasons = async ({ shop }: Doer) =>
  (await shop.rows<{ taken_back_reason: string }>("earned_action")).map(
    (row) => row.taken_back_reason,
  );

test("a person's data tells what they were given, and what was taken back", async () => {
  const { shop } = await reviewed();
  const request = { shopId: shop.id, requestId: "1", customerId: CUSTOMER_ID, now: NOW };
  await withTransaction((tx) => requestCustomerData(tx, request));
  const [row] = await shop.rows<{ id: string }>("privacy_request");
  expect((await exportPersonalData(shop.id, row?.id ?? ""))?.awards).toMatchObject([
    {
      action: "review",
      title: "Write a review",
      points: 50,
      occurredAt: expect.stringContaining("2026-03-01"),
      takenBackReason: "Ada Byron wrote it twice",
    },
  ]);
});

test("who is forgotten is named by no award, and waits for none", async () => {
  const one = await reviewed();
  const vip = { ...REVIEW, id: "vip", audience: { customerTags: ["vip"] } };
  await one.shop.startProgram({ waysToEarn: [vip] }, NOW);
  await does(one, "review", { occurredAt: NOW, now: NOW });
  expect(await one.shop.messages("award_action")).toHaveLength(1);
  const command = { shopId: one.shop.id, email: null, phone: null, orderIds: [] };
  const message = { ...command, customerId: CUSTOMER_ID, messageId: newId(), now: NOW };
  await withTransaction((tx) => redactCustomer(tx, message));
  expect(await reasons(one)).toEqual([""]);
  expect(await one.shop.messages("award_action")).toEqual([]);
  expect(await does(one, "review", { occurredAt: PLACED_AT })).toEqual({
    outcome: "refused",
    reason: "member_not_found",
  });
});

test("a store that is forgotten keeps the sums of its awards, and no words about anybody", async () => {
  const one = await reviewed();
  const shopId = one.shop.id;
  await withTransaction((tx) => uninstallShop(tx, { shopId, happenedAt: null, now: NOW }));
  const asked = { shopId, messageId: newId(), askedAt: NOW, now: NOW };
  await withTransaction((tx) => redactShop(tx, asked));
  expect(await reasons(one)).toEqual([""]);
});
