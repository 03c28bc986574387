// The proof covers birthday gifts: a year lies between them, and each became what it says.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { BirthdayShop, pointsGift, rewardGift } from "../support/birthday-shop.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";

const APART = "birthday gifts of a member lie a year apart";
const BECAME = "birthday gifts became the points or the reward that they say";

let db: TestDatabase;
let town: BirthdayShop;
let memberId: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** A gift last year and one this year. */
async function open(gift: typeof pointsGift): Promise<void> {
  town = await BirthdayShop.open(db, "2025-05-10", gift);
  memberId = await town.born("1990-05-10");
  await town.work("2025-05-10");
  await town.shop.setDoneUntil("2026-05-09");
  await town.work("2026-05-10");
}
beforeEach(() => open(pointsGift));

async function found(): Promise<string[]> {
  const { findings } = await auditLedger(db.url, { shopId: town.shop.id });
  return findings.map(({ rule, subject }) => `${rule}: ${subject}`);
}

const bend = (to: string) =>
  town.shop.rows(`update birthday_gift set ${to} where shop_id = $1 and birthday < '2026-01-01'`);

test("what the app wrote is right", async () => {
  expect(await town.gifts(memberId)).toHaveLength(2);
  expect(await found()).toEqual([]);
});

test("a gift too soon after another one is found, unless it came with a merged member", async () => {
  await bend("birthday = '2025-05-11'");
  expect(await found()).toEqual([`${APART}: ${memberId} 2025-05-11`]);
  await bend("is_inherited = true");
  expect(await found()).toEqual([]);
});

test("points that are others, or none, are found", async () => {
  await bend("points = points + 1");
  expect(await found()).toEqual([`${BECAME}: ${memberId} 2025-05-10`]);
  await bend("birthday = '2024-05-10', points = points - 1");
  expect(await found()).toEqual([`${BECAME}: ${memberId} 2024-05-10`]);
});

test("a reward that was never given is found", async () => {
  await open(rewardGift);
  expect(await found()).toEqual([]);
  await bend("redemption_id = '01960000-0000-7000-8000-000000000001'");
  expect(await found()).toEqual([`${BECAME}: ${memberId} 2025-05-10`]);
});

test("of two gifts in one year, of customers who are one now, each is what it says", async () => {
  const other = await town.born("1990-06-10");
  await town.work("2026-06-10");
  // As if the program had given more by then, and Shopify had merged the two since.
  const merge = (table: string, more: string) =>
    town.shop.rows(
      `update ${table} set member_id = $3, points = points + 50 ${more}
        where shop_id = $1 and member_id = $2`,
      [other, memberId],
    );
  await merge("birthday_gift", ", is_inherited = true");
  await merge("earned_action", "");
  expect((await found()).filter((each) => each.startsWith(BECAME))).toEqual([]);
});
