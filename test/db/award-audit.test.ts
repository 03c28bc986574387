// The proof covers awards: each gave what was posted for it, and gave it back whole or not at all.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { takeBackAward } from "../../app/usecases/take-back-award.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { RECORDED_AT } from "../support/shop.ts";
import { REVIEW, doer, does } from "../support/ways-to-earn.ts";
import type { Doer } from "../support/ways-to-earn.ts";

let db: TestDatabase;
let one: Doer;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** One review is kept, the other is taken back. */
beforeEach(async () => {
  one = await doer(db, [REVIEW]);
  await does(one, "review", { occurrence: "review/kept" });
  const gone = await does(one, "review", { occurrence: "review/gone" });
  const awardId = gone.outcome === "granted" ? gone.awards[0]?.awardId : undefined;
  const command = { shopId: one.shop.id, awardId: awardId ?? "", reason: "Deleted" };
  await withTransaction((tx) => takeBackAward(tx, command, RECORDED_AT));
});

async function rulesBroken(): Promise<string[]> {
  const { findings } = await auditLedger(db.url, { shopId: one.shop.id });
  return [...new Set(findings.map(({ rule, subject }) => `${rule}: ${subject}`))];
}

test("what the app wrote is right, with what was taken back", async () => {
  expect(await rulesBroken()).toEqual([]);
});

test.each([
  [
    "gave more than was posted",
    "update earned_action set points = points + 1 where occurrence = 'review/kept'",
    ["awards gave what was posted for them: review review/kept"],
  ],
  [
    "is said to be taken back, and was not",
    "update earned_action set taken_back_at = now(), taken_back_reason = 'x' where occurrence = 'review/kept'",
    ["awards that were taken back gave all of it back, and no others any: review review/kept"],
  ],
  [
    "was taken back, and is not said to be",
    "update earned_action set taken_back_at = null, taken_back_reason = null where occurrence = 'review/gone'",
    ["awards that were taken back gave all of it back, and no others any: review review/gone"],
  ],
  [
    "is in the journal and nowhere else",
    "delete from earned_action where occurrence = 'review/gone'",
    [
      "every entry of an award belongs to one that is known: action/review/gone/review/award/1",
      "every entry of an award belongs to one that is known: action/review/gone/review/taken-back/1",
    ],
  ],
  [
    "names a lot that its member does not have",
    "update earned_action set lot_id = gen_random_uuid() where occurrence = 'review/kept'",
    ["awards belong to a member of their shop, and to a lot of theirs: review review/kept"],
  ],
])("an award is found that %s", async (_, sql, broken) => {
  await db.ownerPool.query(`${sql} and shop_id = ${one.shop.id}`);
  expect((await rulesBroken()).toSorted()).toEqual(broken.toSorted());
});

test.each([
  "update earned_action set points = 1",
  "update earned_action set occurrence = 'other'",
  "update earned_action set rule_id = 'other'",
  "delete from earned_action",
  "truncate earned_action",
])("the app may not say: %s", async (statement) => {
  await expect(db.pool.query(statement)).rejects.toMatchObject({ code: "42501" });
});
