// What the members of a store did in the last days, counted and not named.
import type { RecentCounts } from "../core/activity/recent-facts.ts";
import type { Instant } from "../core/calendar/instant.ts";
import type { Sql } from "./pool.ts";
import { instantText } from "./rows.ts";

interface Row {
  reward_id: string | null;
  members: bigint;
  points: bigint;
}

/**
 * By orders that were placed, and by rewards that points were given for, from `since` on and before
 * `until`. What was taken back meanwhile is not counted.
 */
export async function countRecentActivity(
  sql: Sql,
  shopId: bigint,
  { since, until }: { readonly since: Instant; readonly until: Instant },
): Promise<RecentCounts> {
  const values = [shopId, instantText(since), instantText(until)];
  const orders = await sql.query<Row>({
    name: "recent_orders_counted",
    text: `select null as reward_id, count(distinct member_id) as members,
        coalesce(sum(posted_points), 0)::int8 as points
      from order_state
      where shop_id = $1 and placed_at >= $2 and placed_at < $3
        and member_id is not null and posted_points > 0`,
    values,
  });
  // The row without a reward is that of all rewards together.
  const redemptions = await sql.query<Row>({
    name: "recent_redemptions_counted",
    text: `select reward_id, count(distinct member_id) as members, sum(points)::int8 as points
      from redemption
      where shop_id = $1 and requested_at >= $2 and requested_at < $3
        and points > 0 and status in ('issued', 'used')
      group by grouping sets ((), (reward_id))`,
    values,
  });
  const earned = orders.rows[0];
  const redeemed = redemptions.rows.find((row) => row.reward_id === null);
  return {
    earned: { members: Number(earned?.members ?? 0n), points: earned?.points ?? 0n },
    redeemed: { members: Number(redeemed?.members ?? 0n) },
    rewards: redemptions.rows.flatMap(({ reward_id: rewardId, members }) =>
      rewardId === null ? [] : [{ rewardId, members: Number(members) }],
    ),
  };
}

/** Stores that tell of it, and whose figures nobody has written since yesterday. */
export async function listShopsToTell(sql: Sql, limit: number): Promise<bigint[]> {
  const { rows } = await sql.query<{ shop_id: bigint }>({
    name: "recent_activity_shops",
    text: `select shop_id from shop
      where uninstalled_at is null
        and not exists (select from outbox_message as asked
          where asked.shop_id = shop.shop_id and asked.kind = 'write_program'
            and (asked.status = 'ready' or asked.next_attempt_at > now() - interval '1 day'))
        and exists (select from program_version as version
          where version.shop_id = shop.shop_id and version.status = 'active'
            and version.document -> 'activityNotice' ->> 'days' is not null)
      order by shop_id limit $1`,
    values: [limit],
  });
  return rows.map((row) => row.shop_id);
}
