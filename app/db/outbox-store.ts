// SQL of the outbox. Times are the database's, so that all processes agree on what is due.
import { jsonColumn, jsonRows, numberColumn, textColumn, uuidColumn } from "./columns.ts";
import { newId } from "./new-id.ts";
import type { Sql } from "./pool.ts";
import { dueNow, readQueueHead } from "./queue-head.ts";

export interface NewMessage {
  readonly shopId: bigint;
  readonly kind: string;
  /** Names the subject: what is asked twice for one subject before it is done, is done once. */
  readonly key: string;
  readonly payload: object;
  /** Not before this long from now. */
  readonly delayMs?: number;
}

/** What becomes of a message that is asked for again. */
export const askedAgain = `on conflict (shop_id, kind, key) do update
  set payload = excluded.payload, revision = held.revision + 1, status = 'ready',
    attempts = 0, next_attempt_at = excluded.next_attempt_at, last_error = null,
    sent_at = null`;

/**
 * Asks for side effects, in the transaction that makes them due. A message that waits already takes
 * the new payload; one that is being delivered right now is delivered once more afterwards.
 */
export async function enqueueMessages(tx: Sql, messages: readonly NewMessage[]): Promise<void> {
  const rows = lastOfEachSubject(messages);
  if (rows.length === 0) return;
  await tx.query({
    name: "outbox_enqueue",
    text: `insert into outbox_message as held
        (shop_id, id, kind, key, payload, next_attempt_at, created_at)
      select shop_id, id, kind, key, payload::json,
        ${dueNow} + delay_ms * interval '1 millisecond', now()
      from rows from (
        unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::int[]), ${jsonRows("$6")}
      ) as asked (shop_id, id, kind, key, delay_ms, payload)
      order by shop_id, kind, key
      ${askedAgain}`,
    values: [
      numberColumn(rows.map((row) => row.shopId)),
      uuidColumn(rows.map(() => newId())),
      textColumn(rows.map((row) => row.kind)),
      textColumn(rows.map((row) => row.key)),
      numberColumn(rows.map((row) => row.delayMs ?? 0)),
      jsonColumn(rows.map((row) => JSON.stringify(row.payload))),
    ],
  });
}

/** One statement may not touch a row twice. */
function lastOfEachSubject(messages: readonly NewMessage[]): NewMessage[] {
  const rows = new Map<string, NewMessage>();
  for (const message of messages) {
    rows.set(`${message.shopId} ${message.kind} ${message.key}`, message);
  }
  return [...rows.values()];
}

/** A message that this process alone may deliver until its lease ends. */
export interface ClaimedMessage {
  readonly shopId: bigint;
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly payload: unknown;
  /** Attempts so far, this one included. */
  readonly attempts: number;
  /** What was asked for: a greater one in the table means that it was asked again since. */
  readonly revision: number;
}

interface ClaimedRow {
  shop_id: bigint;
  id: string;
  kind: string;
  key: string;
  payload: unknown;
  attempts: number;
  revision: number;
}

/**
 * Leases up to `limit` due messages, of any shop but those `without`. An attempt counts when it
 * begins: a crash is one, too.
 */
export async function claimMessages(
  tx: Sql,
  limit: number,
  leaseMs: number,
  without: readonly bigint[] = [],
): Promise<ClaimedMessage[]> {
  const ofOthers = without.length === 0 ? "" : `and shop_id not in (${without.join(", ")})`;
  const rows = await readQueueHead<ClaimedRow>(
    tx,
    `update outbox_message as held
      set lease_until = now() + ${Math.trunc(leaseMs)} * interval '1 millisecond',
        attempts = held.attempts + 1
      from (
        select shop_id, kind, key from outbox_message
        where status = 'ready' and next_attempt_at <= now()
          and (lease_until is null or lease_until <= now()) ${ofOthers}
        order by next_attempt_at limit ${Math.trunc(limit)}
        for no key update skip locked
      ) as due
      where held.shop_id = due.shop_id and held.kind = due.kind and held.key = due.key
      returning held.shop_id, held.id, held.kind, held.key, held.payload, held.attempts,
        held.revision`,
  );
  return rows.map(toClaimed);
}

/** Leases one message, unless it is leased, done, dead or not due. */
export async function claimMessage(
  sql: Sql,
  name: MessageKey,
  leaseMs: number,
): Promise<ClaimedMessage | undefined> {
  const { rows } = await sql.query<ClaimedRow>({
    name: "outbox_claim_one",
    text: `update outbox_message
      set lease_until = now() + $4 * interval '1 millisecond', attempts = attempts + 1
      where shop_id = $1 and kind = $2 and key = $3 and status = 'ready'
        and next_attempt_at <= now() and (lease_until is null or lease_until <= now())
      returning shop_id, id, kind, key, payload, attempts, revision`,
    values: [name.shopId, name.kind, name.key, leaseMs],
  });
  return rows[0] === undefined ? undefined : toClaimed(rows[0]);
}

export interface MessageKey {
  readonly shopId: bigint;
  readonly kind: string;
  readonly key: string;
}

function toClaimed(row: ClaimedRow): ClaimedMessage {
  return {
    shopId: row.shop_id,
    id: row.id,
    kind: row.kind,
    key: row.key,
    payload: row.payload,
    attempts: row.attempts,
    revision: row.revision,
  };
}

export interface MessageState {
  readonly status: "ready" | "sent" | "dead";
  /** Somebody is delivering it. */
  readonly isLeased: boolean;
}

export async function readMessageState(
  sql: Sql,
  name: MessageKey,
): Promise<MessageState | undefined> {
  const { rows } = await sql.query<{ status: MessageState["status"]; is_leased: boolean }>({
    name: "outbox_state",
    text: `select status, coalesce(lease_until > now(), false) as is_leased
      from outbox_message where shop_id = $1 and kind = $2 and key = $3`,
    values: [name.shopId, name.kind, name.key],
  });
  const row = rows[0];
  return row === undefined ? undefined : { status: row.status, isLeased: row.is_leased };
}

/** Done, unless it was asked for again since the claim: then it waits for its next delivery. */
export async function markSent(sql: Sql, claimed: ClaimedMessage): Promise<void> {
  await settle(sql, "outbox_sent", claimed, `status = 'sent', sent_at = now(), last_error = null`);
}

/** Dead: only a person, or a new request for the same subject, brings it back. */
export async function markDead(sql: Sql, claimed: ClaimedMessage, reason: string): Promise<void> {
  await settle(sql, "outbox_dead", claimed, `status = 'dead', last_error = $5`, [reason]);
}

export async function markForRetry(
  sql: Sql,
  claimed: ClaimedMessage,
  reason: string,
  pauseMs: number,
): Promise<void> {
  await settle(
    sql,
    "outbox_retry",
    claimed,
    `last_error = $5, next_attempt_at = now() + $6 * interval '1 millisecond'`,
    [reason, pauseMs],
  );
}

/** Not yet time: the attempt does not count. */
export async function markPostponed(
  sql: Sql,
  claimed: ClaimedMessage,
  reason: string,
  pauseMs: number,
): Promise<void> {
  await settle(
    sql,
    "outbox_postpone",
    claimed,
    `attempts = greatest(attempts - 1, 0), last_error = $5,
      next_attempt_at = now() + $6 * interval '1 millisecond'`,
    [reason, pauseMs],
  );
}

/**
 * A person has done what a dead message was for, or taken it back. False while it is to be
 * delivered yet; otherwise nobody delivers it until the transaction ends.
 */
export async function endMessage(tx: Sql, name: MessageKey): Promise<boolean> {
  const { rows } = await tx.query<{ has_ended: boolean }>({
    name: "outbox_end",
    text: `with held as (
        select status from outbox_message where shop_id = $1 and kind = $2 and key = $3
        for no key update
      ), ended as (
        update outbox_message set status = 'sent', sent_at = now(), last_error = null
        where shop_id = $1 and kind = $2 and key = $3 and status = 'dead'
      )
      select not exists (select from held where status = 'ready') as has_ended`,
    values: [name.shopId, name.kind, name.key],
  });
  return rows[0]?.has_ended === true;
}

/** Ends the lease; writes the outcome only to the revision that was delivered. */
async function settle(
  sql: Sql,
  name: string,
  claimed: ClaimedMessage,
  assignments: string,
  values: unknown[] = [],
): Promise<void> {
  const key = [claimed.shopId, claimed.kind, claimed.key];
  const settled = await sql.query({
    name,
    text: `update outbox_message set lease_until = null, ${assignments}
      where shop_id = $1 and kind = $2 and key = $3 and revision = $4 and status = 'ready'`,
    values: [...key, claimed.revision, ...values],
  });
  if (settled.rowCount === 1) return;
  await sql.query({
    name: "outbox_release",
    text: `update outbox_message set lease_until = null
      where shop_id = $1 and kind = $2 and key = $3 and revision > $4`,
    values: [...key, claimed.revision],
  });
}

/** What a delivery gives up for when its shop is not installed; a new installation takes it up. */
export const SHOP_UNINSTALLED = "shop_uninstalled";

export async function reviveAfterInstallation(tx: Sql, shopId: bigint): Promise<void> {
  await tx.query({
    name: "outbox_revive_installed",
    text: `update outbox_message set status = 'ready', attempts = 0, next_attempt_at = ${dueNow},
        revision = revision + 1, last_error = null
      where shop_id = $1 and status = 'dead' and last_error = $2`,
    values: [shopId, SHOP_UNINSTALLED],
  });
}

/** Forgets what was sent long ago; answers how many rows went. */
export async function deleteSentMessages(
  sql: Sql,
  keepDays: number,
  limit: number,
): Promise<number> {
  const deleted = await sql.query({
    name: "outbox_delete_sent",
    text: `delete from outbox_message as held using (
        select shop_id, kind, key from outbox_message
        where status = 'sent' and sent_at < now() - $1 * interval '1 day'
        order by sent_at limit $2 for update skip locked
      ) as old
      where held.shop_id = old.shop_id and held.kind = old.kind and held.key = old.key`,
    values: [keepDays, limit],
  });
  return deleted.rowCount ?? 0;
}
