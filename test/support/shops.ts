// Shops for tests, as installation leaves them.
import type { Sql } from "../../app/db/pool.ts";

export interface TestShop {
  readonly domain?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly uninstalledAt?: Date;
}

/** Writes the shop's row and answers its id. */
export async function insertShop(sql: Sql, shop: TestShop = {}): Promise<bigint> {
  const { rows } = await sql.query<{ shop_id: bigint }>(
    `insert into shop (domain, currency, time_zone, uninstalled_at) values ($1, $2, $3, $4)
     returning shop_id`,
    [
      shop.domain ?? "harbour-coffee.myshopify.com",
      shop.currency ?? "EUR",
      shop.timeZone ?? "Europe/Berlin",
      shop.uninstalledAt ?? null,
    ],
  );
  const row = rows[0];
  if (row === undefined) throw new Error("The shop was not written.");
  return row.shop_id;
}
