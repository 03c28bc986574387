// All that was ever recorded of one member's points and tiers, to tell how they stood at a moment.
import type { Explanation } from "../core/explanations/explanation.ts";
import type { Account } from "../core/ledger/accounts.ts";
import type { Actor, EntryKind } from "../core/ledger/entry.ts";
import type { NewLot } from "../core/ledger/lot.ts";
import type {
  ExplainedEntry,
  MemberRecords,
  RecordedTierChange,
} from "../core/ledger/member-as-of.ts";
import type { TierReason } from "../core/tiers/standing.ts";
import type { Sql } from "./pool.ts";
import { instantOf, optionalInstant } from "./rows.ts";

/** Empty where there is no such member. */
export async function loadMemberRecords(
  sql: Sql,
  shopId: bigint,
  memberId: string,
): Promise<MemberRecords> {
  return {
    lots: await loadAllLots(sql, shopId, memberId),
    entries: await loadEntries(sql, shopId, memberId),
    tierChanges: await loadTierChanges(sql, shopId, memberId),
  };
}

async function loadAllLots(sql: Sql, shopId: bigint, memberId: string): Promise<NewLot[]> {
  const { rows } = await sql.query<{
    id: string;
    order_id: string | null;
    accrued_at: Date;
    expires_at: Date | null;
    releases_at: Date | null;
    terms_version_id: string | null;
  }>({
    name: "as_of_lots",
    text: `select id, order_id, accrued_at, expires_at, releases_at, terms_version_id from lot
      where shop_id = $1 and member_id = $2`,
    values: [shopId, memberId],
  });
  return rows.map((row) => ({
    id: row.id,
    orderId: row.order_id,
    accruedAt: instantOf(row.accrued_at),
    expiresAt: optionalInstant(row.expires_at),
    releasesAt: optionalInstant(row.releases_at),
    termsVersionId: row.terms_version_id,
  }));
}

interface EntryRow {
  key: string;
  kind: EntryKind;
  actor: Actor;
  explanation: Explanation;
  occurred_at: Date;
  recorded_at: Date;
  postings: { lotId: string; from: Account; to: Account; points: string }[];
}

async function loadEntries(sql: Sql, shopId: bigint, memberId: string): Promise<ExplainedEntry[]> {
  const { rows } = await sql.query<EntryRow>({
    name: "as_of_entries",
    text: `select entry.key, entry.kind, entry.actor, entry.explanation, entry.occurred_at,
        entry.recorded_at, json_agg(json_build_object('lotId', posting.lot_id,
          'from', posting.from_account, 'to', posting.to_account,
          'points', posting.points::text) order by posting.seq) as postings
      from journal_entry entry join posting on posting.shop_id = entry.shop_id
        and posting.member_id = entry.member_id and posting.entry_id = entry.id
      where entry.shop_id = $1 and entry.member_id = $2
      group by entry.shop_id, entry.member_id, entry.id order by entry.id`,
    values: [shopId, memberId],
  });
  return rows.map((row) => ({
    key: row.key,
    kind: row.kind,
    actor: row.actor,
    explanation: row.explanation,
    occurredAt: instantOf(row.occurred_at),
    recordedAt: instantOf(row.recorded_at),
    postings: row.postings.map((posting) => ({ ...posting, points: BigInt(posting.points) })),
  }));
}

async function loadTierChanges(
  sql: Sql,
  shopId: bigint,
  memberId: string,
): Promise<RecordedTierChange[]> {
  const { rows } = await sql.query<{
    from_tier: string | null;
    to_tier: string | null;
    reason: TierReason;
    effective_at: Date;
    until: Date | null;
    recorded_at: Date;
  }>({
    name: "as_of_tier_changes",
    text: `select from_tier, to_tier, reason, effective_at, until, recorded_at from tier_change
      where shop_id = $1 and member_id = $2 order by seq`,
    values: [shopId, memberId],
  });
  return rows.map((row) => ({
    fromTierId: row.from_tier,
    toTierId: row.to_tier,
    reason: row.reason,
    effectiveAt: instantOf(row.effective_at),
    until: optionalInstant(row.until),
    recordedAt: instantOf(row.recorded_at),
  }));
}

/** A member by the id of ours, or by Shopify's id of the customer. */
export async function findMember(
  sql: Sql,
  shopId: bigint,
  id: string,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>({
    name: "as_of_member",
    text: `select id from member
      where shop_id = $1 and (id::text = $2 or shopify_customer_id = $2)`,
    values: [shopId, id],
  });
  return rows[0]?.id;
}
