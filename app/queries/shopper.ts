// The member that a signed-in customer is, with balances; customers become members with their first
// order.
import type { Instant } from "../core/calendar/instant.ts";
import type { TierReason, TierStanding } from "../core/tiers/standing.ts";
import { pool } from "../db/pool.ts";
import { instantOf, optionalInstant } from "../db/rows.ts";

export interface Shopper {
  memberId: string;
  available: bigint;
  pending: bigint;
  shortfall: bigint;
  enrolledAt: Instant;
  tierId: string | null;
  tier: TierStanding;
  /** When inactivity ends the whole balance; null where it does not. */
  balanceExpiresAt: Instant | null;
}

interface Row {
  id: string;
  available: bigint;
  pending: bigint;
  shortfall: bigint;
  enrolled_at: Date;
  tier_id: string | null;
  tier_since: Date | null;
  tier_until: Date | null;
  tier_reason: TierReason | null;
  balance_expires_at: Date | null;
}

/** Nothing for customers who are no members, or no longer. */
export async function findShopper(
  shopId: bigint,
  customerId: string,
): Promise<Shopper | undefined> {
  const { rows } = await pool().query<Row>({
    name: "shopper_find",
    text: `select id, available, pending, shortfall, enrolled_at, balance_expires_at,
        tier_id, tier_since, tier_until, tier_reason
      from member
      where shop_id = $1 and shopify_customer_id = $2
        and deleted_at is null and redacted_at is null`,
    values: [shopId, customerId],
  });
  const row = rows[0];
  return (
    row && {
      memberId: row.id,
      available: row.available,
      pending: row.pending,
      shortfall: row.shortfall,
      enrolledAt: instantOf(row.enrolled_at),
      tierId: row.tier_id,
      tier: {
        tierId: row.tier_id,
        since: optionalInstant(row.tier_since),
        until: optionalInstant(row.tier_until),
        reason: row.tier_reason,
      },
      balanceExpiresAt: optionalInstant(row.balance_expires_at),
    }
  );
}
