// Replays the journal of every member of a database into nothing, as core replays it, and compares
// the balances and lots that come of it with those that are stored, figure by figure.
import { replayLedger } from "../../app/core/ledger/replay-ledger.ts";
import type { JournalEntry } from "../../app/core/ledger/replay-ledger.ts";
import type { PostingDraft } from "../../app/core/ledger/entry.ts";
import type { NewLot } from "../../app/core/ledger/lot.ts";
import type { Sql } from "../../app/db/pool.ts";

type PostingRow = Omit<PostingDraft, "points"> & { readonly points: string };

interface EntryRow {
  readonly member: string;
  readonly kind: JournalEntry["kind"];
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly postings: readonly PostingRow[];
}

interface StoredLot {
  readonly member: string;
  readonly id: string;
  readonly order_id: string | null;
  readonly accrued_at: Date;
  /** All that the lot holds, account by account. */
  readonly figures: string;
}

/** Throws where a replay of the journal gives another figure than the one that is stored. */
export async function assertJournalReplays(sql: Sql): Promise<void> {
  const lots = byMember(await loadLots(sql));
  const entries = byMember(await loadEntries(sql));
  const { rows: members } = await sql.query<{ member: string; figures: string }>(
    `select shop_id || '/' || id as member,
       concat_ws(' ', pending, available, reserved, shortfall, turn_count) as figures from member`,
  );
  const differences = members.flatMap(({ member, figures }) =>
    differencesOf(lots.get(member) ?? [], entries.get(member) ?? [], figures).map(
      (difference) => `member ${member}: ${difference}`,
    ),
  );
  if (differences.length > 0) {
    throw new Error(`The journal tells other figures: ${differences.join("; ")}`);
  }
}

function byMember<Row extends { readonly member: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.member);
    if (group) group.push(row);
    else groups.set(row.member, [row]);
  }
  return groups;
}

function differencesOf(
  stored: readonly StoredLot[],
  entries: readonly EntryRow[],
  figures: string,
): string[] {
  const told = replayLedger(stored.map(newLot), entries.map(journalEntry));
  const { pending, available, reserved, shortfall } = told.balances;
  const balances = [pending, available, reserved, shortfall, told.turnCount].join(" ");
  const lots = new Map(
    told.lots.map((lot) => [
      lot.id,
      [lot.original, lot.pending, lot.available, lot.reserved, lot.expired].join(" "),
    ]),
  );
  const wrongLots = stored
    .map((lot) => ({ ...lot, replayed: lots.get(lot.id) ?? "0 0 0 0 0" }))
    .filter((lot) => lot.figures !== lot.replayed)
    .map((lot) => `lot ${lot.id} holds ${lot.figures}, not ${lot.replayed}`);
  return balances === figures
    ? wrongLots
    : [`the balances are ${figures}, not ${balances}`, ...wrongLots];
}

/** Ends and releases move no point, so that a replay needs none. */
function newLot({ id, order_id: orderId, accrued_at: accruedAt }: StoredLot): NewLot {
  const terms = { expiresAt: null, releasesAt: null, termsVersionId: null };
  return { id, orderId, accruedAt: accruedAt.getTime(), ...terms };
}

function journalEntry(row: EntryRow): JournalEntry {
  return {
    kind: row.kind,
    occurredAt: row.occurred_at.getTime(),
    recordedAt: row.recorded_at.getTime(),
    postings: row.postings.map((posting) => ({ ...posting, points: BigInt(posting.points) })),
  };
}

async function loadLots(sql: Sql): Promise<StoredLot[]> {
  const { rows } = await sql.query<StoredLot>(
    `select shop_id || '/' || member_id as member, id, order_id, accrued_at,
       concat_ws(' ', original, pending, available, reserved, expired) as figures from lot`,
  );
  return rows;
}

async function loadEntries(sql: Sql): Promise<EntryRow[]> {
  const { rows } = await sql.query<EntryRow>(
    `select entry.shop_id || '/' || entry.member_id as member, kind, occurred_at, recorded_at,
       json_agg(json_build_object('lotId', lot_id, 'from', from_account, 'to', to_account,
         'points', points::text) order by seq) as postings
     from journal_entry entry
     join posting on posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
       and posting.entry_id = entry.id
     group by entry.shop_id, entry.member_id, entry.id
     order by entry.shop_id, entry.member_id, entry.id`,
  );
  return rows;
}
