// Redemptions as rows. Whoever changes one holds the lock on its member, so no row lock is needed
// here.
import type { Allocation } from "../core/ledger/allocate.ts";
import type { Points } from "../core/points/points.ts";
import { carrierOf } from "../core/rewards/carrier.ts";
import type { Redemption } from "../core/rewards/redemption.ts";
import type { Sql } from "./pool.ts";
import {
  type RedemptionRow,
  type StoredRedemption,
  dateOf,
  redemptionColumns,
  rewardToJson,
  storedRedemption,
} from "./redemption-row.ts";
import { followStock } from "./reward-stock-store.ts";
import type { ShopKey } from "./rows.ts";

export interface CustomerMember {
  readonly memberId: string;
  /** Null for who is in no tier. */
  readonly tierId: string | null;
}

/**
 * The member that a signed-in customer is, locked. Nothing for customers who are no members, or no
 * longer.
 */
export async function lockMemberOfCustomer(
  tx: Sql,
  shopId: bigint,
  customerId: string,
): Promise<CustomerMember | undefined> {
  const { rows } = await tx.query<{ id: string; tier_id: string | null }>({
    name: "redemption_lock_member",
    text: `select id, tier_id from member
      where shop_id = $1 and shopify_customer_id = $2
        and deleted_at is null and redacted_at is null and merged_into_id is null
      for no key update`,
    values: [shopId, customerId],
  });
  const [row] = rows;
  return row && { memberId: row.id, tierId: row.tier_id };
}

export async function findRedemption(
  sql: Sql,
  shopId: bigint,
  id: string,
): Promise<StoredRedemption | undefined> {
  const { rows } = await sql.query<RedemptionRow>({
    name: "redemption_find",
    text: `select ${redemptionColumns} from redemption where shop_id = $1 and id = $2`,
    values: [shopId, id],
  });
  return rows.map(storedRedemption)[0];
}

export async function findRedemptionByRequestKey(
  sql: Sql,
  shopId: bigint,
  memberId: string,
  requestKey: string,
): Promise<StoredRedemption | undefined> {
  const { rows } = await sql.query<RedemptionRow>({
    name: "redemption_find_by_request_key",
    text: `select ${redemptionColumns} from redemption
      where shop_id = $1 and member_id = $2 and request_key = $3`,
    values: [shopId, memberId, requestKey],
  });
  return rows.map(storedRedemption)[0];
}

/** Open are those that hold points for a code, or whose code may work; gifts are not counted. */
export async function countOpenVouchers(
  sql: Sql,
  shopId: bigint,
  memberId: string,
): Promise<number> {
  const { rows } = await sql.query<{ open: number }>({
    name: "redemption_count_open",
    text: `select count(*)::int as open from redemption
      where shop_id = $1 and member_id = $2 and carrier = 'discount'
        and status in ('reserved', 'unsettled', 'issued') and occasion is null`,
    values: [shopId, memberId],
  });
  return rows[0]?.open ?? 0;
}

/**
 * What each member's vouchers cost that are neither used nor returned yet, by member id. What
 * cannot be given up is spent for good.
 */
export async function loadVoucherPoints(
  tx: Sql,
  members: readonly ShopKey[],
): Promise<Map<string, Points>> {
  if (members.length === 0) return new Map();
  const { rows } = await tx.query<{ member_id: string; points: bigint }>({
    name: "redemption_voucher_points",
    text: `select held.member_id, sum(held.points)::bigint as points
      from unnest($1::bigint[], $2::uuid[]) as wanted (shop_id, member_id)
      join redemption as held on held.shop_id = wanted.shop_id
        and held.member_id = wanted.member_id
      where held.status in ('issued', 'returning') and held.carrier = 'discount'
      group by held.shop_id, held.member_id`,
    values: [members.map(({ shopId }) => shopId), members.map(({ id }) => id)],
  });
  return new Map(rows.map((row) => [row.member_id, row.points]));
}

/**
 * Those among the codes that are vouchers of ours, in whatever state. Codes are given normalised.
 */
export async function loadRedemptionsByCodes(
  sql: Sql,
  codes: readonly { shopId: bigint; code: string }[],
): Promise<StoredRedemption[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql.query<RedemptionRow>({
    name: "redemption_load_by_codes",
    text: `select ${redemptionColumns} from redemption
      where (shop_id, code) in (select * from unnest($1::bigint[], $2::text[]))
        and carrier = 'discount'`,
    values: [codes.map(({ shopId }) => shopId), codes.map(({ code }) => code)],
  });
  return rows.map(storedRedemption);
}

/** The voucher behind a discount of the shop. None for the discounts that the merchant made. */
export async function findRedemptionByDiscount(
  sql: Sql,
  shopId: bigint,
  shopifyGid: string,
): Promise<StoredRedemption | undefined> {
  const { rows } = await sql.query<RedemptionRow>({
    name: "redemption_find_by_discount",
    text: `select ${redemptionColumns} from redemption where shop_id = $1 and shopify_gid = $2`,
    values: [shopId, shopifyGid],
  });
  return rows.map(storedRedemption)[0];
}

export async function insertRedemption(
  sql: Sql,
  shopId: bigint,
  redemption: Redemption,
): Promise<void> {
  await sql.query({
    name: "redemption_insert",
    text: `insert into redemption (shop_id, id, member_id, request_key, reward_id, reward,
        program_version_id, points, choice, amount_minor, code, status, requested_at, expires_at,
        carrier, recipient, issued_at, occasion)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    values: [
      shopId,
      redemption.id,
      redemption.memberId,
      redemption.requestKey,
      redemption.reward.id,
      rewardToJson(redemption),
      redemption.programVersionId,
      redemption.points,
      redemption.choice,
      redemption.amountMinor,
      redemption.code,
      redemption.status,
      new Date(redemption.requestedAt),
      dateOf(redemption.expiresAt),
      carrierOf(redemption.reward.kind),
      redemption.recipient,
      dateOf(redemption.issuedAt),
      redemption.occasion,
    ],
  });
}

/**
 * Writes what the steps of a redemption may change; the rest of the row never does. The friend of
 * a gift card is forgotten with its settlement. The stock of their rewards follows.
 */
export async function saveRedemptions(
  sql: Sql,
  redemptions: readonly { shopId: bigint; redemption: Redemption }[],
): Promise<void> {
  if (redemptions.length === 0) return;
  await followStock(sql, redemptions);
  const column = <T>(read: (redemption: Redemption) => T) =>
    redemptions.map(({ redemption }) => read(redemption));
  await sql.query({
    name: "redemption_save",
    text: `update redemption set status = changed.status, refusal = changed.refusal,
        issued_at = changed.issued_at, deactivated_at = changed.deactivated_at,
        ended_at = changed.ended_at, used_order_id = changed.used_order_id,
        return_reason = changed.return_reason,
        recipient = case when changed.status in ('reserved', 'unsettled')
          then redemption.recipient end
      from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[],
        $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[])
        as changed (shop_id, id, status, refusal, issued_at, deactivated_at, ended_at,
          used_order_id, return_reason)
      where redemption.shop_id = changed.shop_id and redemption.id = changed.id`,
    values: [
      redemptions.map(({ shopId }) => shopId),
      column((redemption) => redemption.id),
      column((redemption) => redemption.status),
      column((redemption) => redemption.refusal),
      column((redemption) => dateOf(redemption.issuedAt)),
      column((redemption) => dateOf(redemption.deactivatedAt)),
      column((redemption) => dateOf(redemption.endedAt)),
      column((redemption) => redemption.usedOrderId),
      column((redemption) => redemption.returnReason),
    ],
  });
}

export async function setShopifyGid(
  sql: Sql,
  shopId: bigint,
  id: string,
  shopifyGid: string | null,
): Promise<void> {
  await sql.query({
    name: "redemption_set_gid",
    text: `update redemption set shopify_gid = $3 where shop_id = $1 and id = $2`,
    values: [shopId, id, shopifyGid],
  });
}

/**
 * Fixes what a redemption stands for that was not known when it was asked for; an amount that is
 * fixed already stays. Answers the amount that holds; nothing once Shopify's answer is settled.
 */
export async function fixAmount(
  sql: Sql,
  shopId: bigint,
  id: string,
  amountMinor: bigint,
): Promise<bigint | undefined> {
  const { rows } = await sql.query<{ amount_minor: bigint }>({
    name: "redemption_fix_amount",
    text: `update redemption set amount_minor = coalesce(amount_minor, $3)
      where shop_id = $1 and id = $2 and status in ('reserved', 'unsettled')
      returning amount_minor`,
    values: [shopId, id, amountMinor],
  });
  return rows[0]?.amount_minor;
}

/**
 * The lots that gave each redemption its points, by redemption id: the postings of its reservation.
 */
export async function loadAllocations(
  sql: Sql,
  redemptions: readonly { shopId: bigint; id: string }[],
): Promise<Map<string, Allocation[]>> {
  const allocations = new Map<string, Allocation[]>();
  if (redemptions.length === 0) return allocations;
  const { rows } = await sql.query<{ redemption_id: string; lot_id: string; points: bigint }>({
    name: "redemption_load_allocations",
    text: `select wanted.id as redemption_id, posting.lot_id, posting.points
      from unnest($1::bigint[], $2::uuid[]) as wanted (shop_id, id)
      join journal_entry entry on entry.shop_id = wanted.shop_id
        and entry.key = 'redemption/' || wanted.id || '/reserved'
      join posting on posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
        and posting.entry_id = entry.id
      order by posting.seq`,
    values: [redemptions.map(({ shopId }) => shopId), redemptions.map(({ id }) => id)],
  });
  for (const row of rows) {
    const known = allocations.get(row.redemption_id) ?? [];
    allocations.set(row.redemption_id, [...known, { lotId: row.lot_id, points: row.points }]);
  }
  return allocations;
}
