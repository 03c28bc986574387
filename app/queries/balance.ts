// What one shopper can spend: the question that every page view of a signed-in customer asks. One
// prepared statement that reads two rows by their keys.
import { pool } from "../db/pool.ts";

export interface ShopperBalance {
  available: bigint;
  pending: bigint;
  /** The shop's. */
  locale: string;
}

interface Row {
  available: bigint | null;
  pending: bigint | null;
  locale: string;
}

/**
 * Nothing when the shop is not installed. Customers who are no members yet have nothing on the
 * account.
 */
export async function loadBalance(
  shopDomain: string,
  customerId: string | null,
): Promise<ShopperBalance | undefined> {
  const { rows } = await pool().query<Row>({
    name: "balance_load",
    text: `select member.available, member.pending, shop.locale
      from shop
      left join member on member.shop_id = shop.shop_id and member.shopify_customer_id = $2
        and member.deleted_at is null and member.redacted_at is null
      where shop.domain = $1 and shop.uninstalled_at is null`,
    values: [shopDomain, customerId],
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  return { available: row.available ?? 0n, pending: row.pending ?? 0n, locale: row.locale };
}
