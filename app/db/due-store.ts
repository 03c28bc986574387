// What is due: lots to release and to end, balances to end, tiers to review. Each statement reads
// on from where the one before stopped, so that it never meets again what has been dealt with.
import type { Instant } from "../core/calendar/instant.ts";
import type { Points } from "../core/points/points.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";

/** A lot or a member, and when it is due. The same instant may be that of thousands. */
export interface DueItem {
  readonly at: Instant;
  readonly memberId: string;
  /** Null for what concerns the whole member. */
  readonly lotId: string | null;
}

/** What is due until an instant (included), after the last thing that was dealt with. */
export interface DueRange {
  readonly shopId: bigint;
  readonly until: Instant;
  /** Null at the beginning. */
  readonly after: DueItem | null;
  readonly limit: number;
}

interface DueRow {
  at: Date;
  member_id: string;
  lot_id: string | null;
}

/** Before the id of any member. */
export const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** Lots whose pending points are to be released, the earliest first. */
export async function listReleases(tx: Sql, range: DueRange): Promise<DueItem[]> {
  const { rows } = await tx.query<DueRow>({
    name: "due_releases",
    text: `select releases_at as at, member_id, id as lot_id from lot
      where shop_id = $1 and pending > 0 and releases_at is not null and releases_at <= $2
        and (releases_at, member_id, id) > ($3::timestamptz, $4::uuid, $5::uuid)
      order by shop_id, releases_at, member_id, id limit $6`,
    values: lotValues(range),
  });
  return rows.map(toDue);
}

/** Lots whose available points are to end, the earliest first. */
export async function listLotExpiries(tx: Sql, range: DueRange): Promise<DueItem[]> {
  const { rows } = await tx.query<DueRow>({
    name: "due_lot_expiries",
    text: `select expires_at as at, member_id, id as lot_id from lot
      where shop_id = $1 and available > 0 and expires_at is not null and expires_at <= $2
        and (expires_at, member_id, id) > ($3::timestamptz, $4::uuid, $5::uuid)
      order by shop_id, expires_at, member_id, id limit $6`,
    values: lotValues(range),
  });
  return rows.map(toDue);
}

/**
 * Members with available points whose whole balance is to end, the earliest first. Ends that are
 * past stay with members until they are active again: those before `from` were dealt with.
 */
export async function listBalanceExpiries(
  tx: Sql,
  range: DueRange & { readonly from: Instant | null },
): Promise<DueItem[]> {
  const { rows } = await tx.query<DueRow>({
    name: "due_balance_expiries",
    text: `select balance_expires_at as at, id as member_id, null as lot_id from member
      where shop_id = $1 and balance_expires_at is not null and balance_expires_at <= $2
        and (balance_expires_at, id) > ($3::timestamptz, $4::uuid)
        and balance_expires_at >= coalesce($6::timestamptz, '-infinity')
        and available > 0 and merged_into_id is null
      order by shop_id, balance_expires_at, id limit $5`,
    values: [...memberValues(range), range.from === null ? null : instantText(range.from)],
  });
  return rows.map(toDue);
}

/** Members whose tier is to be reviewed, the earliest first. */
export async function listTierReviews(tx: Sql, range: DueRange): Promise<DueItem[]> {
  const { rows } = await tx.query<DueRow>({
    name: "due_tier_reviews",
    text: `select tier_review_at as at, id as member_id, null as lot_id from member
      where shop_id = $1 and tier_review_at is not null and tier_review_at <= $2
        and (tier_review_at, id) > ($3::timestamptz, $4::uuid)
        and merged_into_id is null
      order by shop_id, tier_review_at, id limit $5`,
    values: memberValues(range),
  });
  return rows.map(toDue);
}

function lotValues({ shopId, until, after, limit }: DueRange): unknown[] {
  const lotId = after?.lotId ?? FIRST_ID;
  return [shopId, instantText(until), ...beginning(after), lotId, limit];
}

function memberValues({ shopId, until, after, limit }: DueRange): unknown[] {
  return [shopId, instantText(until), ...beginning(after), limit];
}

function beginning(after: DueItem | null): [string, string] {
  return after ? [instantText(after.at), after.memberId] : ["-infinity", FIRST_ID];
}

function toDue(row: DueRow): DueItem {
  return { at: instantOf(row.at), memberId: row.member_id, lotId: row.lot_id };
}

/** Ends of points in some time ahead: from `from` on, and before `until`. */
export interface EndingRange {
  readonly shopId: bigint;
  readonly from: Instant;
  readonly until: Instant;
  readonly after: DueItem | null;
  readonly limit: number;
}

/** Members some of whose lots end in the range, once for each end, the earliest first. */
export async function listLotEndings(tx: Sql, range: EndingRange): Promise<DueItem[]> {
  const { rows } = await tx.query<DueRow>({
    name: "ending_lots",
    text: `select expires_at as at, member_id, null as lot_id from lot
      where shop_id = $1 and available > 0 and expires_at is not null
        and expires_at >= $2 and expires_at < $3
        and (expires_at, member_id) > ($4::timestamptz, $5::uuid)
      group by shop_id, expires_at, member_id
      order by shop_id, expires_at, member_id limit $6`,
    values: endingValues(range),
  });
  return rows.map(toDue);
}

/** Members with points whose whole balance ends in the range, the earliest first. */
export async function listBalanceEndings(tx: Sql, range: EndingRange): Promise<DueItem[]> {
  const { rows } = await tx.query<DueRow>({
    name: "ending_balances",
    text: `select balance_expires_at as at, id as member_id, null as lot_id from member
      where shop_id = $1 and balance_expires_at is not null
        and balance_expires_at >= $2 and balance_expires_at < $3
        and (balance_expires_at, id) > ($4::timestamptz, $5::uuid)
        and available > 0 and merged_into_id is null
      order by shop_id, balance_expires_at, id limit $6`,
    values: endingValues(range),
  });
  return rows.map(toDue);
}

function endingValues({ shopId, from, until, after, limit }: EndingRange): unknown[] {
  return [shopId, instantText(from), instantText(until), ...beginning(after), limit];
}

/** Points of a member that end at one instant. */
export interface Ending {
  readonly memberId: string;
  readonly at: Instant;
  readonly points: Points;
}

/** What ends of the members' lots in a time, by member and instant. */
export async function loadLotEndings(
  tx: Sql,
  shopId: bigint,
  memberIds: readonly string[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<Ending[]> {
  const { rows } = await tx.query<{ member_id: string; at: Date; points: bigint }>({
    name: "ending_points",
    text: `select member_id, expires_at as at, sum(available)::bigint as points
      from unnest($2::uuid[]) as wanted (id)
      join lot on lot.shop_id = $1 and lot.member_id = wanted.id
      where available > 0 and expires_at >= $3 and expires_at < $4
      group by member_id, expires_at order by member_id, expires_at`,
    values: [shopId, memberIds, instantText(from), instantText(until)],
  });
  return rows.map((row) => ({
    memberId: row.member_id,
    at: instantOf(row.at),
    points: row.points,
  }));
}
