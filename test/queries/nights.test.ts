// What the merchant sees of the nightly work.
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadLastNight } from "../../app/queries/nights.ts";
import { runPortion } from "../../app/usecases/night/run-night.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { NightShop, workNights } from "../support/night-shop.ts";

const FIRST = Date.UTC(2026, 2, 10);

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test("the latest night tells what it released, ended and left out, and when it was done", async () => {
  const shop = await NightShop.open(db, { firstNight: "2026-03-10" });
  expect(await loadLastNight(shop.id)).toBeNull();
  const member = await shop.addMember();
  await shop.addLot(member, { expiresAt: FIRST });
  await shop.addLot(member, { releasesAt: FIRST });
  await shop.addLot(member, { releasesAt: FIRST });
  const broken = await shop.addMember();
  await shop.addLot(broken, { expiresAt: FIRST });
  await shop.rows("update member set available = 60 where shop_id = $1 and id = $2", [broken]);
  expect(await workNights(FIRST)).toHaveLength(1);
  expect(await loadLastNight(shop.id)).toEqual({
    date: "2026-03-10",
    doneAt: new Date(FIRST),
    releasedLots: 2,
    expired: 1,
    reviewedMembers: 0,
    leftOut: 1,
  });
});

test("a night at work has no end yet", async () => {
  const shop = await NightShop.open(db, { firstNight: "2026-03-10" });
  const member = await shop.addMember();
  await shop.addLot(member, { releasesAt: FIRST });
  await shop.addLot(member, { releasesAt: FIRST });
  await runPortion(shop.id, FIRST, { maxItems: 1 });
  const night = await loadLastNight(shop.id);
  expect(night).toMatchObject({ date: "2026-03-10", doneAt: null, releasedLots: 1 });
});
