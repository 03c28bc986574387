// What stands in the journal already: requests are compared with what was written for them.
import { hash } from "node:crypto";
import type { Instant } from "../core/calendar/instant.ts";
import type { Account } from "../core/ledger/accounts.ts";
import type { EntryDraft } from "../core/ledger/entry.ts";
import type { OrderStep, WriteOff } from "../core/ledger/owed-again.ts";
import type { DatedExpiry } from "../core/ledger/reverse-expiry.ts";
import { heirAndMerged } from "./merge-store.ts";
import type { Sql } from "./pool.ts";
import { instantOf } from "./rows.ts";
import type { ShopKey } from "./rows.ts";

/** 132 bits: enough to tell requests apart, and short, because every entry carries it. */
const INPUT_HASH_CHARACTERS = 22;

/**
 * What was asked for, not how it was carried out: whichever lots gave the points, the same request
 * has the same hash.
 */
export function inputHash({
  kind,
  memberId,
  postings,
  explanation,
}: Pick<EntryDraft, "kind" | "memberId" | "postings" | "explanation">): string {
  const moved = new Map<string, bigint>();
  for (const { from, to, points } of postings) {
    const move = `${from}>${to}`;
    moved.set(move, (moved.get(move) ?? 0n) + points);
  }
  const moves = [...moved].map(([move, points]) => `${move} ${points}`);
  const input = JSON.stringify([kind, memberId, moves, explanation]);
  return hash("sha256", input, "base64url").slice(0, INPUT_HASH_CHARACTERS);
}

/** The hash under which an entry was written; nothing where the key is free. */
export async function findInputHash(
  sql: Sql,
  shopId: bigint,
  key: string,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ input_hash: string }>({
    name: "entry_input_hash",
    text: `select input_hash from journal_entry where shop_id = $1 and key = $2`,
    values: [shopId, key],
  });
  return rows[0]?.input_hash;
}

interface ExpiryRow {
  key: string;
  program_version_id: string | null;
  occurred_at: Date;
  is_reversed: boolean;
  lot_id: string;
  from_account: Account;
  to_account: Account;
  points: bigint;
}

/** The member's expiries for inactivity, and what others ended of some lots, the earliest first. */
export async function loadBalanceExpiries(
  sql: Sql,
  shopId: bigint,
  memberId: string,
  lotIds: readonly string[],
): Promise<DatedExpiry[]> {
  const { rows } = await sql.query<ExpiryRow>({
    name: "entry_balance_expiries",
    text: `select entry.key, entry.program_version_id, entry.occurred_at, exists (
          select from journal_entry as reversal where reversal.shop_id = entry.shop_id
            and reversal.key = entry.key || '/reversal') as is_reversed,
        posting.lot_id, posting.from_account, posting.to_account, posting.points
      from journal_entry as entry
      join posting on posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
        and posting.entry_id = entry.id
      where entry.shop_id = $1 and entry.member_id in (${heirAndMerged})
        and entry.kind = 'expiry'
        and (entry.explanation ->> 'key' = 'balance_expired' or posting.lot_id = any($3::uuid[]))
      order by entry.occurred_at, entry.id, posting.seq`,
    values: [shopId, memberId, [...lotIds]],
  });
  const expiries = new Map<string, ExpiryRow[]>();
  for (const row of rows) expiries.set(row.key, [...(expiries.get(row.key) ?? []), row]);
  return [...expiries.values()].flatMap(toExpiry);
}

function toExpiry(rows: readonly ExpiryRow[]): DatedExpiry[] {
  const [entry] = rows;
  if (!entry) return [];
  return [
    {
      key: entry.key,
      programVersionId: entry.program_version_id,
      occurredAt: instantOf(entry.occurred_at),
      isReversed: entry.is_reversed,
      postings: rows.map((row) => ({
        lotId: row.lot_id,
        from: row.from_account,
        to: row.to_account,
        points: row.points,
      })),
    },
  ];
}

/** Those of a member's lots into which points had come before the lot ended by itself. */
export async function listLotsBeforeTheirEnd(
  sql: Sql,
  { shopId, id }: ShopKey,
  lotIds: readonly string[],
): Promise<Set<string>> {
  if (lotIds.length === 0) return new Set();
  const { rows } = await sql.query<{ id: string }>({
    name: "entry_lots_before_end",
    text: `select distinct lot.id from lot
      join posting on posting.shop_id = lot.shop_id and posting.lot_id = lot.id
        and posting.member_id in (${heirAndMerged})
      join journal_entry as entry on entry.shop_id = posting.shop_id
        and entry.member_id = posting.member_id and entry.id = posting.entry_id
      where lot.shop_id = $1 and lot.member_id = $2 and lot.id = any($3::uuid[])
        and entry.recorded_at < lot.expires_at`,
    values: [shopId, id, [...lotIds]],
  });
  return new Set(rows.map((row) => row.id));
}

/**
 * When points last left each of a member's lots, came with a merger, or paid what was written off
 * and never reached it. Lots that hold all that they ever received are left out. A version that was
 * in force by then, and not yet carried out, found the lot empty, too: then it is the instant
 * before that version, and following again what the lot had followed since changes nothing.
 */
export async function loadLotsEmptiedAt(
  sql: Sql,
  { shopId, id }: ShopKey,
  lotIds: readonly string[],
): Promise<Map<string, Instant>> {
  if (lotIds.length === 0) return new Map();
  const { rows } = await sql.query<{ lot_id: string; emptied_at: Date }>({
    name: "entry_lots_emptied",
    text: `with emptied as (
        select posting.lot_id, max(entry.recorded_at) as at from posting
        join journal_entry as entry on entry.shop_id = posting.shop_id
          and entry.member_id = posting.member_id and entry.id = posting.entry_id
        where posting.shop_id = $1 and posting.member_id in (${heirAndMerged})
          and posting.lot_id = any($3::uuid[])
          and (posting.from_account in ('pending', 'available', 'reserved', 'transferred')
            or posting.to_account = 'forgiven')
        group by posting.lot_id
      )
      select lot_id, least(at, (
          select min(active_from) - interval '1 millisecond' from program_version as version
          where version.shop_id = $1 and version.status <> 'draft' and version.active_from <= at
            and (version.carried_out_at is null or version.carried_out_at >= at)
        )) as emptied_at
      from emptied`,
    values: [shopId, id, [...lotIds]],
  });
  return new Map(rows.map((row) => [row.lot_id, instantOf(row.emptied_at)]));
}

/** A write-off, and the program version whose policy decided. */
export interface StoredWriteOff extends Omit<WriteOff, "isOwnOnly"> {
  readonly programVersionId: string | null;
}

/**
 * What was written off for the member, below zero where it was paid or owed again, one figure for
 * each entry and order, in the order in which they were written. A merger names orders by lots.
 */
export async function loadWriteOffs(
  sql: Sql,
  shopId: bigint,
  memberId: string,
): Promise<StoredWriteOff[]> {
  const { rows } = await sql.query<{
    key: string;
    points: bigint;
    order_id: string | null;
    recorded_at: Date;
    spent_at: Date | null;
    program_version_id: string | null;
  }>({
    name: "entry_write_offs",
    text: `select entry.key, told.order_id, entry.recorded_at, entry.program_version_id,
        (select redemption.requested_at from redemption
          where redemption.shop_id = entry.shop_id and redemption.id = entry.redemption_id)
          as spent_at,
        sum(case posting.from_account when 'forgiven'
          then posting.points else -posting.points end)::bigint as points
      from journal_entry as entry
      join posting on posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
        and posting.entry_id = entry.id
      cross join lateral (select case entry.kind
          when 'transfer_in' then (select lot.order_id from lot where lot.shop_id = posting.shop_id
            and lot.member_id = posting.member_id and lot.id = posting.lot_id)
          else entry.order_id end as order_id) as told
      where entry.shop_id = $1 and entry.member_id in (${heirAndMerged})
        and 'forgiven' in (posting.from_account, posting.to_account)
      group by entry.shop_id, entry.member_id, entry.id, entry.key, told.order_id,
        entry.recorded_at, entry.program_version_id, entry.redemption_id
      order by entry.recorded_at, entry.id`,
    values: [shopId, memberId],
  });
  return rows.map((row) => ({
    entryKey: row.key,
    points: row.points,
    orderId: row.order_id,
    recordedAt: instantOf(row.recorded_at),
    spentAt: row.spent_at && instantOf(row.spent_at),
    programVersionId: row.program_version_id,
  }));
}

/** A step of an order, and what tells when the points that it gives can be spent. */
export interface StoredOrderStep extends OrderStep {
  readonly programVersionId: string | null;
  /** Of the lot that the member has of the order. */
  readonly releasesAt: Instant | null;
}

/** What an order received and gave back so far, whoever had it, in the order of its entries. */
export async function loadOrderSteps(
  sql: Sql,
  { shopId, memberId, orderId }: { shopId: bigint; memberId: string; orderId: string },
): Promise<StoredOrderStep[]> {
  const { rows } = await sql.query<{
    key: string;
    recorded_at: Date;
    is_move: boolean;
    points: bigint;
    program_version_id: string | null;
    releases_at: Date | null;
  }>({
    name: "entry_order_steps",
    text: `select entry.key, entry.recorded_at, entry.program_version_id,
        entry.explanation ->> 'key' = 'order_moved' as is_move,
        (select max(lot.releases_at) from lot
          where lot.shop_id = $1 and lot.member_id = $3 and lot.order_id = $2) as releases_at,
        sum(case posting.from_account when 'issued'
          then posting.points else -posting.points end)::bigint as points
      from journal_entry as entry
      join posting on posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
        and posting.entry_id = entry.id
      where entry.shop_id = $1 and entry.key > 'order/' || $2 || '/'
        and entry.key < 'order/' || $2 || '0'
        and 'issued' in (posting.from_account, posting.to_account)
      group by entry.member_id, entry.id, entry.key, entry.recorded_at, entry.program_version_id,
        entry.explanation
      order by split_part(entry.key, '/', 4)::int`,
    values: [shopId, orderId, memberId],
  });
  return rows.map((row) => ({
    entryKey: row.key,
    points: row.points,
    recordedAt: instantOf(row.recorded_at),
    isMove: row.is_move,
    programVersionId: row.program_version_id,
    releasesAt: row.releases_at && instantOf(row.releases_at),
  }));
}
