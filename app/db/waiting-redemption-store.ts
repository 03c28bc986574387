// Redemptions that something is to be done with: what has ended, and what waits for Shopify.
import type { Instant } from "../core/calendar/instant.ts";
import type { Carrier } from "../core/rewards/carrier.ts";
import type { Sql } from "./pool.ts";
import {
  type RedemptionRow,
  type StoredRedemption,
  redemptionColumns,
  storedRedemption,
} from "./redemption-row.ts";

/** What installed shops issued of a carrier and has ended, each shop's oldest first. */
export async function listEnded(
  sql: Sql,
  carrier: Carrier,
  now: Instant,
  limit: number,
): Promise<{ shopId: bigint; id: string }[]> {
  const { rows } = await sql.query<{ shop_id: bigint; id: string }>({
    name: "redemption_list_expired",
    text: `select expired.shop_id, expired.id
      from shop
      cross join lateral (
        select shop_id, id from redemption
        where shop_id = shop.shop_id and status = 'issued' and expires_at <= $1
          and carrier = $3
        order by expires_at limit $2
      ) expired
      where shop.uninstalled_at is null
      limit $2`,
    values: [new Date(now), limit, carrier],
  });
  return rows.map((row) => ({ shopId: row.shop_id, id: row.id }));
}

/**
 * What of a shop still waits for Shopify: holds points, or is being switched off. In the order in
 * which members are locked.
 */
export async function listWaitingRedemptions(
  sql: Sql,
  shopId: bigint,
): Promise<StoredRedemption[]> {
  const { rows } = await sql.query<RedemptionRow>({
    name: "redemption_list_waiting",
    text: `select ${redemptionColumns} from redemption
      where shop_id = $1 and status in ('reserved', 'unsettled', 'returning')
      order by member_id, id`,
    values: [shopId],
  });
  return rows.map(storedRedemption);
}
