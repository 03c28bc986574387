// Who checks in and answers is a person: merged, handed over and forgotten with all that is known.
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../app/db/new-id.ts";
import { pool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { exportPersonalData } from "../../app/queries/privacy-export.ts";
import { loadAttendees } from "../../app/queries/events.ts";
import { makeCheckInLink } from "../../app/usecases/events/check-in-links.ts";
import { showMemberCode } from "../../app/usecases/events/show-member-code.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { redactCustomer } from "../../app/usecases/redact-customer.ts";
import { redactShop } from "../../app/usecases/redact-shop.ts";
import { uninstallShop } from "../../app/usecases/uninstall-shop.ts";
import { requestCustomerData } from "../../app/usecases/request-customer-data.ts";
import { answerSurvey } from "../../app/usecases/surveys/answer-survey.ts";
import { askByOrderEmail } from "../../app/usecases/surveys/ask-by-order-email.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  type EventGuest,
  TIME_ZONE,
  comeIn,
  makeEvent,
  newGuest,
  openEventShop,
} from "../support/event-shop.ts";
import { NOW, balancesOf } from "../support/loyalty-shop.ts";
import { assertLedgerAgrees } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await assertLedgerAgrees(db);
  await db.drop();
});

const answer = { score: 2, comment: "Ada was here" };

function say(shopId: bigint, { memberId }: EventGuest) {
  return answerSurvey({ shopId, memberId, via: "widget", answer, now: NOW });
}

async function askByEmail(shopId: bigint, { memberId }: EventGuest): Promise<void> {
  const order = { shopId, memberId, orderId: "o-1", timeZone: TIME_ZONE, now: NOW };
  await askByOrderEmail(order, { daysAfterOrder: 0, pauseDays: 30, inOrderEmail: true });
}

async function countOf(shopId: bigint, table: string, condition = "true"): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `select count(*)::int from ${table} where shop_id = $1 and ${condition}`,
    [shopId],
  );
  return rows[0]?.count ?? -1;
}

test("two customers who were merged were one person at an event, and earn there once more never", async () => {
  const shopId = await openEventShop(db.pool);
  const [both, goneOnly] = [await makeEvent(shopId), await makeEvent(shopId, { capacity: "1" })];
  const gone = await newGuest(shopId);
  const kept = await newGuest(shopId);
  await comeIn(shopId, both, gone.code);
  await comeIn(shopId, both, kept.code);
  await comeIn(shopId, goneOnly, gone.code);
  await askByEmail(shopId, gone);
  await askByEmail(shopId, kept);
  const merge = { goneCustomerId: gone.customerId, keptCustomerId: kept.customerId };
  await withTransaction((tx) => mergeCustomers(tx, shopId, merge, NOW));
  const listed = [await loadAttendees(shopId, both, 9), await loadAttendees(shopId, goneOnly, 9)];
  expect(listed.map((some) => some.map(({ memberId }) => memberId))).toEqual([
    [kept.memberId],
    [kept.memberId],
  ]);
  expect(await countOf(shopId, "store_event", "attended = 1")).toBe(2);
  expect(await countOf(shopId, "survey_answer", `member_id = '${kept.memberId}'`)).toBe(2);
  const before = await balancesOf(shopId, kept.customerId);
  expect(await comeIn(shopId, goneOnly, kept.code)).toMatchObject({ outcome: "repeated" });
  expect(await comeIn(shopId, goneOnly, gone.code)).toMatchObject({ reason: "unknown_code" });
  expect(await balancesOf(shopId, kept.customerId)).toEqual(before);
});

test("what is kept of a guest is handed over", async () => {
  const shopId = await openEventShop(db.pool);
  const guest = await newGuest(shopId);
  await comeIn(shopId, await makeEvent(shopId), guest.code);
  await say(shopId, guest);
  const { customerId } = guest;
  const request = { shopId, requestId: "1", customerId, now: NOW };
  await withTransaction((tx) => requestCustomerData(tx, request));
  const { rows } = await pool().query<{ id: string }>(
    "select id from privacy_request where shop_id = $1",
    [shopId],
  );
  expect(await exportPersonalData(shopId, rows[0]?.id ?? "")).toMatchObject({
    events: [{ name: "Tasting", place: "Harbour 1", how: "scanned", points: 25 }],
    survey: [{ via: "widget", score: 2, comment: "Ada was here" }],
  });
});

test("who asks to be forgotten leaves numbers, and no words, codes or questions", async () => {
  const shopId = await openEventShop(db.pool);
  const event = await makeEvent(shopId);
  const [guest, other] = [await newGuest(shopId), await newGuest(shopId)];
  for (const one of [guest, other]) {
    await comeIn(shopId, event, one.code);
    await say(shopId, one);
  }
  await pool().query(
    `insert into survey_answer (shop_id, id, member_id, order_id, via, asked_at)
      values ($1, gen_random_uuid(), $2, 'o-9', 'email', now())`,
    [shopId, guest.memberId],
  );
  const { customerId } = guest;
  const nothing = { email: null, phone: null, orderIds: [], messageId: newId(), now: NOW };
  await withTransaction((tx) => redactCustomer(tx, { shopId, customerId, ...nothing }));
  const own = `member_id = '${guest.memberId}'`;
  expect(await countOf(shopId, "member_code", own)).toBe(0);
  expect(await countOf(shopId, "survey_answer", `${own} and comment is not null`)).toBe(0);
  expect(await countOf(shopId, "survey_answer", own)).toBe(1);
  expect(await countOf(shopId, "survey_answer", "comment = 'Ada was here'")).toBe(1);
  expect(await countOf(shopId, "check_in")).toBe(2);
  expect(await loadAttendees(shopId, event, 9)).toContainEqual(
    expect.objectContaining({ memberId: guest.memberId, name: null, email: null }),
  );
  expect(await comeIn(shopId, event, guest.code)).toMatchObject({ reason: "unknown_code" });
});

test("a store that is forgotten leaves no code, link or comment", async () => {
  const shopId = await openEventShop(db.pool);
  const eventId = await makeEvent(shopId);
  const guest = await newGuest(shopId);
  await say(shopId, guest);
  await showMemberCode(shopId, guest.memberId);
  const command = { shopId, eventId, label: "Bea at the door", actor: "merchant:1" } as const;
  await makeCheckInLink({ ...command, now: NOW });
  await withTransaction((tx) => uninstallShop(tx, { shopId, happenedAt: null, now: NOW }));
  const redaction = { shopId, messageId: newId(), askedAt: NOW, now: NOW };
  await withTransaction((tx) => redactShop(tx, redaction));
  expect(await countOf(shopId, "member_code")).toBe(0);
  expect(await countOf(shopId, "check_in_link")).toBe(0);
  expect(await countOf(shopId, "survey_answer", "comment is not null")).toBe(0);
  expect(await countOf(shopId, "survey_answer")).toBe(1);
});
