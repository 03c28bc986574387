// The check that replays every journal sees what the journal does not tell.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { assertJournalReplays } from "../support/journal-replay.ts";
import { line, orderSeen } from "../support/order-builder.ts";
import { createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
let shop: TestShop;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

beforeEach(async () => {
  shop = await createShop(db);
  await shop.receive(orderSeen({ lines: [line({ price: "60.00" })] }));
  await shop.redeem();
});

test("a journal that the app wrote gives the stored balances and lots", async () => {
  await expect(assertJournalReplays(db.ownerPool)).resolves.toBeUndefined();
});

test.each([
  ["a balance", "update member set available = available + $2 where shop_id = $1", /the balances/],
  ["a lot", "update lot set available = available - $2 where shop_id = $1", /lot .* holds/],
  [
    "a number of turns",
    "update member set turn_count = turn_count + $2 where shop_id = $1",
    /the b/,
  ],
])("%s that it does not tell is seen", async (_name, statement, difference) => {
  await db.ownerPool.query(statement, [shop.id, 1]);
  await expect(assertJournalReplays(db.ownerPool)).rejects.toThrow(difference);
  await db.ownerPool.query(statement, [shop.id, -1]);
});
