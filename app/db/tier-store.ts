// Tiers as rows: the history, which is only ever added to, and the standing on the member's row.
import type { Instant } from "../core/calendar/instant.ts";
import type { Actor } from "../core/ledger/entry.ts";
import type { HeardMove } from "../core/tiers/as-heard.ts";
import type { TierChange, TierReason, TierStanding } from "../core/tiers/standing.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText, optionalInstant, optionalInstantText } from "./rows.ts";
import type { ShopKey } from "./rows.ts";

/** A line of a member's history, with the identity under which it is written. */
export interface TierChangeDraft {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly id: string;
  readonly change: TierChange;
  readonly programVersionId: string | null;
  readonly actor: Actor;
}

/**
 * Adds lines to the history, those of each member in the order in which they are given. Members
 * must be locked: the number of a line follows from those that are there.
 */
export async function appendTierChanges(
  tx: Sql,
  drafts: readonly TierChangeDraft[],
  recordedAt: Instant,
): Promise<void> {
  if (drafts.length === 0) return;
  await tx.query({
    name: "tier_change_append",
    text: `insert into tier_change (shop_id, member_id, id, from_tier, to_tier, reason,
        effective_at, until, program_version_id, actor, recorded_at, seq)
      select shop_id, member_id, id, from_tier, to_tier, reason, effective_at, until,
        program_version_id, actor, $11::timestamptz,
        row_number() over (partition by shop_id, member_id order by place) + coalesce((
          select max(line.seq) from tier_change as line
          where line.shop_id = drafted.shop_id and line.member_id = drafted.member_id), 0)
      from unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[],
          $7::timestamptz[], $8::timestamptz[], $9::uuid[], $10::text[]) with ordinality
        as drafted (shop_id, member_id, id, from_tier, to_tier, reason, effective_at, until,
          program_version_id, actor, place)`,
    values: [
      drafts.map(({ shopId }) => shopId),
      drafts.map(({ memberId }) => memberId),
      drafts.map(({ id }) => id),
      drafts.map(({ change }) => change.fromTierId),
      drafts.map(({ change }) => change.toTierId),
      drafts.map(({ change }) => change.reason),
      drafts.map(({ change }) => instantText(change.effectiveAt)),
      drafts.map(({ change }) => optionalInstantText(change.until)),
      drafts.map(({ programVersionId }) => programVersionId),
      drafts.map(({ actor }) => actor),
      instantText(recordedAt),
    ],
  });
}

export interface StandingDraft {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly standing: TierStanding;
  /** When the nightly review must look next; null: not before something happens. */
  readonly reviewAt: Instant | null;
}

/** Writes where members stand. Members must be locked. */
export async function saveStandings(tx: Sql, drafts: readonly StandingDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await tx.query({
    name: "member_save_standings",
    text: `update member set tier_id = held.tier_id, tier_reason = held.reason,
        tier_since = held.since, tier_until = held.until, tier_review_at = held.review_at
      from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[],
        $6::timestamptz[], $7::timestamptz[])
        as held (shop_id, id, tier_id, reason, since, until, review_at)
      where member.shop_id = held.shop_id and member.id = held.id`,
    values: [
      drafts.map(({ shopId }) => shopId),
      drafts.map(({ memberId }) => memberId),
      drafts.map(({ standing }) => standing.tierId),
      drafts.map(({ standing }) => standing.reason),
      drafts.map(({ standing }) => optionalInstantText(standing.since)),
      drafts.map(({ standing }) => optionalInstantText(standing.until)),
      drafts.map(({ reviewAt }) => optionalInstantText(reviewAt)),
    ],
  });
}

/**
 * What members held before a person gave them their tier, by member id: the latest line of their
 * history that no person wrote.
 */
export async function loadStandingsBeforeHand(
  sql: Sql,
  members: readonly ShopKey[],
): Promise<Map<string, TierStanding>> {
  if (members.length === 0) return new Map();
  const { rows } = await sql.query<{
    member_id: string;
    to_tier: string | null;
    reason: TierReason;
    until: Date | null;
  }>({
    name: "tier_before_hand",
    text: `select distinct on (shop_id, member_id) member_id, to_tier, reason, until
      from tier_change
      where (shop_id, member_id) in (select * from unnest($1::bigint[], $2::uuid[]))
        and reason not in ('manual', 'invitation')
      order by shop_id, member_id, seq desc`,
    values: [members.map(({ shopId }) => shopId), members.map(({ id }) => id)],
  });
  return new Map(
    rows.map(({ member_id, to_tier, reason, until }) => [
      member_id,
      { tierId: to_tier, since: null, until: optionalInstant(until), reason },
    ]),
  );
}

/**
 * The tiers that people gave last, behind what counters led to or a merger brought since: the
 * member's own, and those of who was merged into them, by the id of the member who stayed. None
 * where a person took back what was given, or decided anew after the merger.
 */
export async function loadTiersGivenBehind(
  sql: Sql,
  members: readonly ShopKey[],
): Promise<Map<string, TierStanding[]>> {
  if (members.length === 0) return new Map();
  const { rows } = await sql.query<{
    member_id: string;
    to_tier: string | null;
    reason: TierReason;
    until: Date | null;
  }>({
    name: "tiers_given_behind",
    text: `with asked as (select * from unnest($1::bigint[], $2::uuid[]) as asked (shop_id, id)),
      person as (
        select shop_id, id as member_id, id as told_of, null::timestamptz as closed_at from asked
        union all
        select gone.shop_id, gone.merged_into_id, gone.id, gone.deleted_at
        from asked join member as gone on gone.shop_id = asked.shop_id
          and gone.merged_into_id = asked.id),
      word as (
        select distinct on (person.shop_id, person.told_of) person.*, line.to_tier, line.reason,
          line.until, line.recorded_at
        from person join tier_change as line on line.shop_id = person.shop_id
          and line.member_id = person.told_of
        where line.reason in ('manual', 'invitation') or line.actor <> 'system'
        order by person.shop_id, person.told_of, line.seq desc)
      select member_id, to_tier, reason, until from word
      where reason in ('manual', 'invitation') and not exists (
        select from word as own where own.shop_id = word.shop_id
          and own.told_of = word.member_id and own.recorded_at >= word.closed_at)
      order by member_id, told_of`,
    values: [members.map(({ shopId }) => shopId), members.map(({ id }) => id)],
  });
  const given = new Map<string, TierStanding[]>();
  for (const { member_id: id, to_tier: tierId, reason, until } of rows) {
    const standing = { tierId, since: null, until: optionalInstant(until), reason };
    given.set(id, [...(given.get(id) ?? []), standing]);
  }
  return given;
}

/** The moves that were written of a member from an instant on, in that order. */
export async function loadMovesHeardSince(
  sql: Sql,
  { shopId, id }: ShopKey,
  since: Instant,
): Promise<HeardMove[]> {
  const { rows } = await sql.query<{
    from_tier: string | null;
    to_tier: string | null;
    effective_at: Date;
    recorded_at: Date;
  }>({
    name: "tier_moves_heard",
    text: `select from_tier, to_tier, effective_at, recorded_at from tier_change
      where shop_id = $1 and member_id = $2 and recorded_at >= $3
        and from_tier is distinct from to_tier
      order by seq`,
    values: [shopId, id, instantText(since)],
  });
  return rows.map((row) => ({
    fromTierId: row.from_tier,
    toTierId: row.to_tier,
    effectiveAt: instantOf(row.effective_at),
    heardAt: instantOf(row.recorded_at),
  }));
}

interface HistoryRow {
  member_id: string;
  told_of: string;
  closed_at: Date | null;
  from_tier: string | null;
  to_tier: string | null;
  reason: TierReason;
  effective_at: Date;
  until: Date | null;
}

/** What is written of a member, and of each who was merged into them, until that one was closed. */
export interface TierHistories {
  readonly own: readonly TierChange[];
  readonly inherited: readonly (readonly TierChange[])[];
}

/** Each history in the order in which it was written, by the id of the member who stayed. */
export async function loadTierHistories(
  sql: Sql,
  members: readonly ShopKey[],
): Promise<Map<string, TierHistories>> {
  if (members.length === 0) return new Map();
  const { rows } = await sql.query<HistoryRow>({
    name: "tier_histories",
    text: `with asked as (select * from unnest($1::bigint[], $2::uuid[]) as asked (shop_id, id)),
      person as (
        select shop_id, id as member_id, id as told_of, null::timestamptz as closed_at from asked
        union all
        select gone.shop_id, gone.merged_into_id, gone.id, gone.deleted_at
        from asked join member as gone on gone.shop_id = asked.shop_id
          and gone.merged_into_id = asked.id)
      select person.member_id, person.told_of, person.closed_at, change.from_tier,
        change.to_tier, change.reason, change.effective_at, change.until
      from person join tier_change as change on change.shop_id = person.shop_id
        and change.member_id = person.told_of
      order by person.told_of, change.seq`,
    values: [members.map(({ shopId }) => shopId), members.map(({ id }) => id)],
  });
  const told = new Map<string, HistoryRow[]>();
  for (const row of rows) told.set(row.told_of, [...(told.get(row.told_of) ?? []), row]);
  return new Map(
    members.map(({ id }) => {
      const inherited = [...told].filter(([, [row]]) => row?.member_id === id && !isOwn(row));
      return [
        id,
        {
          own: historyOf(told.get(id) ?? []),
          inherited: inherited.map(([, lines]) => historyOf(lines)),
        },
      ];
    }),
  );
}

function isOwn({ member_id, told_of }: HistoryRow): boolean {
  return member_id === told_of;
}

/** Who was closed holds nothing from then on. */
function historyOf(rows: readonly HistoryRow[]): TierChange[] {
  const history = rows.map((row): TierChange => ({
    fromTierId: row.from_tier,
    toTierId: row.to_tier,
    reason: row.reason,
    effectiveAt: instantOf(row.effective_at),
    until: optionalInstant(row.until),
  }));
  const last = rows.at(-1);
  if (!last?.closed_at) return history;
  const effectiveAt = instantOf(last.closed_at);
  const closing = { reason: "merged", effectiveAt, until: null } as const;
  return [...history, { fromTierId: last.to_tier, toTierId: null, ...closing }];
}

/** Names an entry of the ledger. */
export interface EntryKey {
  readonly shopId: bigint;
  readonly key: string;
}

/** Which of the keys stand in the ledger already. */
export async function findTakenKeys(sql: Sql, keys: readonly EntryKey[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql.query<{ key: string }>({
    name: "entry_taken_keys",
    text: `select key from journal_entry
      where (shop_id, key) in (select * from unnest($1::bigint[], $2::text[]))`,
    values: [keys.map(({ shopId }) => shopId), keys.map(({ key }) => key)],
  });
  return new Set(rows.map(({ key }) => key));
}
