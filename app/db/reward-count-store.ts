// How often a member had rewards.
import type { Instant } from "../core/calendar/instant.ts";
import type { Sql } from "./pool.ts";
import { dateOf } from "./redemption-row.ts";

export interface RewardSince {
  readonly rewardId: string;
  /** Null for all that ever were. */
  readonly since: Instant | null;
}

/**
 * How many redemptions of each reward a member asked for since then, in the order of the
 * questions. Gifts, those that Shopify refused, and those whose points went back do not count.
 * Certain under the lock on the member.
 */
export async function countRedemptions(
  sql: Sql,
  shopId: bigint,
  memberId: string,
  asked: readonly RewardSince[],
): Promise<number[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql.query<{ count: number }>({
    name: "redemption_count_by_reward",
    text: `select (
        select count(*)::int from redemption as held
        where held.shop_id = $1 and held.member_id = $2 and held.reward_id = asked.reward_id
          and held.status not in ('refused', 'returned') and held.occasion is null
          and (asked.since is null or held.requested_at >= asked.since)
      ) as count
      from unnest($3::text[], $4::timestamptz[]) with ordinality as asked (reward_id, since, place)
      order by asked.place`,
    values: [
      shopId,
      memberId,
      asked.map(({ rewardId }) => rewardId),
      asked.map(({ since }) => dateOf(since)),
    ],
  });
  return rows.map(({ count }) => count);
}
