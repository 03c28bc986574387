// What a comparison with Shopify reads of the app's own vouchers, and how far it has come.
import type { Instant } from "../core/calendar/instant.ts";
import type { Carrier } from "../core/rewards/carrier.ts";
import type { VoucherHere } from "../core/rewards/compare-vouchers.ts";
import type { Sql } from "./pool.ts";
import { type RedemptionRow, redemptionColumns, storedRedemption } from "./redemption-row.ts";
import { instantText } from "./rows.ts";

interface VoucherRow extends RedemptionRow {
  carrier: Carrier;
  customer_id: string | null;
  posted: bigint;
}

/** A redemption's entries all begin with its name, so its points are found without an own index. */
const vouchersHere = `select held.*, member.shopify_customer_id as customer_id,
    (select coalesce(sum(case held_in.account when posting.to_account then posting.points
        when posting.from_account then -posting.points else 0 end), 0)::bigint
      from journal_entry as entry
      join posting on posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
        and posting.entry_id = entry.id
      cross join (select case when held.status in ('reserved', 'unsettled') then 'reserved'
        else 'redeemed' end as account) as held_in
      where entry.shop_id = held.shop_id and entry.key >= 'redemption/' || held.id || '/'
        and entry.key < 'redemption/' || held.id || '0') as posted
  from held join member on member.shop_id = held.shop_id and member.id = held.member_id
  order by held.id`;

export interface VoucherSpan {
  /** The last one that was looked at; null at the beginning. */
  readonly after: string | null;
  /** Of those that are over, only what ended at or after this moment. */
  readonly endedSince: Instant;
}

/** The next open vouchers of the shop, and those that ended lately, by their ids. */
export async function loadVouchersToCompare(
  sql: Sql,
  shopId: bigint,
  { after, endedSince }: VoucherSpan,
  limit: number,
): Promise<VoucherHere[]> {
  const { rows } = await sql.query<VoucherRow>({
    name: "comparison_vouchers_next",
    text: `with held as (
        select ${redemptionColumns}, carrier from redemption
        where shop_id = $1 and id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000')
          and (status in ('reserved', 'unsettled', 'issued', 'returning') or ended_at >= $3)
        order by id limit $4)
      ${vouchersHere}`,
    values: [shopId, after, instantText(endedSince), limit],
  });
  return rows.map(voucherHere);
}

export async function loadVouchersByIds(
  sql: Sql,
  shopId: bigint,
  ids: readonly string[],
): Promise<VoucherHere[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql.query<VoucherRow>({
    name: "comparison_vouchers_named",
    text: `with held as (
        select ${redemptionColumns}, carrier from redemption
        where shop_id = $1 and id = any($2::uuid[]))
      ${vouchersHere}`,
    values: [shopId, ids],
  });
  return rows.map(voucherHere);
}

/** The vouchers that Shopify's discounts stand for, by Shopify's names for them or our ids. */
export async function loadVouchersOfDiscounts(
  sql: Sql,
  shopId: bigint,
  { gids, ids }: { readonly gids: readonly string[]; readonly ids: readonly string[] },
): Promise<VoucherHere[]> {
  if (gids.length === 0) return [];
  const { rows } = await sql.query<VoucherRow>({
    name: "comparison_vouchers_of_discounts",
    text: `with held as (
        select ${redemptionColumns}, carrier from redemption
        where shop_id = $1 and (shopify_gid = any($2::text[]) or id = any($3::uuid[])))
      ${vouchersHere}`,
    values: [shopId, gids, ids],
  });
  return rows.map(voucherHere);
}

function voucherHere(row: VoucherRow): VoucherHere {
  const { redemption, shopifyGid } = storedRedemption(row);
  const { carrier, customer_id: customerId, posted: postedPoints } = row;
  return { redemption, shopifyGid, carrier, customerId, postedPoints };
}

export interface MoneyLeft {
  readonly redemptionId: string;
  readonly leftMinor: bigint;
}

/** What is not spent of gift cards and credits; what a merchant puts on top of one is not ours. */
export async function saveMoneyLeft(
  sql: Sql,
  shopId: bigint,
  money: readonly MoneyLeft[],
): Promise<void> {
  if (money.length === 0) return;
  await sql.query({
    name: "comparison_money_left",
    text: `update redemption as held set remaining_minor = least(read.left_minor, held.amount_minor)
      from unnest($2::uuid[], $3::bigint[]) as read (id, left_minor)
      where held.shop_id = $1 and held.id = read.id
        and held.remaining_minor is distinct from least(read.left_minor, held.amount_minor)`,
    values: [
      shopId,
      money.map(({ redemptionId }) => redemptionId),
      money.map(({ leftMinor }) => leftMinor),
    ],
  });
}

/** Vouchers with a code that work now. */
export async function countOpenHere(sql: Sql, shopId: bigint, now: Instant): Promise<number> {
  const { rows } = await sql.query<{ open: number }>({
    name: "comparison_open_here",
    text: `select count(*)::int as open from redemption
      where shop_id = $1 and status = 'issued' and carrier = 'discount'
        and (expires_at is null or expires_at > $2)`,
    values: [shopId, instantText(now)],
  });
  return rows[0]?.open ?? 0;
}

/** Installed shops that redeemed anything and were not compared for a day. */
export async function listShopsToCompare(sql: Sql, limit: number): Promise<bigint[]> {
  const { rows } = await sql.query<{ shop_id: bigint }>({
    name: "comparison_shops_due",
    text: `select shop_id from shop
      where uninstalled_at is null
        and exists (select from redemption where redemption.shop_id = shop.shop_id)
        and not exists (select from voucher_comparison as last
          where last.shop_id = shop.shop_id and last.started_at > now() - interval '1 day')
        and not exists (select from outbox_message as asked
          where asked.shop_id = shop.shop_id and asked.kind = 'compare_vouchers'
            and asked.key = 'vouchers' and asked.status = 'ready')
      order by shop_id limit $1`,
    values: [limit],
  });
  return rows.map((row) => row.shop_id);
}

export type ComparisonStage = "vouchers" | "discounts" | "done";

/** Repeating it changes nothing: the figures are sums so far, not steps. */
export async function saveProgress(
  sql: Sql,
  shopId: bigint,
  at: { startedAt: Instant; stage: ComparisonStage; looked: number },
): Promise<void> {
  await sql.query({
    name: "comparison_progress",
    text: `insert into voucher_comparison (shop_id, started_at, stage, looked)
      values ($1, $2, $3, $4)
      on conflict (shop_id) do update set started_at = excluded.started_at,
        stage = excluded.stage, looked = excluded.looked`,
    values: [shopId, instantText(at.startedAt), at.stage, at.looked],
  });
}

export interface ComparisonEnd {
  readonly finishedAt: Instant;
  readonly openHere: number;
  readonly openThere: number;
  /** Whether all that the store has was looked through. */
  readonly isWhole: boolean;
}

export async function saveEnd(sql: Sql, shopId: bigint, end: ComparisonEnd): Promise<void> {
  await sql.query({
    name: "comparison_end",
    text: `update voucher_comparison set stage = 'done', finished_at = $2, open_here = $3,
        open_there = $4, is_whole = $5
      where shop_id = $1`,
    values: [shopId, instantText(end.finishedAt), end.openHere, end.openThere, end.isWhole],
  });
}
