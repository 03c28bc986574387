// Program versions that are in force but not yet carried out: the ends of points that were earned
// before, and the tiers of members, still follow the version before.
import type { Instant } from "../core/calendar/instant.ts";
import type { DueItem } from "./due-store.ts";
import type { OrderKey } from "./order-store.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";

/**
 * Installed shops with such versions, of which the latest has been in force since `until` at least.
 */
export async function listShopsWithNewTerms(
  sql: Sql,
  until: Instant,
  limit: number,
): Promise<bigint[]> {
  const { rows } = await sql.query<{ shop_id: bigint }>({
    name: "new_terms_shops",
    text: `select shop_id from program_version join shop using (shop_id)
      where carried_out_at is null and active_from <= $1 and uninstalled_at is null
      group by shop_id order by min(active_from), shop_id limit $2`,
    values: [instantText(until), limit],
  });
  return rows.map((row) => row.shop_id);
}

/** A version, as far as members follow it. */
export interface FollowedTerms {
  readonly versionId: string;
  readonly activeFrom: Instant;
}

export interface NewTerms extends FollowedTerms {
  /** Since when versions wait to be carried out. */
  readonly waitingSince: Instant;
}

/** The latest version that came into force by an instant, where it is not carried out. */
export async function findNewTerms(
  tx: Sql,
  shopId: bigint,
  until: Instant,
): Promise<NewTerms | null> {
  const { rows } = await tx.query<{ id: string; active_from: Date; waiting_since: Date | null }>({
    name: "new_terms",
    text: `select id, active_from, (
          select min(active_from) from program_version as waiting
          where waiting.shop_id = $1 and waiting.active_from <= $2 and status <> 'draft'
            and latest.carried_out_at is null and waiting.carried_out_at is null
        ) as waiting_since
      from program_version as latest
      where shop_id = $1 and active_from <= $2 and status <> 'draft'
      order by active_from desc, number desc limit 1`,
    values: [shopId, instantText(until)],
  });
  const row = rows[0];
  if (!row?.waiting_since) return null;
  return {
    versionId: row.id,
    activeFrom: instantOf(row.active_from),
    waitingSince: instantOf(row.waiting_since),
  };
}

/**
 * The version that a member follows who was left out of the one that came into force at `since`:
 * that one, or the latest of those that were carried out after it.
 */
export async function findTermsToFollow(
  tx: Sql,
  shopId: bigint,
  since: Instant,
): Promise<FollowedTerms | null> {
  const { rows } = await tx.query<{ id: string; active_from: Date }>({
    name: "new_terms_to_follow",
    text: `select id, active_from from program_version
      where shop_id = $1 and status <> 'draft'
        and (active_from <= $2 or carried_out_at is not null)
      order by active_from desc, number desc limit 1`,
    values: [shopId, instantText(since)],
  });
  const row = rows[0];
  return row ? { versionId: row.id, activeFrom: instantOf(row.active_from) } : null;
}

/** The version is carried out, and with it those before. */
export async function markCarriedOut(
  tx: Sql,
  shopId: bigint,
  { activeFrom }: NewTerms,
  now: Instant,
): Promise<void> {
  await tx.query({
    name: "new_terms_carried_out",
    text: `select mark_programs_carried_out($1, $2, $3)`,
    values: [shopId, instantText(activeFrom), instantText(now)],
  });
}

/** Members of the shop by id, from after the last one that was dealt with. */
export async function listMembersInOrder(
  tx: Sql,
  shopId: bigint,
  { after, limit }: { readonly after: DueItem | null; readonly limit: number },
): Promise<DueItem[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: "new_terms_members",
    text: `select id from member
      where shop_id = $1 and id > $2::uuid and merged_into_id is null
      order by shop_id, id limit $3`,
    values: [shopId, after?.memberId ?? "00000000-0000-0000-0000-000000000000", limit],
  });
  return rows.map(({ id }) => ({ at: 0, memberId: id, lotId: null }));
}

/** Has the tiers of members reviewed in the first night after `at`. Members must be locked. */
export async function askForTierReviews(
  tx: Sql,
  shopId: bigint,
  memberIds: readonly string[],
  at: Instant,
): Promise<void> {
  await tx.query({
    name: "new_terms_review_tiers",
    text: `update member set tier_review_at = least(tier_review_at, $3::timestamptz)
      where shop_id = $1 and id = any($2::uuid[])`,
    values: [shopId, memberIds, instantText(at)],
  });
}

/** The order behind another one, by id; null where there is none. */
export async function findNextOrder(
  tx: Sql,
  { shopId, orderId }: OrderKey,
): Promise<OrderKey | null> {
  const { rows } = await tx.query<{ order_id: string }>({
    name: "new_terms_next_order",
    text: `select order_id from order_state where shop_id = $1 and order_id > $2
      order by shop_id, order_id limit 1`,
    values: [shopId, orderId],
  });
  return rows[0] ? { shopId, orderId: rows[0].order_id } : null;
}
