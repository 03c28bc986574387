// What e-mails are about, as it stands when they are sent.
import type { Instant } from "../core/calendar/instant.ts";
import type { TierReason } from "../core/tiers/standing.ts";
import type { Sql } from "./pool.ts";
import {
  type RedemptionRow,
  type StoredRedemption,
  redemptionColumns,
  storedRedemption,
} from "./redemption-row.ts";
import { instantOf, instantText, optionalInstant } from "./rows.ts";

export interface EarnedOrder {
  orderName: string;
  /** When the points were first written down; null before. */
  earnedAt: Instant | null;
  isTest: boolean;
  earnedPoints: bigint;
  /** What of it still waits for its release. */
  waitingPoints: bigint;
  /** By when all that waits is released; null while that is not known. */
  releasesAt: Instant | null;
}

interface OrderRow {
  name: string | null;
  earned_at: Date | null;
  is_test: boolean;
  posted_points: bigint;
  waiting: bigint;
  releases_at: Date | null;
}

export async function findEarnedOrder(
  sql: Sql,
  shopId: bigint,
  orderId: string,
  memberId: string,
): Promise<EarnedOrder | undefined> {
  const { rows } = await sql.query<OrderRow>({
    name: "email_earned_order",
    text: `select o.name, o.is_test, o.posted_points, waiting.points as waiting, waiting.releases_at,
        (select min(entry.recorded_at) from journal_entry entry
          where entry.shop_id = o.shop_id and entry.member_id = $3
            and entry.order_id = o.order_id and entry.kind = 'accrual') as earned_at
      from order_state o
      cross join lateral (
        select coalesce(sum(pending), 0)::bigint as points,
          case when count(*) = count(releases_at) then max(releases_at) end as releases_at
        from lot
        where lot.shop_id = o.shop_id and lot.member_id = $3
          and lot.order_id = o.order_id and lot.pending > 0
      ) as waiting
      where o.shop_id = $1 and o.order_id = $2`,
    values: [shopId, orderId, memberId],
  });
  const row = rows[0];
  return (
    row && {
      orderName: row.name ?? "",
      earnedAt: optionalInstant(row.earned_at),
      isTest: row.is_test,
      earnedPoints: row.posted_points,
      waitingPoints: row.waiting,
      releasesAt: optionalInstant(row.releases_at),
    }
  );
}

/** Points that end at an instant. */
export interface PointsEnding {
  at: Instant;
  points: bigint;
}

/**
 * What a member can still spend of the points that end between two instants, the earliest first.
 */
export async function loadPointsEnding(
  sql: Sql,
  shopId: bigint,
  memberId: string,
  { from, before }: { from: Instant; before: Instant },
): Promise<PointsEnding[]> {
  const { rows } = await sql.query<{ expires_at: Date; points: bigint }>({
    name: "email_points_ending",
    text: `select expires_at, sum(available)::bigint as points from lot
      where shop_id = $1 and member_id = $2 and available > 0
        and expires_at >= $3 and expires_at < $4
      group by expires_at order by expires_at`,
    values: [shopId, memberId, instantText(from), instantText(before)],
  });
  return rows.map((row) => ({ at: instantOf(row.expires_at), points: row.points }));
}

export interface WrittenTierChange {
  fromTierId: string | null;
  toTierId: string | null;
  reason: TierReason;
  effectiveAt: Instant;
  recordedAt: Instant;
}

export async function findTierChange(
  sql: Sql,
  shopId: bigint,
  memberId: string,
  changeId: string,
): Promise<WrittenTierChange | undefined> {
  const { rows } = await sql.query<{
    from_tier: string | null;
    to_tier: string | null;
    reason: TierReason;
    effective_at: Date;
    recorded_at: Date;
  }>({
    name: "email_tier_change",
    text: `select from_tier, to_tier, reason, effective_at, recorded_at from tier_change
      where shop_id = $1 and member_id = $2 and id = $3`,
    values: [shopId, memberId, changeId],
  });
  const row = rows[0];
  return (
    row && {
      fromTierId: row.from_tier,
      toTierId: row.to_tier,
      reason: row.reason,
      effectiveAt: instantOf(row.effective_at),
      recordedAt: instantOf(row.recorded_at),
    }
  );
}

/** The points that a tier gave on an entry at an instant; none where it gave none. */
export async function findTierGift(
  sql: Sql,
  shopId: bigint,
  { key, enteredAt }: { key: string; enteredAt: Instant },
): Promise<bigint> {
  const { rows } = await sql.query<{ points: bigint | null }>({
    name: "email_tier_gift",
    text: `select sum(posting.points)::bigint as points
      from journal_entry entry
      join posting on posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
        and posting.entry_id = entry.id and posting.from_account = 'issued'
      where entry.shop_id = $1 and entry.key = $2 and entry.occurred_at = $3`,
    values: [shopId, key, instantText(enteredAt)],
  });
  return rows[0]?.points ?? 0n;
}

/** Redemptions of a member whose points came back in a time, in the order in which they did. */
export async function loadPointsBack(
  sql: Sql,
  shopId: bigint,
  memberId: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<StoredRedemption[]> {
  const { rows } = await sql.query<RedemptionRow>({
    name: "email_points_back",
    text: `select ${redemptionColumns} from redemption
      where shop_id = $1 and member_id = $2 and status in ('returned', 'refused')
        and ended_at >= $3 and ended_at < $4
      order by ended_at, id`,
    values: [shopId, memberId, instantText(from), instantText(until)],
  });
  return rows.map(storedRedemption);
}
