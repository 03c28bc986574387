// Checking in: once for each member, while the event is open, as long as there is room, and never
// twice for points.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { cancelEvent } from "../../../app/usecases/events/cancel-event.ts";
import { showMemberCode } from "../../../app/usecases/events/show-member-code.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import {
  EVENT_PROGRAM,
  comeIn,
  makeEvent,
  newGuest,
  openEventShop,
} from "../../support/event-shop.ts";
import { NOW, balancesOf } from "../../support/loyalty-shop.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";

const HOUR_MS = 3_600_000;

let db: TestDatabase;
let shopId: bigint;
let eventId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await openEventShop(db.pool);
});
afterAll(async () => {
  await assertLedgerAgrees(db);
  await db.drop();
});
beforeEach(async () => {
  eventId = await makeEvent(shopId);
});

async function attended(id = eventId): Promise<{ counted: number; listed: number }> {
  const { rows } = await pool().query<{ counted: number; listed: number }>(
    `select attended as counted, (select count(*)::int from check_in
        where check_in.shop_id = event.shop_id and event_id = event.id) as listed
      from store_event as event where shop_id = $1 and id = $2`,
    [shopId, id],
  );
  return rows[0] ?? { counted: -1, listed: -1 };
}

const available = async (customerId: string) => (await balancesOf(shopId, customerId)).available;

describe("a member at an open event", () => {
  test("is in, gets the points of the program, and counts for tiers", async () => {
    const guest = await newGuest(shopId);
    expect(await comeIn(shopId, eventId, guest.code)).toEqual({
      outcome: "checked_in",
      guest: { firstName: "Ada", lastName: "Lovelace" },
      points: 25n,
      attended: 1,
      capacity: null,
    });
    expect(await available(guest.customerId)).toBe(45n);
    expect(await attended()).toEqual({ counted: 1, listed: 1 });
    const { rows } = await pool().query(
      `select tier_id, (select sum(events)::int from qualifying_unit as unit
          where unit.shop_id = member.shop_id and unit.member_id = member.id) as events
        from member where shop_id = $1 and id = $2`,
      [shopId, guest.memberId],
    );
    expect(rows).toEqual([{ tier_id: "regular", events: 1 }]);
  });

  test("a second time is told when the first was, and earns nothing", async () => {
    const guest = await newGuest(shopId);
    await comeIn(shopId, eventId, guest.code);
    const again = await comeIn(shopId, eventId, guest.code, { now: NOW + 60_000 });
    expect(again).toMatchObject({ outcome: "repeated", checkedInAt: NOW });
    expect(await available(guest.customerId)).toBe(45n);
    expect(await attended()).toEqual({ counted: 1, listed: 1 });
  });

  test("with a new code is still the same member", async () => {
    const guest = await newGuest(shopId);
    await comeIn(shopId, eventId, guest.code);
    await pool().query(
      `update member_code set expires_at = now() - interval '1 s' where member_id = $1`,
      [guest.memberId],
    );
    const { code } = await showMemberCode(shopId, guest.memberId);
    expect(code).not.toBe(guest.code);
    expect(await comeIn(shopId, eventId, code)).toMatchObject({ outcome: "repeated" });
    expect(await available(guest.customerId)).toBe(45n);
  });

  test("at five doors at once is in once", async () => {
    const guest = await newGuest(shopId);
    const all = await Promise.all(
      Array.from({ length: 5 }, () => comeIn(shopId, eventId, guest.code)),
    );
    const outcomes = all.map(({ outcome }) => outcome).toSorted();
    expect(outcomes).toEqual(["checked_in", "repeated", "repeated", "repeated", "repeated"]);
    expect(await available(guest.customerId)).toBe(45n);
    expect(await attended()).toEqual({ counted: 1, listed: 1 });
  });

  test("earns at each of two events", async () => {
    const guest = await newGuest(shopId);
    const other = await makeEvent(shopId, { name: "Concert" });
    await comeIn(shopId, eventId, guest.code);
    expect(await comeIn(shopId, other, guest.code)).toMatchObject({ points: 25n });
    expect(await available(guest.customerId)).toBe(70n);
    const { rows } = await pool().query<{ action: string }>(
      `select explanation -> 'params' ->> 'action' as action from journal_entry
        where member_id = $1 and kind = 'award' order by id`,
      [guest.memberId],
    );
    expect(rows.map(({ action }) => action)).toEqual(["Came by: Tasting", "Came by: Concert"]);
  });
});

describe("an event with two places", () => {
  test("lets in two of six who come at once, and the others earn nothing", async () => {
    eventId = await makeEvent(shopId, { capacity: "2" });
    const guests = [];
    for (let i = 0; i < 6; i += 1) guests.push(await newGuest(shopId));
    const all = await Promise.all(guests.map(({ code }) => comeIn(shopId, eventId, code)));
    const isIn = all.map(({ outcome }) => outcome === "checked_in");
    expect(isIn.filter(Boolean)).toHaveLength(2);
    expect(all.filter((_, at) => !isIn[at])).toEqual(
      Array.from({ length: 4 }, () => ({ outcome: "refused", reason: "full" })),
    );
    expect(await attended()).toEqual({ counted: 2, listed: 2 });
    for (const [at, { customerId }] of guests.entries()) {
      expect(await available(customerId)).toBe(isIn[at] ? 45n : 20n);
    }
  });

  test("knows whoever is in already, also when it is full", async () => {
    eventId = await makeEvent(shopId, { capacity: "1" });
    const guest = await newGuest(shopId);
    await comeIn(shopId, eventId, guest.code);
    expect(await comeIn(shopId, eventId, guest.code)).toMatchObject({ outcome: "repeated" });
  });
});

describe("nobody is let in", () => {
  test("before the doors open, or after the end", async () => {
    const { code } = await newGuest(shopId);
    const early = { now: NOW - 2 * HOUR_MS };
    const late = { now: NOW + 2 * HOUR_MS };
    expect(await comeIn(shopId, eventId, code, early)).toEqual({
      outcome: "refused",
      reason: "not_open_yet",
    });
    expect(await comeIn(shopId, eventId, code, late)).toEqual({
      outcome: "refused",
      reason: "over",
    });
  });

  test("where the event is cancelled, until it takes place after all", async () => {
    const { code } = await newGuest(shopId);
    const command = { shopId, id: eventId, actor: "merchant:1", now: NOW } as const;
    await cancelEvent({ ...command, isCancelled: true });
    expect(await comeIn(shopId, eventId, code)).toEqual({
      outcome: "refused",
      reason: "cancelled",
    });
    await cancelEvent({ ...command, isCancelled: false });
    expect(await comeIn(shopId, eventId, code)).toMatchObject({ outcome: "checked_in" });
  });

  test("by a code that has expired, or that a newer one ended", async () => {
    const guest = await newGuest(shopId);
    await pool().query(
      `update member_code set expires_at = now() - interval '1 s' where member_id = $1`,
      [guest.memberId],
    );
    expect(await comeIn(shopId, eventId, guest.code)).toEqual({
      outcome: "refused",
      reason: "expired_code",
    });
    await showMemberCode(shopId, guest.memberId);
    expect(await comeIn(shopId, eventId, guest.code)).toEqual({
      outcome: "refused",
      reason: "unknown_code",
    });
  });

  test("with a code, or at an event, of another shop", async () => {
    const other = await openEventShop(db.pool);
    const stranger = await newGuest(other);
    const { code } = await newGuest(shopId);
    expect(await comeIn(shopId, eventId, stranger.code)).toEqual({
      outcome: "refused",
      reason: "unknown_code",
    });
    expect(await comeIn(other, eventId, code)).toEqual({
      outcome: "refused",
      reason: "event_not_found",
    });
  });

  test("who is deleted or forgotten", async () => {
    const { code, memberId } = await newGuest(shopId);
    await db.ownerPool.query(`update member set deleted_at = now() where id = $1`, [memberId]);
    expect(await comeIn(shopId, eventId, code)).toEqual({
      outcome: "refused",
      reason: "unknown_code",
    });
  });
});

describe("a program", () => {
  test("that gives nothing for it checks members in all the same", async () => {
    const quiet = await openEventShop(db.pool, { ...EVENT_PROGRAM, waysToEarn: [] });
    const { code, customerId } = await newGuest(quiet);
    const event = await makeEvent(quiet, { countsAs: "visits" });
    expect(await comeIn(quiet, event, code)).toMatchObject({ outcome: "checked_in", points: 0n });
    expect((await balancesOf(quiet, customerId)).available).toBe(20n);
    const { rows } = await pool().query(
      `select visits::int, events::int from qualifying_unit where shop_id = $1 and visits > 0`,
      [quiet],
    );
    expect(rows).toEqual([{ visits: 1, events: 0 }]);
  });
});

describe("a member's code", () => {
  test("stays the same while it has time left", async () => {
    const guest = await newGuest(shopId);
    expect((await showMemberCode(shopId, guest.memberId)).code).toBe(guest.code);
    const all = await Promise.all(
      Array.from({ length: 3 }, () => showMemberCode(shopId, guest.memberId)),
    );
    expect(new Set(all.map(({ code }) => code))).toEqual(new Set([guest.code]));
  });

  test("works for a quarter of an hour", async () => {
    const { memberId } = await newGuest(shopId);
    const { rows } = await pool().query<{ minutes: number }>(
      `select round(extract(epoch from expires_at - now()) / 60)::int as minutes
        from member_code where member_id = $1`,
      [memberId],
    );
    expect(rows[0]?.minutes).toBe(15);
  });
});
