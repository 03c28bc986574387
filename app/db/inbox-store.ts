// SQL of the inbox. Times are the database's, so that all processes agree on what is due.
import pg from "pg";
import { instantColumn, numberColumn, textColumn, uuidColumn } from "./columns.ts";
import type { Sql } from "./pool.ts";
import { dueNow, readQueueHead } from "./queue-head.ts";

/** A webhook as the door accepted it. */
export interface ReceivedMessage {
  readonly shopId: bigint;
  /** UUIDv7: grows with arrival. */
  readonly id: string;
  readonly topic: string;
  readonly webhookId: string;
  readonly eventId: string | null;
  readonly orderingKey: string | null;
  readonly triggeredAt: Date | null;
  /** The signed bytes. */
  readonly body: Buffer;
}

/**
 * Stores deliveries in one statement; those that were received before are passed over. All bodies
 * travel as one binary value that the server cuts up: arrays of texts would have to be quoted.
 */
export async function insertReceived(
  sql: Sql,
  messages: readonly ReceivedMessage[],
): Promise<number> {
  const offsets: number[] = [];
  let offset = 1;
  for (const message of messages) {
    offsets.push(offset);
    offset += message.body.length;
  }
  const stored = await sql.query({
    name: "inbox_insert",
    text: `with told as (
        select distinct on (shop_id, topic, webhook_id) *
        from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
          $7::timestamptz[], $9::int[], $10::int[]) as received
          (shop_id, id, topic, webhook_id, event_id, ordering_key, triggered_at, start, length)
        order by shop_id, topic, webhook_id, id
      ), fresh as (
        insert into inbox_receipt (shop_id, topic, webhook_id, received_at)
        select shop_id, topic, webhook_id, ${dueNow} from told
        on conflict do nothing
        returning shop_id, topic, webhook_id
      )
      insert into inbox_message (shop_id, id, topic, webhook_id, event_id, ordering_key,
        triggered_at, body, received_at, next_attempt_at)
      select shop_id, id, topic, webhook_id, event_id, ordering_key, triggered_at,
        substr($8::bytea, start, length), ${dueNow}, ${dueNow}
      from told join fresh using (shop_id, topic, webhook_id) order by id`,
    values: [
      numberColumn(messages.map((message) => message.shopId)),
      uuidColumn(messages.map((message) => message.id)),
      textColumn(messages.map((message) => message.topic)),
      textColumn(messages.map((message) => message.webhookId)),
      textColumn(messages.map((message) => message.eventId)),
      textColumn(messages.map((message) => message.orderingKey)),
      instantColumn(messages.map((message) => message.triggeredAt?.getTime() ?? null)),
      messages.length === 1
        ? messages[0]?.body
        : Buffer.concat(messages.map((message) => message.body)),
      numberColumn(offsets),
      numberColumn(messages.map((message) => message.body.length)),
    ],
  });
  return stored.rowCount ?? 0;
}

/** What names a message in the inbox. */
export interface DeliveryKey {
  readonly shopId: bigint;
  readonly id: string;
}

/** A message that the surrounding transaction holds locked. */
export interface ClaimedDelivery extends DeliveryKey {
  readonly topic: string;
  readonly webhookId: string;
  readonly orderingKey: string | null;
  readonly triggeredAt: Date | null;
  /** Text where the claim asked for it. */
  readonly body: Buffer | string;
  /** Failed attempts so far. */
  readonly attempts: number;
  /** Where its row lies as long as the lock lasts and nothing of it changes. */
  readonly place: string;
  /** Since when, as the database writes it: with the id, its turn in the queue. */
  readonly dueAt: string;
}

interface ClaimedRow {
  shop_id: bigint;
  id: string;
  topic: string;
  webhook_id: string;
  ordering_key: string | null;
  triggered_at: Date | null;
  body: Buffer | string | null;
  attempts: number;
  place: string;
  due_at: string;
}

/** A cheap look, so that an empty inbox costs no transaction. */
export async function hasDueDeliveries(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ due: boolean }>({
    name: "inbox_due",
    text: `select exists (
        select from inbox_message where status = 'ready' and next_attempt_at <= now()
      ) as due`,
  });
  return rows[0]?.due === true;
}

/** How bodies travel: as text they take half the bytes and a fraction of the time to read. */
export type BodyForm = "text" | "bytes";

/** A message's turn: the queue is sorted so. */
export interface QueuePlace {
  readonly dueAt: string;
  readonly id: string;
}

export interface ClaimOptions {
  readonly form?: BodyForm;
  /** Only what comes after it. Left out, from the head. */
  readonly after?: QueuePlace | undefined;
}

/**
 * Locks the oldest due messages of all shops; `keepClaimed` can free some of them again. A message
 * waits while an earlier one of the same subject does, so each subject comes once. With bodies as
 * text it fails where one is none: see `isNoText`.
 */
export async function claimDeliveries(
  tx: Sql,
  limit: number,
  { form = "bytes", after }: ClaimOptions = {},
): Promise<ClaimedDelivery[]> {
  const isAfter = after
    ? `and (next_attempt_at, id) >
        (${pg.escapeLiteral(after.dueAt)}::timestamptz, ${pg.escapeLiteral(after.id)}::uuid)`
    : "";
  const body = form === "text" ? "convert_from(body, 'UTF8') as body" : "body";
  const rows = await readQueueHead<ClaimedRow>(
    tx,
    `select shop_id, id, topic, webhook_id, ordering_key, triggered_at, ${body}, attempts,
        ctid::text as place, next_attempt_at::text as due_at
      from inbox_message as due
      where status = 'ready' and next_attempt_at <= now() ${isAfter} and ${isFirstOfItsSubject}
      order by next_attempt_at, id limit ${Math.trunc(limit)}
      for no key update skip locked`,
    { savepoint: "claim" },
  );
  return rows.map(toClaimed);
}

/**
 * Frees all that the transaction has claimed but these, and answers which of them it holds: while
 * they were free for a moment, another worker may have taken some. Nothing else may have been done
 * since the claim.
 */
export async function keepClaimed(
  tx: Sql,
  deliveries: readonly ClaimedDelivery[],
): Promise<ClaimedDelivery[]> {
  await tx.query("rollback to savepoint claim");
  const { rows } = await tx.query<{ place: string }>({
    name: "inbox_keep_claimed",
    text: `select held.ctid::text as place from inbox_message as held
      join unnest($1::bigint[], $2::tid[], $3::uuid[]) as claimed (shop_id, place, id)
        on held.ctid = claimed.place and held.shop_id = claimed.shop_id and held.id = claimed.id
      where held.status = 'ready' and held.next_attempt_at <= now()
      for no key update of held skip locked`,
    values: [
      numberColumn(deliveries.map(({ shopId }) => shopId)),
      textColumn(deliveries.map(({ place }) => place)),
      uuidColumn(deliveries.map(({ id }) => id)),
    ],
  });
  const held = new Set(rows.map(({ place }) => place));
  return deliveries.filter(({ place }) => held.has(place));
}

/** Bytes that are no UTF-8, or no text of the database. */
const NO_TEXT = new Set<unknown>(["22021", "22P05"]);

/** Whether a claim failed only because a body must be read as bytes. */
export function isNoText(error: unknown): boolean {
  return NO_TEXT.has((error as { code?: unknown } | null)?.code);
}

/**
 * Asks for the first one in its index's order, which no other index has: asked whether there is an
 * earlier one, the server searches the whole queue where its statistics say that it is empty.
 */
const isFirstOfItsSubject = `(ordering_key is null or due.id = (
  select first.id from inbox_message as first
  where first.shop_id = due.shop_id and first.ordering_key = due.ordering_key
    and first.status = 'ready'
  order by first.id limit 1))`;

/** Locks one message, unless it is done, dead, locked, not due, or waits for an earlier one. */
export async function claimDelivery(
  tx: Sql,
  key: DeliveryKey,
): Promise<ClaimedDelivery | undefined> {
  const { rows } = await tx.query<ClaimedRow>({
    name: "inbox_claim_one",
    text: `select shop_id, id, topic, webhook_id, ordering_key, triggered_at, body, attempts,
        ctid::text as place, next_attempt_at::text as due_at
      from inbox_message as due
      where shop_id = $1 and id = $2
        and status = 'ready' and next_attempt_at <= now() and ${isFirstOfItsSubject}
      for no key update skip locked`,
    values: [key.shopId, key.id],
  });
  return rows[0] === undefined ? undefined : toClaimed(rows[0]);
}

function toClaimed(row: ClaimedRow): ClaimedDelivery {
  return {
    shopId: row.shop_id,
    id: row.id,
    topic: row.topic,
    webhookId: row.webhook_id,
    orderingKey: row.ordering_key,
    triggeredAt: row.triggered_at,
    body: row.body ?? "",
    attempts: row.attempts,
    place: row.place,
    dueAt: row.due_at,
  };
}

/**
 * In the transaction that did what the messages ask for. They go as a whole: what was handled need
 * not be kept, least of all whom it was about; the receipt stays a while to know repetitions. Rows
 * are found where the claim saw them, which takes a third less than by their names.
 */
export async function removeHandled(
  tx: Sql,
  deliveries: readonly ClaimedDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  const shopIds = numberColumn(deliveries.map(({ shopId }) => shopId));
  // No names: a plan that was kept from when the queue was short would read all of a long one.
  const removed = await tx.query({
    text: `delete from inbox_message as held
      using unnest($1::bigint[], $2::tid[]) as claimed (shop_id, place)
      where held.ctid = claimed.place and held.shop_id = claimed.shop_id`,
    values: [shopIds, textColumn(deliveries.map(({ place }) => place))],
  });
  if (removed.rowCount === deliveries.length) return;
  // The transaction itself wrote to some, and so moved them.
  await tx.query({
    text: `delete from inbox_message as held
      using unnest($1::bigint[], $2::uuid[]) as claimed (shop_id, id)
      where held.shop_id = claimed.shop_id and held.id = claimed.id`,
    values: [shopIds, uuidColumn(deliveries.map(({ id }) => id))],
  });
}

/** Counts a failed attempt; the message is due again after the pause. */
export async function markDeliveryFailed(
  sql: Sql,
  key: DeliveryKey,
  reason: string,
  pauseMs: number,
): Promise<void> {
  await sql.query({
    name: "inbox_failed",
    text: `update inbox_message set attempts = attempts + 1, last_error = $3,
        next_attempt_at = now() + $4 * interval '1 millisecond'
      where shop_id = $1 and id = $2 and status = 'ready'`,
    values: [key.shopId, key.id, reason, pauseMs],
  });
}

/** Nothing but a person brings it back. Later messages of its subject go on without it. */
export async function markDeliveryDead(sql: Sql, key: DeliveryKey, reason: string): Promise<void> {
  await sql.query({
    name: "inbox_dead",
    text: `update inbox_message set status = 'dead', attempts = attempts + 1, last_error = $3
      where shop_id = $1 and id = $2 and status = 'ready'`,
    values: [key.shopId, key.id, reason],
  });
}
