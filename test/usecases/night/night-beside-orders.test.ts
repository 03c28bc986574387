// A night and batches of orders work on the same members, and nobody waits in a circle.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOfDay } from "../../../app/core/calendar/local-time.ts";
import { runPortion } from "../../../app/usecases/night/run-night.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { untilSomebodyWaitsFor } from "../../support/lock-waits.ts";
import { NightShop } from "../../support/night-shop.ts";

const date = "2026-04-06";
const beginning = startOfDay(date, "UTC");
const MEMBERS = 24;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

describe("a night that meets a member whom somebody holds", () => {
  test("holds no other half of the members while it waits: whoever holds that one gets them", async () => {
    const shop = await NightShop.open(db, { timeZone: "UTC", firstNight: date });
    const members: string[] = [];
    for (let index = 0; index < MEMBERS; index++) {
      const member = await shop.addMember();
      await shop.addLot(member, { points: 10n, expiresAt: beginning, termsVersionId: null });
      members.push(member);
    }
    // The halves are told apart by the last digit of an id.
    const isFirstHalf = (id: string) => "02468ace".includes(id.slice(-1));
    const held = members.find((id) => !isFirstHalf(id));
    const others = members.filter(isFirstHalf);
    const batch = await db.ownerPool.connect();
    try {
      await batch.query("begin");
      const { rows } = await batch.query<{ pid: number }>("select pg_backend_pid() as pid");
      await batch.query("select from member where shop_id = $1 and id = $2 for update", [
        shop.id,
        held,
      ]);
      const night = runPortion(shop.id, beginning);
      await untilSomebodyWaitsFor(db, rows[0]?.pid ?? 0);
      await batch.query("set local lock_timeout = '5s'");
      const locked = await batch.query(
        "select from member where shop_id = $1 and id = any($2::uuid[]) order by id for update",
        [shop.id, others],
      );
      expect(locked.rowCount).toBe(others.length);
      await batch.query("commit");
      expect(await night).toBe("worked");
    } finally {
      await batch.query("rollback");
      batch.release();
    }
    const { rows } = await db.pool.query<{ available: bigint }>(
      "select sum(available)::bigint as available from member where shop_id = $1",
      [shop.id],
    );
    expect(rows[0]?.available).toBe(0n);
  });
});

test("a night before which a new version began waits a minute, for who still reads the old one", async () => {
  const shop = await NightShop.open(db, { timeZone: "UTC", firstNight: date });
  const member = await shop.addMember();
  await shop.addLot(member, { points: 10n, expiresAt: beginning, termsVersionId: null });
  await shop.addVersion({}, beginning);
  expect(await runPortion(shop.id, beginning + 59_999)).toBe("busy");
  for (let outcome = "worked"; outcome !== "idle";) {
    outcome = await runPortion(shop.id, beginning + 60_000);
    expect(outcome).not.toBe("busy");
  }
  expect(await shop.doneUntil()).toBe(date);
});
