// SQL of shops: which store a domain is, whether the app is installed there, and what is known of
// it.
import { pool } from "./pool.ts";
import type { Sql } from "./pool.ts";

export interface ShopIdentity {
  readonly shopId: bigint;
  readonly isInstalled: boolean;
}

export async function findShopByDomain(domain: string): Promise<ShopIdentity | undefined> {
  const { rows } = await pool().query<{ shop_id: bigint; is_installed: boolean }>({
    name: "shop_by_domain",
    text: `select shop_id, uninstalled_at is null as is_installed from shop where domain = $1`,
    values: [domain],
  });
  const row = rows[0];
  return row === undefined ? undefined : { shopId: row.shop_id, isInstalled: row.is_installed };
}

export interface InstalledShop {
  readonly domain: string;
  readonly scopes: string;
  readonly now: Date;
}

/**
 * For a shop that counts as installed: it is so at `now`, whatever older news still arrives. The
 * first sweep goes back to the first installation all the same. Nothing where the shop is unknown
 * or away.
 */
export async function confirmInstalledShop(
  tx: Sql,
  shop: InstalledShop,
): Promise<bigint | undefined> {
  const { rows } = await tx.query<{ shop_id: bigint }>({
    name: "shop_confirm",
    text: `update shop set scopes = $2, installed_at = greatest(installed_at, $3),
        swept_until = coalesce(swept_until, installed_at)
      where domain = $1 and uninstalled_at is null
      returning shop_id`,
    values: [shop.domain, shop.scopes, shop.now],
  });
  return rows[0]?.shop_id;
}

/**
 * Creates the shop or brings it back; answers its id, which stays the same over reinstallations.
 */
export async function upsertInstalledShop(tx: Sql, shop: InstalledShop): Promise<bigint> {
  const { rows } = await tx.query<{ shop_id: bigint }>({
    name: "shop_install",
    text: `insert into shop (domain, scopes, installed_at) values ($1, $2, $3)
      on conflict (domain) do update
      set scopes = excluded.scopes, uninstalled_at = null, redacted_at = null,
        installed_at = greatest(shop.installed_at, excluded.installed_at)
      returning shop_id`,
    values: [shop.domain, shop.scopes, shop.now],
  });
  const row = rows[0];
  if (row === undefined) throw new Error("The shop's row was not written.");
  return row.shop_id;
}

/**
 * Marks the shop uninstalled and answers its domain; nothing when it was already, or when it has
 * been installed again since `happenedAt`.
 */
export async function markUninstalled(
  tx: Sql,
  shopId: bigint,
  now: Date,
  happenedAt: Date | null,
): Promise<string | undefined> {
  const { rows } = await tx.query<{ domain: string }>({
    name: "shop_uninstall",
    text: `update shop set uninstalled_at = $2, scopes = '', token_lease_until = null,
        app_installation_gid = null
      where shop_id = $1 and uninstalled_at is null
        and installed_at <= coalesce($3::timestamptz, 'infinity')
      returning domain`,
    values: [shopId, now, happenedAt],
  });
  return rows[0]?.domain;
}

/** Locks the shop against an installation at the same time. */
export async function lockShop(
  tx: Sql,
  shopId: bigint,
): Promise<{ domain: string; isInstalled: boolean; installedAt: Date }> {
  const { rows } = await tx.query<{ domain: string; is_installed: boolean; installed_at: Date }>({
    name: "shop_lock",
    text: `select domain, uninstalled_at is null as is_installed, installed_at from shop
      where shop_id = $1 for no key update`,
    values: [shopId],
  });
  const row = rows[0];
  if (row === undefined) throw new Error("There is no such shop.");
  return { domain: row.domain, isInstalled: row.is_installed, installedAt: row.installed_at };
}

/**
 * Whether the app may still have a way into the shop. Tokens last an hour, and the regular work for
 * a shop renews them: one that ran out a day ago is one that Shopify renews no more.
 */
export async function hasLivingToken(tx: Sql, shopId: bigint): Promise<boolean> {
  const { rows } = await tx.query<{ living: boolean }>({
    name: "shop_has_living_token",
    text: `select exists (
        select from session join shop on shop.domain = session.shop
        where shop.shop_id = $1 and not session.is_online
          and coalesce(session.expires, 'infinity') > now() - interval '1 day'
          and coalesce(session.refresh_token_expires, 'infinity') > now()
      ) as living`,
    values: [shopId],
  });
  return rows[0]?.living === true;
}

/** What Shopify tells of a shop; what it does not tell stays. */
export interface ShopFacts {
  readonly name?: string | undefined;
  readonly currency?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
  readonly contactEmail?: string | undefined;
  readonly appInstallationGid?: string | undefined;
}

export async function updateShopFacts(tx: Sql, shopId: bigint, facts: ShopFacts): Promise<void> {
  await tx.query({
    name: "shop_facts",
    text: `update shop set name = coalesce($2, name), currency = coalesce($3, currency),
        time_zone = coalesce($4, time_zone), locale = coalesce($5, locale),
        contact_email = coalesce($6, contact_email),
        app_installation_gid = coalesce($7, app_installation_gid)
      where shop_id = $1 and uninstalled_at is null`,
    values: [
      shopId,
      facts.name,
      facts.currency,
      facts.timeZone,
      facts.locale,
      facts.contactEmail,
      facts.appInstallationGid,
    ],
  });
}

/** On which clock each shop lives, by shop id. */
export async function loadTimeZones(
  sql: Sql,
  shopIds: readonly bigint[],
): Promise<Map<bigint, string>> {
  const { rows } = await sql.query<{ shop_id: bigint; time_zone: string }>({
    name: "shop_time_zones",
    text: `select shop_id, time_zone from shop where shop_id = any($1::bigint[])`,
    values: [shopIds],
  });
  return new Map(rows.map((row) => [row.shop_id, row.time_zone]));
}

export interface ShopCounting {
  readonly timeZone: string;
  /** Null until Shopify has told what it is, as it tells the shop's name. */
  readonly currency: string | null;
}

/** On which clock and in which currency each shop counts, by shop id. */
export async function loadShopCounting(
  sql: Sql,
  shopIds: readonly bigint[],
): Promise<Map<bigint, ShopCounting>> {
  const { rows } = await sql.query<{
    shop_id: bigint;
    time_zone: string;
    currency: string | null;
  }>({
    name: "shop_counting",
    text: `select shop_id, time_zone, case when name is not null then currency end as currency
      from shop where shop_id = any($1::bigint[])`,
    values: [shopIds],
  });
  return new Map(
    rows.map(({ shop_id: shopId, time_zone: timeZone, currency }) => [
      shopId,
      { timeZone, currency },
    ]),
  );
}

/**
 * Whether the shop's installation is another one than the one known; an unknown one is not another.
 */
export async function isOtherInstallation(
  sql: Sql,
  shopId: bigint,
  appInstallationGid: string,
): Promise<boolean> {
  const { rows } = await sql.query({
    name: "shop_installation_differs",
    text: `select from shop where shop_id = $1 and app_installation_gid <> $2`,
    values: [shopId, appInstallationGid],
  });
  return rows.length > 0;
}

export async function updateShopScopes(tx: Sql, shopId: bigint, scopes: string): Promise<void> {
  await tx.query({
    name: "shop_scopes",
    text: `update shop set scopes = $2 where shop_id = $1 and uninstalled_at is null`,
    values: [shopId, scopes],
  });
}

/** Sessions are found by the shop's domain: Shopify's library knows no other name. */
export async function deleteSessionsOfShop(tx: Sql, domain: string): Promise<void> {
  await tx.query({
    name: "sessions_of_shop_delete",
    text: `delete from session where shop = $1`,
    values: [domain],
  });
}
