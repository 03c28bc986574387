// Differences between the ledger and Shopify as rows: seen, seen again, gone or settled.
import type { Instant } from "../core/calendar/instant.ts";
import type { DifferenceDetails, DifferenceKind } from "../core/rewards/compare-vouchers.ts";
import { newId } from "./new-id.ts";
import type { Sql } from "./pool.ts";
import { instantText } from "./rows.ts";

export interface SeenDifference {
  readonly kind: DifferenceKind;
  readonly details: DifferenceDetails;
  /** Of the voucher it is about; null where Shopify has what no voucher of ours is. */
  readonly redemptionId: string | null;
  readonly shopifyGid: string | null;
  /** From when on another look that sees it confirms it. */
  readonly confirmFrom: Instant;
}

/** What differences are about: a redemption, or something of Shopify's. */
export function voucherSubject(redemptionId: string): string {
  return `redemption/${redemptionId}`;
}

function subjectOf({ redemptionId, shopifyGid }: SeenDifference): string {
  return redemptionId === null ? (shopifyGid ?? "") : voucherSubject(redemptionId);
}

/**
 * Writes down what a look saw. What was seen before and waits for its second look is confirmed;
 * what was settled comes up anew, unless the merchant knows of just this.
 */
export async function recordSeen(
  sql: Sql,
  shopId: bigint,
  seen: readonly SeenDifference[],
  now: Instant,
): Promise<void> {
  if (seen.length === 0) return;
  await sql.query({
    name: "voucher_difference_seen",
    text: `insert into voucher_difference as held (shop_id, id, subject, kind, redemption_id,
        shopify_gid, details, first_seen_at, last_seen_at, confirm_from)
      select $1, id, subject, kind, redemption_id, shopify_gid, details::jsonb, $8, $8,
        confirm_from
      from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[],
          $9::timestamptz[])
        as seen (id, subject, kind, redemption_id, shopify_gid, details, confirm_from)
      order by subject, kind
      on conflict (shop_id, subject, kind) do update set
        redemption_id = excluded.redemption_id, shopify_gid = excluded.shopify_gid,
        details = excluded.details, last_seen_at = excluded.last_seen_at,
        first_seen_at = case when ${reopens} then excluded.first_seen_at
          else held.first_seen_at end,
        confirm_from = case when ${reopens} then excluded.confirm_from else held.confirm_from end,
        confirmed_at = case when ${reopens} then null
          when held.confirm_from <= excluded.last_seen_at
            then coalesce(held.confirmed_at, excluded.last_seen_at)
          else held.confirmed_at end,
        settled_at = case when ${reopens} then null else held.settled_at end,
        settlement = case when ${reopens} then null else held.settlement end`,
    values: [
      shopId,
      seen.map(() => newId()),
      seen.map(subjectOf),
      seen.map(({ kind }) => kind),
      seen.map(({ redemptionId }) => redemptionId),
      seen.map(({ shopifyGid }) => shopifyGid),
      seen.map(({ details }) => JSON.stringify(details)),
      instantText(now),
      seen.map(({ confirmFrom }) => instantText(confirmFrom)),
    ],
  });
}

const reopens = `(held.settled_at is not null
  and (held.settlement <> 'noted' or held.details <> excluded.details))`;

/**
 * What a look at these subjects did not see just now is over; what only one look saw never was.
 * `kinds` are those that it would have seen.
 */
export async function forgetUnseen(
  sql: Sql,
  shopId: bigint,
  look: { readonly subjects: readonly string[]; readonly kinds: readonly DifferenceKind[] },
  now: Instant,
): Promise<void> {
  if (look.subjects.length === 0) return;
  await sql.query({
    name: "voucher_difference_unseen",
    text: `with unseen as (
        select id, confirmed_at from voucher_difference
        where shop_id = $1 and subject = any($2::text[]) and kind = any($3::text[])
          and settled_at is null and last_seen_at < $4
      ), dropped as (
        delete from voucher_difference as held using unseen
        where held.shop_id = $1 and held.id = unseen.id and unseen.confirmed_at is null
      )
      update voucher_difference as held set settled_at = $4, settlement = 'gone' from unseen
      where held.shop_id = $1 and held.id = unseen.id and unseen.confirmed_at is not null`,
    values: [shopId, look.subjects, look.kinds, instantText(now)],
  });
}

/** A whole comparison is over: what it did not see, wherever it was, is no difference any more. */
export async function forgetUnseenSince(
  sql: Sql,
  shopId: bigint,
  startedAt: Instant,
  now: Instant,
): Promise<void> {
  await sql.query({
    name: "voucher_difference_unseen_since",
    text: `with unseen as (
        select id, confirmed_at from voucher_difference
        where shop_id = $1 and settled_at is null and last_seen_at < $2
      ), dropped as (
        delete from voucher_difference as held using unseen
        where held.shop_id = $1 and held.id = unseen.id and unseen.confirmed_at is null
      )
      update voucher_difference as held set settled_at = $3, settlement = 'gone' from unseen
      where held.shop_id = $1 and held.id = unseen.id and unseen.confirmed_at is not null`,
    values: [shopId, instantText(startedAt), instantText(now)],
  });
}

/** Those of them that their second look did not confirm. */
export async function dropUnconfirmed(
  sql: Sql,
  shopId: bigint,
  ids: readonly string[],
): Promise<void> {
  await sql.query({
    name: "voucher_difference_drop",
    text: `delete from voucher_difference
      where shop_id = $1 and id = any($2::uuid[]) and confirmed_at is null`,
    values: [shopId, ids],
  });
}

export interface UnconfirmedDifference {
  readonly id: string;
  readonly kind: DifferenceKind;
  readonly redemptionId: string | null;
  readonly shopifyGid: string | null;
}

/** What waits for its second look and may have it now. */
export async function listUnconfirmed(
  sql: Sql,
  shopId: bigint,
  now: Instant,
  limit: number,
): Promise<UnconfirmedDifference[]> {
  const { rows } = await sql.query<{
    id: string;
    kind: DifferenceKind;
    redemption_id: string | null;
    shopify_gid: string | null;
  }>({
    name: "voucher_difference_unconfirmed",
    text: `select id, kind, redemption_id, shopify_gid from voucher_difference
      where shop_id = $1 and settled_at is null and confirmed_at is null and confirm_from <= $2
      order by confirm_from, id limit $3`,
    values: [shopId, instantText(now), limit],
  });
  return rows.map(({ id, kind, redemption_id: redemptionId, shopify_gid: shopifyGid }) => {
    return { id, kind, redemptionId, shopifyGid };
  });
}

/** When the next one may have its second look; nothing where none waits for one. */
export async function nextSecondLook(sql: Sql, shopId: bigint): Promise<Instant | null> {
  const { rows } = await sql.query<{ next: Date | null }>({
    name: "voucher_difference_next_look",
    text: `select min(confirm_from) as next from voucher_difference
      where shop_id = $1 and settled_at is null and confirmed_at is null`,
    values: [shopId],
  });
  return rows[0]?.next?.getTime() ?? null;
}

export type Settlement = "noted" | "points_returned" | "made_anew" | "switched_off" | "order_read";

export interface StoredDifference {
  readonly id: string;
  readonly kind: DifferenceKind;
  readonly redemptionId: string | null;
  readonly shopifyGid: string | null;
  readonly settlement: string | null;
}

/** One that the merchant may see, locked. */
export async function lockDifference(
  tx: Sql,
  shopId: bigint,
  id: string,
): Promise<StoredDifference | undefined> {
  const { rows } = await tx.query<{
    id: string;
    kind: DifferenceKind;
    redemption_id: string | null;
    shopify_gid: string | null;
    settlement: string | null;
  }>({
    name: "voucher_difference_lock",
    text: `select id, kind, redemption_id, shopify_gid, settlement from voucher_difference
      where shop_id = $1 and id = $2 and confirmed_at is not null for no key update`,
    values: [shopId, id],
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    redemptionId: row.redemption_id,
    shopifyGid: row.shopify_gid,
    settlement: row.settlement,
  }))[0];
}

/** Settles it, and all that is said of the same voucher where that is put right as a whole. */
export async function settleDifferences(
  tx: Sql,
  shopId: bigint,
  { id, redemptionId }: Pick<StoredDifference, "id" | "redemptionId">,
  settlement: Settlement,
  now: Instant,
): Promise<void> {
  await tx.query({
    name: "voucher_difference_settle",
    text: `update voucher_difference set settled_at = $4, settlement = $5
      where shop_id = $1 and settled_at is null
        and (id = $2 or redemption_id = $3 and $5 in ('points_returned', 'made_anew')
          and kind not in ('voucher_without_points', 'points_differ'))`,
    values: [shopId, id, redemptionId, instantText(now), settlement],
  });
}
