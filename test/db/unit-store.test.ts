// Qualifying units are summed per member and window, and what is granted of limits is kept.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadRooms, roomName, saveRooms } from "../../app/db/earning-room-store.ts";
import { NO_UNITS, appendUnits, loadUnitSums } from "../../app/db/unit-store.ts";
import type { UnitDraft } from "../../app/db/unit-store.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { insertShop } from "../support/shops.ts";

const MARCH = Date.UTC(2026, 2, 1);
const DAY_MS = 86_400_000;
const memberId = randomUUID();
const otherId = randomUUID();

let db: TestDatabase;
let shopId: bigint;
beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await insertShop(db.pool);
  await db.pool.query(
    `insert into member (shop_id, id, enrolled_at) select $1, id, now() from unnest($2::uuid[]) id`,
    [shopId, [memberId, otherId]],
  );
});
afterAll(() => db.drop());
beforeEach(() => db.ownerPool.query("truncate qualifying_unit, earning_room"));

let lastKey = 0;

function unit(occurredAt: number, counts: UnitDraft["counts"], member = memberId): UnitDraft {
  const key = `order/${(lastKey += 1)}/units/1`;
  return { shopId, memberId: member, key, orderId: null, occurredAt, counts };
}

describe("sums of units", () => {
  test("count what occurred from the first instant of the window on, and before its end", async () => {
    await appendUnits(
      db.pool,
      [
        unit(MARCH - 1, { spend: 1n }),
        unit(MARCH, { spend: 10n, orders: 1n }),
        unit(MARCH + DAY_MS, { spend: 100n, points: 7n }),
        unit(MARCH + DAY_MS + 1, { spend: 1_000n }),
      ],
      MARCH,
    );
    const [sums] = await loadUnitSums(db.pool, [
      { shopId, id: memberId, from: MARCH, before: MARCH + DAY_MS + 1 },
    ]);
    expect(sums).toEqual({
      ...NO_UNITS,
      spend: 110n,
      orders: 1n,
      points: 7n,
      latestAt: MARCH + DAY_MS + 1,
    });
  });

  test("count everything where the window has no ends", async () => {
    await appendUnits(db.pool, [unit(0, { nights: 2n }), unit(MARCH, { nights: -1n })], MARCH);
    const [sums] = await loadUnitSums(db.pool, [
      { shopId, id: memberId, from: null, before: null },
    ]);
    expect(sums).toMatchObject({ nights: 1n, latestAt: MARCH });
  });

  test("are answered in the order of the windows, also where nothing was counted", async () => {
    await appendUnits(db.pool, [unit(MARCH, { items: 3n }, otherId)], MARCH);
    const window = { shopId, from: null, before: null };
    const sums = await loadUnitSums(db.pool, [
      { ...window, id: memberId },
      { ...window, id: otherId },
      { ...window, id: memberId },
    ]);
    expect(sums.map(({ items }) => items)).toEqual([0n, 3n, 0n]);
    expect(sums[0]?.latestAt).toBeNull();
  });

  test("know of each member alone", async () => {
    await appendUnits(db.pool, [unit(MARCH, { visits: 5n }, otherId)], MARCH);
    const [sums] = await loadUnitSums(db.pool, [
      { shopId, id: memberId, from: null, before: null },
    ]);
    expect(sums?.visits).toBe(0n);
  });

  test("never count the same key twice", async () => {
    const once = unit(MARCH, { orders: 1n });
    await appendUnits(db.pool, [once], MARCH);
    await expect(appendUnits(db.pool, [once], MARCH)).rejects.toMatchObject({ code: "23505" });
  });
});

describe("a member's limit", () => {
  test("remembers all that was granted of it", async () => {
    const room = { shopId, memberId, key: "day/2026-03-01" };
    expect(await loadRooms(db.pool, [room])).toEqual(new Map());
    await saveRooms(db.pool, [{ ...room, used: 40n }]);
    await saveRooms(db.pool, [
      { ...room, used: 90n },
      { ...room, key: "year/2026", used: 90n },
      { ...room, memberId: otherId, used: 5n },
    ]);
    const rooms = await loadRooms(db.pool, [room, { ...room, memberId: otherId }]);
    expect(rooms).toEqual(
      new Map([
        [roomName(memberId, room.key), 90n],
        [roomName(otherId, room.key), 5n],
      ]),
    );
  });
});
