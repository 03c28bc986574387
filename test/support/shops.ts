// Shops for tests, as installation leaves them.
import type { Sql } from "../../app/db/pool.ts";

export interface TestShop {
  readonly domain?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  /** All that the app can ask for, if left out. */
  readonly scopes?: string;
  readonly uninstalledAt?: Date;
}

/** What a store lets the app do that allows everything, as `shopify.app.toml` asks for it. */
export const ALL_SCOPES =
  "write_customers,read_customer_merge,read_orders,read_products,write_discounts,write_app_proxy," +
  "write_gift_cards,write_store_credit_account_transactions,read_store_credit_accounts";

/** Writes the shop's row and answers its id. */
export async function insertShop(sql: Sql, shop: TestShop = {}): Promise<bigint> {
  const { rows } = await sql.query<{ shop_id: bigint }>(
    `insert into shop (domain, currency, time_zone, scopes, uninstalled_at)
     values ($1, $2, $3, $4, $5)
     returning shop_id`,
    [
      shop.domain ?? "harbour-coffee.myshopify.com",
      shop.currency ?? "EUR",
      shop.timeZone ?? "Europe/Berlin",
      shop.scopes ?? ALL_SCOPES,
      shop.uninstalledAt ?? null,
    ],
  );
  const row = rows[0];
  if (row === undefined) throw new Error("The shop was not written.");
  return row.shop_id;
}
