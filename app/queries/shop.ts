// The shop that a request speaks for.
import { pool } from "../db/pool.ts";

export interface ShopView {
  id: bigint;
  domain: string;
  name: string | null;
  currency: string;
  timeZone: string;
  /** In which the merchant writes to members. */
  locale: string;
  /** What the store lets the app do, with commas. */
  scopes: string;
  installedAt: Date;
}

interface ShopRow {
  shop_id: bigint;
  domain: string;
  name: string | null;
  currency: string;
  time_zone: string;
  locale: string;
  scopes: string;
  installed_at: Date;
}

/** Nothing when the shop is unknown or has uninstalled the app. */
export async function findShop(domain: string): Promise<ShopView | undefined> {
  const { rows } = await pool().query<ShopRow>({
    name: "shop_find_installed",
    text: `select shop_id, domain, name, currency, time_zone, locale, scopes, installed_at
      from shop where domain = $1 and uninstalled_at is null`,
    values: [domain],
  });
  const row = rows[0];
  return (
    row && {
      id: row.shop_id,
      domain: row.domain,
      name: row.name,
      currency: row.currency,
      timeZone: row.time_zone,
      locale: row.locale,
      scopes: row.scopes,
      installedAt: row.installed_at,
    }
  );
}
