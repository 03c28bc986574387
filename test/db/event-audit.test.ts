// The proof covers events: as many places are taken as members have checked in.
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { comeIn, makeEvent, newGuest, openEventShop } from "../support/event-shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test.each([
  ["counts one who is not there", "update store_event set attended = attended + 1"],
  ["counts one too few", "update store_event set attended = attended - 1"],
  ["lists nobody whom it counts", "delete from check_in"],
])("an event that %s is found", async (_, fault) => {
  const shopId = await openEventShop(db.pool);
  const eventId = await makeEvent(shopId);
  await comeIn(shopId, eventId, (await newGuest(shopId)).code);
  expect((await auditLedger(db.url, { shopId })).findings).toEqual([]);
  await db.ownerPool.query(`${fault} where shop_id = $1`, [shopId]);
  const { findings } = await auditLedger(db.url, { shopId });
  expect(findings).toMatchObject([
    { rule: "events count the members who checked in", subject: eventId },
  ]);
});
