// The ledger as rows: entries and postings that are only ever added, beside the lots and balances
// that they change.
import type { Instant } from "../core/calendar/instant.ts";
import type { EntryDraft, MemberLedger, PostingDraft } from "../core/ledger/entry.ts";
import {
  instantColumn,
  jsonColumn,
  jsonRows,
  numberColumn,
  textColumn,
  uuidColumn,
} from "./columns.ts";
import { inputHash } from "./entry-store.ts";
import { saveLots } from "./lot-store.ts";
import { newId } from "./new-id.ts";
import type { Sql } from "./pool.ts";
import { instantText } from "./rows.ts";
import type { ShopKey } from "./rows.ts";
import { together } from "./transaction.ts";

/** Everything that one member's decisions of this transaction want written. */
export interface MemberChange {
  readonly shopId: bigint;
  /** As it was read under the member's lock: lots that were replaced since are written. */
  readonly before: MemberLedger;
  /** In the order in which they were decided. */
  readonly entries: readonly EntryDraft[];
  /** As it stands after all of them. */
  readonly ledger: MemberLedger;
  /** The latest thing the member did that keeps a balance alive; left out where that is no news. */
  readonly activityAt?: Instant;
}

/**
 * Writes entries, postings, the lots that changed, and balances. Members must be locked. A key that
 * is taken already is an error: decisions number their keys under the lock.
 */
export async function applyLedgerChanges(
  tx: Sql,
  changes: readonly MemberChange[],
  recordedAt: Instant,
): Promise<void> {
  const entries = changes.flatMap(({ shopId, entries: drafts }) =>
    drafts.map((draft) => ({ shopId, id: newId(), draft })),
  );
  await together(
    saveLots(tx, changes),
    appendEntries(tx, entries, recordedAt),
    appendPostings(tx, entries),
    saveMembers(tx, changes.filter(isMemberChanged)),
  );
}

function isMemberChanged({ before, entries, ledger, activityAt }: MemberChange): boolean {
  if (entries.length > 0 || activityAt !== undefined) return true;
  return ledger.balanceExpiresAt !== before.balanceExpiresAt;
}

interface NewEntry extends ShopKey {
  readonly draft: EntryDraft;
}

async function appendEntries(
  tx: Sql,
  entries: readonly NewEntry[],
  recordedAt: Instant,
): Promise<void> {
  if (entries.length === 0) return;
  const column = <Value>(read: (draft: EntryDraft) => Value): Value[] =>
    entries.map(({ draft }) => read(draft));
  await tx.query({
    name: "entry_append",
    text: `insert into journal_entry (shop_id, id, key, input_hash, kind, member_id, order_id,
        redemption_id, program_version_id, actor, occurred_at, explanation, recorded_at)
      select shop_id, id, key, input_hash, kind, member_id, order_id, redemption_id,
        program_version_id, actor, occurred_at, explanation::jsonb, $13
      from rows from (
        unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[],
          $7::text[], $8::uuid[], $9::uuid[], $10::text[], $11::timestamptz[]), ${jsonRows("$12")}
      ) as drafted (shop_id, id, key, input_hash, kind, member_id, order_id, redemption_id,
        program_version_id, actor, occurred_at, explanation)`,
    values: [
      numberColumn(entries.map(({ shopId }) => shopId)),
      uuidColumn(entries.map(({ id }) => id)),
      textColumn(column(({ key }) => key)),
      textColumn(column(inputHash)),
      textColumn(column(({ kind }) => kind)),
      uuidColumn(column(({ memberId }) => memberId)),
      textColumn(column(({ orderId }) => orderId)),
      uuidColumn(column(({ redemptionId }) => redemptionId)),
      uuidColumn(column(({ programVersionId }) => programVersionId)),
      textColumn(column(({ actor }) => actor)),
      instantColumn(column(({ occurredAt }) => occurredAt)),
      jsonColumn(column(({ explanation }) => JSON.stringify(explanation))),
      instantText(recordedAt),
    ],
  });
}

async function appendPostings(tx: Sql, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const postings = entries.flatMap(({ shopId, id, draft }) =>
    draft.postings.map((posting, seq) => ({ shopId, id, memberId: draft.memberId, posting, seq })),
  );
  const column = <Value>(read: (posting: PostingDraft) => Value): Value[] =>
    postings.map(({ posting }) => read(posting));
  await tx.query({
    name: "posting_append",
    text: `insert into posting (shop_id, member_id, entry_id, seq, lot_id, from_account, to_account,
        points)
      select * from unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::smallint[], $5::uuid[],
        $6::text[], $7::text[], $8::bigint[])`,
    values: [
      numberColumn(postings.map(({ shopId }) => shopId)),
      uuidColumn(postings.map(({ memberId }) => memberId)),
      uuidColumn(postings.map(({ id }) => id)),
      numberColumn(postings.map(({ seq }) => seq)),
      uuidColumn(column(({ lotId }) => lotId)),
      textColumn(column(({ from }) => from)),
      textColumn(column(({ to }) => to)),
      numberColumn(column(({ points }) => points)),
    ],
  });
}

async function saveMembers(tx: Sql, changes: readonly MemberChange[]): Promise<void> {
  if (changes.length === 0) return;
  const balances = changes.map(({ ledger }) => ledger.balances);
  await tx.query({
    name: "member_save_ledger",
    text: `update member set pending = changed.pending, available = changed.available,
        reserved = changed.reserved, shortfall = changed.shortfall,
        turn_count = changed.turn_count, balance_expires_at = changed.balance_expires_at,
        activity_at = coalesce(changed.activity_at, member.activity_at)
      from unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[],
        $6::bigint[], $7::int[], $8::timestamptz[], $9::timestamptz[]) as changed (shop_id, id,
        pending, available, reserved, shortfall, turn_count, balance_expires_at, activity_at)
      where member.shop_id = changed.shop_id and member.id = changed.id`,
    values: [
      numberColumn(changes.map(({ shopId }) => shopId)),
      uuidColumn(changes.map(({ ledger }) => ledger.memberId)),
      numberColumn(balances.map(({ pending }) => pending)),
      numberColumn(balances.map(({ available }) => available)),
      numberColumn(balances.map(({ reserved }) => reserved)),
      numberColumn(balances.map(({ shortfall }) => shortfall)),
      numberColumn(changes.map(({ ledger }) => ledger.turnCount)),
      instantColumn(changes.map(({ ledger }) => ledger.balanceExpiresAt)),
      instantColumn(changes.map(({ activityAt }) => activityAt ?? null)),
    ],
  });
}
