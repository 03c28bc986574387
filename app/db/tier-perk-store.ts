// What stands in Shopify for the tiers of a program, as far as we know: one row for each segment
// and each automatic discount, written before Shopify is asked for it.
import type { Instant } from "../core/calendar/instant.ts";
import type { KnownPerk, PerkKind, PerkName } from "../core/perks/wanted-perks.ts";
import type { Sql } from "./pool.ts";
import { instantText, optionalInstant } from "./rows.ts";

export interface PerkKey extends PerkName {
  readonly shopId: bigint;
}

interface PerkRow {
  tier_id: string;
  kind: PerkKind;
  gid: string | null;
  written_hash: string | null;
  asked_at: Date | null;
}

export async function loadTierPerks(sql: Sql, shopId: bigint): Promise<KnownPerk[]> {
  const { rows } = await sql.query<PerkRow>({
    name: "tier_perks_load",
    text: `select tier_id, kind, gid, written_hash, asked_at from tier_perk
      where shop_id = $1 order by tier_id, kind`,
    values: [shopId],
  });
  return rows.map((row) => ({
    tierId: row.tier_id,
    kind: row.kind,
    gid: row.gid,
    writtenHash: row.written_hash,
    askedAt: optionalInstant(row.asked_at),
  }));
}

/** Rows for what the program wants; those that exist stay as they are. */
export async function insertWantedPerks(
  sql: Sql,
  shopId: bigint,
  wanted: readonly PerkName[],
  now: Instant,
): Promise<void> {
  if (wanted.length === 0) return;
  await sql.query({
    name: "tier_perks_want",
    text: `insert into tier_perk (shop_id, tier_id, kind, state, changed_at)
      select $1, tier_id, kind, 'wanted', $4
      from unnest($2::text[], $3::text[]) as named (tier_id, kind)
      on conflict (shop_id, tier_id, kind) do nothing`,
    values: [
      shopId,
      wanted.map(({ tierId }) => tierId),
      wanted.map(({ kind }) => kind),
      instantText(now),
    ],
  });
}

/** Shopify is about to be asked to create it: from here on nobody knows, until it has answered. */
export async function markPerkAsked(sql: Sql, key: PerkKey, now: Instant): Promise<void> {
  await sql.query({
    name: "tier_perk_asked",
    text: `update tier_perk set state = 'asked', gid = null, written_hash = null, asked_at = $4,
        problem = null, problem_detail = null, changed_at = $4
      where shop_id = $1 and tier_id = $2 and kind = $3`,
    values: [...placeOf(key), instantText(now)],
  });
}

/** It stands in Shopify as `writtenHash` says; null where that is not known yet. */
export async function markPerkPresent(
  sql: Sql,
  key: PerkKey,
  { gid, writtenHash }: { gid: string; writtenHash: string | null },
  now: Instant,
): Promise<void> {
  await sql.query({
    name: "tier_perk_present",
    text: `update tier_perk set state = 'present', gid = $4, written_hash = $5, asked_at = null,
        problem = null, problem_detail = null, changed_at = $6
      where shop_id = $1 and tier_id = $2 and kind = $3
        and (state, gid, written_hash) is distinct from ('present', $4, $5)`,
    values: [...placeOf(key), gid, writtenHash, instantText(now)],
  });
}

/** It cannot be made, or not as the program wants it, until somebody does something. */
export async function markPerkBlocked(
  sql: Sql,
  key: PerkKey,
  { problem, detail }: { problem: string; detail: string | null },
  now: Instant,
): Promise<void> {
  await sql.query({
    name: "tier_perk_blocked",
    text: `update tier_perk set state = 'blocked', asked_at = null, problem = $4,
        problem_detail = $5, changed_at = $6
      where shop_id = $1 and tier_id = $2 and kind = $3
        and (state, problem, problem_detail) is distinct from ('blocked', $4, $5)`,
    values: [...placeOf(key), problem, detail, instantText(now)],
  });
}

/** All that is wanted and does not stand yet is kept from it by the same thing. */
export async function markPerksBlocked(
  sql: Sql,
  shopId: bigint,
  { problem, detail }: { problem: string; detail: string | null },
  now: Instant,
): Promise<void> {
  await sql.query({
    name: "tier_perks_blocked",
    text: `update tier_perk set state = 'blocked', asked_at = null, problem = $2,
        problem_detail = $3, changed_at = $4
      where shop_id = $1 and state <> 'present'`,
    values: [shopId, problem, detail, instantText(now)],
  });
}

/** It is in Shopify no more. */
export async function forgetPerk(sql: Sql, key: PerkKey): Promise<void> {
  await sql.query({
    name: "tier_perk_forget",
    text: `delete from tier_perk where shop_id = $1 and tier_id = $2 and kind = $3`,
    values: placeOf(key),
  });
}

function placeOf({ shopId, tierId, kind }: PerkKey): [bigint, string, PerkKind] {
  return [shopId, tierId, kind];
}

/**
 * Whether one of our discounts has this id. Shopify calls it a discount, or an automatic one: the
 * number is the same.
 */
export async function isTierPerk(sql: Sql, shopId: bigint, gid: string): Promise<boolean> {
  const { rows } = await sql.query({
    name: "tier_perk_find",
    text: `select from tier_perk
      where shop_id = $1 and kind <> 'segment' and split_part(gid, '/', 5) = split_part($2, '/', 5)`,
    values: [shopId, gid],
  });
  return rows.length > 0;
}

/** Installed shops whose perks have not been looked at for a day. */
export async function listShopsToCheckPerks(sql: Sql, limit: number): Promise<bigint[]> {
  const { rows } = await sql.query<{ shop_id: bigint }>({
    name: "tier_perk_shops",
    text: `select shop_id from shop
      where uninstalled_at is null
        and exists (select from tier_perk as perk where perk.shop_id = shop.shop_id)
        and not exists (select from outbox_message as asked
          where asked.shop_id = shop.shop_id and asked.kind = 'write_tier_perks'
            and (asked.status = 'ready' or asked.next_attempt_at > now() - interval '1 day'))
      order by shop_id limit $1`,
    values: [limit],
  });
  return rows.map((row) => row.shop_id);
}
