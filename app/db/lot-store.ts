// Lots as rows, read and written under their member's lock.
import type { Instant } from "../core/calendar/instant.ts";
import type { LotState, MemberLedger } from "../core/ledger/entry.ts";
import { changedLots } from "../core/ledger/lot.ts";
import { instantColumn, numberColumn, textColumn, uuidColumn } from "./columns.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText, optionalInstant } from "./rows.ts";
import type { ShopKey } from "./rows.ts";
import { together } from "./transaction.ts";

interface LotRow {
  shop_id: bigint;
  member_id: string;
  id: string;
  order_id: string | null;
  accrued_at: Date;
  expires_at: Date | null;
  releases_at: Date | null;
  terms_version_id: string | null;
  original: bigint;
  pending: bigint;
  available: bigint;
  reserved: bigint;
  expired: bigint;
}

/** Names a lot of a member that is wanted whether it still holds points or not. */
export interface LotKey extends ShopKey {
  readonly memberId: string;
}

const lotColumns = `lot.shop_id, lot.member_id, lot.id, order_id, accrued_at, expires_at,
  releases_at, terms_version_id, original, pending, available, reserved, expired`;

/** The members' lots that hold points, by member id. Members must be locked. */
export async function loadLots(
  tx: Sql,
  members: readonly ShopKey[],
): Promise<Map<string, LotState[]>> {
  if (members.length === 0) return new Map();
  const { rows } = await tx.query<LotRow>({
    name: "lot_load",
    text: `select ${lotColumns}
      from unnest($1::bigint[], $2::uuid[]) as wanted (shop_id, member_id)
      join lot on lot.shop_id = wanted.shop_id and lot.member_id = wanted.member_id
      where pending + available + reserved > 0`,
    values: [
      numberColumn(members.map(({ shopId }) => shopId)),
      uuidColumn(members.map(({ id }) => id)),
    ],
  });
  return byMember(rows);
}

/** Single lots, by member id. Members must be locked. */
export async function loadNamedLots(
  tx: Sql,
  lots: readonly LotKey[],
): Promise<Map<string, LotState[]>> {
  if (lots.length === 0) return new Map();
  const { rows } = await tx.query<LotRow>({
    name: "lot_load_named",
    text: `select ${lotColumns}
      from unnest($1::bigint[], $2::uuid[], $3::uuid[]) as wanted (shop_id, member_id, id)
      join lot on lot.shop_id = wanted.shop_id and lot.member_id = wanted.member_id
        and lot.id = wanted.id`,
    values: [
      numberColumn(lots.map(({ shopId }) => shopId)),
      uuidColumn(lots.map(({ memberId }) => memberId)),
      uuidColumn(lots.map(({ id }) => id)),
    ],
  });
  return byMember(rows);
}

/** A member's lots with an end of their own that has passed, whether they hold points or not. */
export async function loadEndedLots(
  tx: Sql,
  { shopId, id }: ShopKey,
  now: Instant,
): Promise<LotState[]> {
  const { rows } = await tx.query<LotRow>({
    name: "lot_load_ended",
    text: `select ${lotColumns} from lot
      where shop_id = $1 and member_id = $2 and expires_at <= $3`,
    values: [shopId, id, instantText(now)],
  });
  return rows.map(toLot);
}

function byMember(rows: readonly LotRow[]): Map<string, LotState[]> {
  const lots = new Map<string, LotState[]>();
  for (const row of rows) {
    const known = lots.get(row.member_id);
    if (known) known.push(toLot(row));
    else lots.set(row.member_id, [toLot(row)]);
  }
  return lots;
}

function toLot(row: LotRow): LotState {
  return {
    id: row.id,
    orderId: row.order_id,
    accruedAt: instantOf(row.accrued_at),
    expiresAt: optionalInstant(row.expires_at),
    releasesAt: optionalInstant(row.releases_at),
    termsVersionId: row.terms_version_id,
    original: row.original,
    pending: row.pending,
    available: row.available,
    reserved: row.reserved,
    expired: row.expired,
  };
}

/** What became of a member's lots. */
export interface LotChanges {
  readonly shopId: bigint;
  /** As it was read under the member's lock: lots that were replaced since are written. */
  readonly before: MemberLedger;
  readonly ledger: MemberLedger;
}

interface LotOfMember {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly lot: LotState;
}

/** Writes lots that are new or changed. Those that were read before need only be updated. */
export async function saveLots(tx: Sql, changes: readonly LotChanges[]): Promise<void> {
  const others: LotOfMember[] = [];
  const changed: LotOfMember[] = [];
  for (const { shopId, before, ledger } of changes) {
    const known = new Set(before.lots.map(({ id }) => id));
    for (const lot of changedLots(before, ledger)) {
      const side = known.has(lot.id) ? changed : others;
      side.push({ shopId, memberId: ledger.memberId, lot });
    }
  }
  await together(upsertLots(tx, others), updateLots(tx, changed));
}

async function upsertLots(tx: Sql, lots: readonly LotOfMember[]): Promise<void> {
  if (lots.length === 0) return;
  const column = <Value>(read: (lot: LotState) => Value): Value[] =>
    lots.map(({ lot }) => read(lot));
  await tx.query({
    name: "lot_save",
    text: `insert into lot (shop_id, member_id, id, expires_at, releases_at, original, pending,
        available, reserved, expired, order_id, accrued_at, terms_version_id)
      select * from unnest(${changingColumns}, $11::text[], $12::timestamptz[], $13::uuid[])
      on conflict (shop_id, member_id, id) do update set expires_at = excluded.expires_at,
        releases_at = excluded.releases_at, original = excluded.original,
        pending = excluded.pending, available = excluded.available,
        reserved = excluded.reserved, expired = excluded.expired`,
    values: [
      ...columnsOf(lots),
      textColumn(column(({ orderId }) => orderId)),
      instantColumn(column(({ accruedAt }) => accruedAt)),
      uuidColumn(column(({ termsVersionId }) => termsVersionId)),
    ],
  });
}

async function updateLots(tx: Sql, lots: readonly LotOfMember[]): Promise<void> {
  if (lots.length === 0) return;
  await tx.query({
    name: "lot_update",
    text: `update lot set expires_at = changed.expires_at, releases_at = changed.releases_at,
        original = changed.original, pending = changed.pending, available = changed.available,
        reserved = changed.reserved, expired = changed.expired
      from unnest(${changingColumns}) as changed (shop_id, member_id, id, expires_at, releases_at,
        original, pending, available, reserved, expired)
      where lot.shop_id = changed.shop_id and lot.member_id = changed.member_id
        and lot.id = changed.id`,
    values: columnsOf(lots),
  });
}

/** In the order of `columnsOf`: the key of a lot, and what changes in its life. */
const changingColumns = `$1::bigint[], $2::uuid[], $3::uuid[], $4::timestamptz[],
  $5::timestamptz[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[]`;

function columnsOf(lots: readonly LotOfMember[]): string[] {
  const column = <Value>(read: (lot: LotState) => Value): Value[] =>
    lots.map(({ lot }) => read(lot));
  return [
    numberColumn(lots.map(({ shopId }) => shopId)),
    uuidColumn(lots.map(({ memberId }) => memberId)),
    uuidColumn(column(({ id }) => id)),
    instantColumn(column(({ expiresAt }) => expiresAt)),
    instantColumn(column(({ releasesAt }) => releasesAt)),
    numberColumn(column(({ original }) => original)),
    numberColumn(column(({ pending }) => pending)),
    numberColumn(column(({ available }) => available)),
    numberColumn(column(({ reserved }) => reserved)),
    numberColumn(column(({ expired }) => expired)),
  ];
}
