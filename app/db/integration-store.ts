// SQL of integrations: their keys, and how much each has asked for lately. Times of requests are
// the database's, so that all processes count together.
import type { Instant } from "../core/calendar/instant.ts";
import type { IntegrationKind, IntegrationScope } from "../core/integrations/integration.ts";
import type { Sql } from "./pool.ts";
import { instantText } from "./rows.ts";
import type { ShopKey } from "./rows.ts";

export interface NewIntegration extends ShopKey {
  readonly name: string;
  readonly kind: IntegrationKind;
  readonly scopes: readonly IntegrationScope[];
  /** Encrypted. */
  readonly secret: string;
  readonly createdBy: string;
  readonly createdAt: Instant;
}

/** Locks the shop's row, so that two at once cannot pass the limit together. */
export async function countWorkingIntegrations(tx: Sql, shopId: bigint): Promise<number> {
  await tx.query({
    name: "integration_lock_shop",
    text: "select from shop where shop_id = $1 for no key update",
    values: [shopId],
  });
  const { rows } = await tx.query<{ count: number }>({
    name: "integration_count",
    text: `select count(*)::int as count from integration
      where shop_id = $1 and revoked_at is null`,
    values: [shopId],
  });
  return rows[0]?.count ?? 0;
}

export async function insertIntegration(tx: Sql, added: NewIntegration): Promise<void> {
  await tx.query({
    name: "integration_insert",
    text: `insert into integration (shop_id, id, name, kind, scopes, secret, created_at, created_by)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      added.shopId,
      added.id,
      added.name,
      added.kind,
      added.scopes,
      added.secret,
      instantText(added.createdAt),
      added.createdBy,
    ],
  });
}

/** Answers the name before; nothing for what is not there, or revoked. */
export async function renameIntegration(
  tx: Sql,
  { shopId, id }: ShopKey,
  name: string,
): Promise<string | undefined> {
  const { rows } = await tx.query<{ before: string }>({
    name: "integration_rename",
    text: `update integration as held set name = $3
      from (select name from integration where shop_id = $1 and id = $2 for no key update) as old
      where held.shop_id = $1 and held.id = $2 and held.revoked_at is null
      returning old.name as before`,
    values: [shopId, id, name],
  });
  return rows[0]?.before;
}

/** The secret is gone with it. Answers the name; nothing for what is not there, or revoked. */
export async function revokeIntegration(
  tx: Sql,
  { shopId, id }: ShopKey,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<string | undefined> {
  const { rows } = await tx.query<{ name: string }>({
    name: "integration_revoke",
    text: `update integration set secret = null, revoked_at = $3, revoked_by = $4
      where shop_id = $1 and id = $2 and revoked_at is null returning name`,
    values: [shopId, id, instantText(at), by],
  });
  return rows[0]?.name;
}

/** Encrypted anew, unless it was revoked meanwhile. */
export async function replaceSecret(
  sql: Sql,
  { shopId, id }: ShopKey,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<void> {
  await sql.query({
    name: "integration_replace_secret",
    text: "update integration set secret = $4 where shop_id = $1 and id = $2 and secret = $3",
    values: [shopId, id, before, after],
  });
}

/** How fast a key may ask: one request for each pause, and so many at once. */
export interface Pace {
  readonly pauseMs: number;
  readonly burst: number;
}

/**
 * Takes a turn where there is one. Answers how long to wait where there is none; nothing for a key
 * that does not work any more. One row says when all that was asked for would have been due, one
 * pause after the other.
 */
export async function takeTurn(
  sql: Sql,
  { shopId, id }: ShopKey,
  { pauseMs, burst }: Pace,
): Promise<{ waitMs: number } | undefined> {
  const { rows } = await sql.query<{ wait_ms: number }>({
    name: "integration_take_turn",
    text: `with held as (
        select shop_id, id, greatest(busy_until, clock_timestamp()) as due from integration
        where shop_id = $1 and id = $2 and revoked_at is null for no key update
      ), taken as (
        update integration set last_used_at = clock_timestamp(),
          busy_until = held.due + $3::int * interval '1 millisecond'
        from held where integration.shop_id = held.shop_id and integration.id = held.id
          and held.due <= clock_timestamp() + ($4::int - 1) * $3::int * interval '1 millisecond'
        returning integration.id
      )
      select case when exists (select from taken) then 0 else greatest(1, ceil(1000 * extract(
        epoch from due - clock_timestamp() - ($4::int - 1) * $3::int * interval '1 millisecond')))
        end::int as wait_ms from held`,
    values: [shopId, id, pauseMs, burst],
  });
  const [row] = rows;
  return row && { waitMs: row.wait_ms };
}
