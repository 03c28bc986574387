// A merchant makes events, changes and cancels them, and opens doors to helpers.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { openDesk } from "../../../app/queries/check-in-desk.ts";
import { loadEvent } from "../../../app/queries/events.ts";
import { cancelEvent } from "../../../app/usecases/events/cancel-event.ts";
import { makeCheckInLink, revokeLink } from "../../../app/usecases/events/check-in-links.ts";
import { saveEvent } from "../../../app/usecases/events/save-event.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import {
  TIME_ZONE,
  comeIn,
  eventValues,
  makeEvent,
  newGuest,
  openEventShop,
} from "../../support/event-shop.ts";
import { NOW } from "../../support/loyalty-shop.ts";

const HOUR_MS = 3_600_000;

let db: TestDatabase;
let shopId: bigint;
let eventId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await openEventShop(db.pool);
});
afterAll(() => db.drop());
beforeEach(async () => {
  eventId = await makeEvent(shopId);
});

const actor = "merchant:7" as const;
const saving = (changes = {}, event: { id: string; revision: number } | null = null) =>
  saveEvent({
    shopId,
    timeZone: TIME_ZONE,
    event,
    values: eventValues(changes),
    actor,
    now: NOW,
  });

describe("an event", () => {
  test("is changed by whoever saw it last, and the other is told", async () => {
    const first = await saving({ name: "Concert" }, { id: eventId, revision: 0 });
    expect(first).toEqual({ outcome: "saved", id: eventId });
    expect(await saving({ name: "Talk" }, { id: eventId, revision: 0 })).toEqual({
      outcome: "refused",
      reason: "changed_meanwhile",
    });
    expect((await loadEvent(shopId, eventId))?.event).toMatchObject({
      name: "Concert",
      revision: 1,
    });
  });

  test("keeps room for those who are in", async () => {
    const guests = [await newGuest(shopId), await newGuest(shopId)];
    for (const { code } of guests) await comeIn(shopId, eventId, code);
    expect(await saving({ capacity: "1" }, { id: eventId, revision: 0 })).toEqual({
      outcome: "invalid",
      problems: { capacity: "Enter at least 2: so many have checked in" },
    });
    expect(await saving({ capacity: "2" }, { id: eventId, revision: 0 })).toMatchObject({
      outcome: "saved",
    });
  });

  test("that is over already is not made, and one that began is", async () => {
    const past = eventValues({}, NOW - 24 * HOUR_MS);
    expect(await saving(past)).toEqual({
      outcome: "invalid",
      problems: { endsAt: "Enter an end that is still to come" },
    });
    expect(await saving()).toMatchObject({ outcome: "saved" });
  });

  test("of another shop, or of none, is not found", async () => {
    const refused = { outcome: "refused", reason: "event_not_found" };
    const other = await openEventShop(db.pool);
    expect(await saving({}, { id: randomUUID(), revision: 0 })).toEqual(refused);
    const command = { shopId: other, id: eventId, isCancelled: true, actor, now: NOW };
    expect(await cancelEvent(command)).toEqual(refused);
    expect(await loadEvent(other, eventId)).toBeUndefined();
  });

  test("is cancelled once, and every decision has its actor", async () => {
    const command = { shopId, id: eventId, isCancelled: true, actor, now: NOW };
    expect(await cancelEvent(command)).toEqual({ outcome: "cancelled" });
    expect(await cancelEvent({ ...command, now: NOW + 1 })).toEqual({ outcome: "cancelled" });
    const { rows } = await pool().query(
      `select actor, action from audit_event where subject = $1 order by id`,
      [`event/${eventId}`],
    );
    expect(rows).toEqual([
      { actor: "merchant:1", action: "event_made" },
      { actor, action: "event_cancelled" },
    ]);
  });

  test("holds no more than it has room for, whatever the app does", async () => {
    const full = db.pool.query(
      `update store_event set capacity = 1, attended = 2 where shop_id = $1 and id = $2`,
      [shopId, eventId],
    );
    await expect(full).rejects.toThrow("store_event_within_capacity");
  });
});

describe("a link for helpers", () => {
  const link = async (label = "Front door") => {
    const made = await makeCheckInLink({ shopId, eventId, label, actor, now: NOW });
    if (made.outcome !== "made") throw new Error(JSON.stringify(made));
    return made.linkId;
  };

  test("opens its event until the end", async () => {
    const id = await link();
    const opened = await openDesk({ shopId, id }, NOW);
    expect(opened).toMatchObject({ outcome: "open", desk: { linkId: id, event: { id: eventId } } });
    const closed = { outcome: "closed", reason: "expired" };
    expect(await openDesk({ shopId, id }, NOW + 2 * HOUR_MS)).toEqual(closed);
  });

  test("opens nothing once it is revoked, and revoking it again changes nothing", async () => {
    const linkId = await link();
    const command = { shopId, eventId, linkId, actor, now: NOW };
    expect(await revokeLink(command)).toEqual({ outcome: "revoked" });
    expect(await revokeLink({ ...command, now: NOW + 1 })).toEqual({ outcome: "revoked" });
    expect(await openDesk({ shopId, id: linkId }, NOW)).toEqual({
      outcome: "closed",
      reason: "revoked",
    });
    const found = await loadEvent(shopId, eventId);
    expect(found?.links).toMatchObject([{ id: linkId, revokedAt: NOW }]);
  });

  test("of another event or shop is not revoked, nor does it open", async () => {
    const linkId = await link();
    const other = await makeEvent(shopId);
    const command = { shopId, eventId: other, linkId, actor, now: NOW };
    expect(await revokeLink(command)).toEqual({ outcome: "refused", reason: "link_not_found" });
    const elsewhere = await openEventShop(db.pool);
    expect(await openDesk({ shopId: elsewhere, id: linkId }, NOW)).toEqual({
      outcome: "closed",
      reason: "unknown",
    });
  });

  test("opens nothing in a store that removed the app", async () => {
    const gone = await openEventShop(db.pool);
    const event = await makeEvent(gone);
    const command = { shopId: gone, eventId: event, label: "Door", actor, now: NOW };
    const made = await makeCheckInLink(command);
    await pool().query(`update shop set uninstalled_at = now() where shop_id = $1`, [gone]);
    const id = made.outcome === "made" ? made.linkId : "";
    expect(await openDesk({ shopId: gone, id }, NOW)).toMatchObject({ reason: "unknown" });
  });

  test.each([
    ["", "Enter for whom it is"],
    ["x".repeat(61), "Use at most 60 characters"],
  ])("needs a name that can be read", async (label, problem) => {
    const command = { shopId, eventId, label, actor, now: NOW };
    expect(await makeCheckInLink(command)).toEqual({ outcome: "invalid", problem });
  });

  test("is made neither for an event that is over nor for one that is not there", async () => {
    const command = { shopId, eventId, label: "Door", actor, now: NOW + 2 * HOUR_MS };
    expect(await makeCheckInLink(command)).toEqual({
      outcome: "invalid",
      problem: "The event is over",
    });
    expect(await makeCheckInLink({ ...command, eventId: randomUUID() })).toEqual({
      outcome: "refused",
      reason: "event_not_found",
    });
  });

  test("is the twentieth at most that works", async () => {
    for (let i = 0; i < 20; i += 1) await link(`Door ${i}`);
    const command = { shopId, eventId, label: "One more", actor, now: NOW };
    expect(await makeCheckInLink(command)).toEqual({
      outcome: "invalid",
      problem: "Revoke one first: there are 20",
    });
  });
});
