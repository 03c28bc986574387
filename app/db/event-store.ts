// Events of a store as rows. A row is locked after the members, and shortly: whoever checks in
// takes a place in it.
import type { Instant } from "../core/calendar/instant.ts";
import type { CheckInTimes } from "../core/events/check-in-window.ts";
import type { EventCounter, EventTerms } from "../core/events/event-terms.ts";
import { newId } from "./new-id.ts";
import type { Sql } from "./pool.ts";
import { type ShopKey, instantOf, instantText, optionalInstant } from "./rows.ts";

export interface StoreEvent extends EventTerms, CheckInTimes {
  readonly id: string;
  /** How many have checked in. */
  readonly attended: number;
  /** Grows with each change of what the merchant says. */
  readonly revision: number;
}

export interface EventRow {
  id: string;
  name: string;
  place: string;
  opens_at: Date;
  starts_at: Date;
  ends_at: Date;
  capacity: number | null;
  counts_as: EventCounter;
  attended: number;
  revision: number;
  cancelled_at: Date | null;
}

export const eventColumns = `id, name, place, opens_at, starts_at, ends_at, capacity, counts_as,
  attended, revision, cancelled_at`;

export function storeEvent(row: EventRow): StoreEvent {
  return {
    id: row.id,
    name: row.name,
    place: row.place,
    opensAt: instantOf(row.opens_at),
    startsAt: instantOf(row.starts_at),
    endsAt: instantOf(row.ends_at),
    capacity: row.capacity,
    countsAs: row.counts_as,
    attended: row.attended,
    revision: row.revision,
    cancelledAt: optionalInstant(row.cancelled_at),
  };
}

export async function findEvent(
  sql: Sql,
  { shopId, id }: ShopKey,
): Promise<StoreEvent | undefined> {
  const { rows } = await sql.query<EventRow>({
    name: "event_find",
    text: `select ${eventColumns} from store_event where shop_id = $1 and id = $2`,
    values: [shopId, id],
  });
  return rows[0] && storeEvent(rows[0]);
}

/** The same, kept from changing until the transaction ends. */
export async function lockEvent(tx: Sql, { shopId, id }: ShopKey): Promise<StoreEvent | undefined> {
  const { rows } = await tx.query<EventRow>({
    name: "event_lock",
    text: `select ${eventColumns} from store_event where shop_id = $1 and id = $2
      for no key update`,
    values: [shopId, id],
  });
  return rows[0] && storeEvent(rows[0]);
}

/** Answers the new event's id. */
export async function insertEvent(
  tx: Sql,
  shopId: bigint,
  event: EventTerms,
  now: Instant,
): Promise<string> {
  const id = newId();
  await tx.query({
    name: "event_insert",
    text: `insert into store_event (shop_id, id, name, place, opens_at, starts_at, ends_at,
        capacity, counts_as, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [shopId, id, ...saidOf(event), instantText(now)],
  });
  return id;
}

/** The event must be locked. */
export async function updateEvent(tx: Sql, { shopId, id }: ShopKey, event: EventTerms) {
  await tx.query({
    name: "event_update",
    text: `update store_event set name = $3, place = $4, opens_at = $5, starts_at = $6,
        ends_at = $7, capacity = $8, counts_as = $9, revision = revision + 1
      where shop_id = $1 and id = $2`,
    values: [shopId, id, ...saidOf(event)],
  });
}

function saidOf(event: EventTerms): unknown[] {
  const times = [event.opensAt, event.startsAt, event.endsAt].map(instantText);
  return [event.name, event.place, ...times, event.capacity, event.countsAs];
}

/** Null takes a cancellation back. The event must be locked. */
export async function cancelEventAt(
  tx: Sql,
  { shopId, id }: ShopKey,
  cancelledAt: Instant | null,
): Promise<void> {
  await tx.query({
    name: "event_cancel",
    text: `update store_event set cancelled_at = $3, revision = revision + 1
      where shop_id = $1 and id = $2`,
    values: [shopId, id, cancelledAt === null ? null : instantText(cancelledAt)],
  });
}

/**
 * Takes one place and answers how many are taken now; nothing where none is left, or the event was
 * cancelled meanwhile. The place is only kept if the transaction is.
 */
export async function takePlace(tx: Sql, { shopId, id }: ShopKey): Promise<number | undefined> {
  const { rows } = await tx.query<{ attended: number }>({
    name: "event_take_place",
    text: `update store_event set attended = attended + 1
      where shop_id = $1 and id = $2 and cancelled_at is null
        and (capacity is null or attended < capacity)
      returning attended`,
    values: [shopId, id],
  });
  return rows[0]?.attended;
}
