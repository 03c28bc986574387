// What members redeemed while a price campaign ran, in portions.
import type { Redeemed } from "../core/campaigns/price-results.ts";
import type { OrdersInTime } from "./campaign-order-store.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";

/** Where a portion ended. */
export interface RedeemedCursor {
  readonly requestedAt: string;
  readonly id: string;
}

interface RedeemedRow {
  id: string;
  member_id: string;
  reward_id: string;
  points: bigint;
  requested_at: Date;
  requested_text: string;
}

/**
 * What cost points, the earliest first; what was refused, or came back whole, is left out. `next`
 * is null after the last portion.
 */
export async function loadRedeemedInTime(
  sql: Sql,
  { shopId, from, until }: OrdersInTime,
  { after, limit }: { after: RedeemedCursor | null; limit: number },
): Promise<{ redeemed: Redeemed[]; next: RedeemedCursor | null }> {
  const { rows } = await sql.query<RedeemedRow>({
    name: "campaign_load_redeemed",
    text: `select id, member_id, reward_id, points, requested_at,
        requested_at::text as requested_text
      from redemption
      where shop_id = $1 and requested_at >= $2 and requested_at < $3 and points > 0
        and status not in ('refused', 'returned')
        and (requested_at, id) > ($4::timestamptz, $5::uuid)
      order by requested_at, id limit $6`,
    values: [
      shopId,
      instantText(from),
      instantText(until),
      after?.requestedAt ?? instantText(from - 1),
      after?.id ?? "00000000-0000-0000-0000-000000000000",
      limit,
    ],
  });
  const last = rows.at(-1);
  return {
    redeemed: rows.map((row) => ({
      memberId: row.member_id,
      rewardId: row.reward_id,
      points: row.points,
      requestedAt: instantOf(row.requested_at),
    })),
    next: rows.length < limit || !last ? null : { requestedAt: last.requested_text, id: last.id },
  };
}
