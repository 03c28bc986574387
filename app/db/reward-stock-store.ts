// How many of a reward's stock are taken. A row is locked last, after the members: shops first,
// then rewards, in the order of their names.
import type { Redemption } from "../core/rewards/redemption.ts";
import type { Sql } from "./pool.ts";

/** One more of so many; false where all are taken. */
export async function takeStock(
  tx: Sql,
  shopId: bigint,
  rewardId: string,
  stock: number,
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: "reward_stock_take",
    text: `insert into reward_stock (shop_id, reward_id, taken)
      select $1, $2, 1 where $3::int > 0
      on conflict (shop_id, reward_id) do update set taken = reward_stock.taken + 1
        where reward_stock.taken < $3::int`,
    values: [shopId, rewardId, stock],
  });
  return rowCount === 1;
}

interface Changed {
  readonly shopId: bigint;
  readonly redemption: Redemption;
}

/**
 * What is given back is free for others; what turns out to be used after all is taken again, also
 * beyond the stock. To be called before the redemptions are written, under their members' locks.
 */
export async function followStock(tx: Sql, changed: readonly Changed[]): Promise<void> {
  const limited = changed.filter(({ redemption }) => redemption.reward.stock !== null);
  if (limited.length === 0) return;
  const { rows } = await tx.query<{ shop_id: bigint; reward_id: string; moved: number }>({
    name: "reward_stock_moved",
    text: `select held.shop_id, held.reward_id,
        sum(case when changed.status in ('refused', 'returned') then -1 else 1 end)::int as moved
      from unnest($1::bigint[], $2::uuid[], $3::text[]) as changed (shop_id, id, status)
      join redemption as held on held.shop_id = changed.shop_id and held.id = changed.id
      where (held.status in ('refused', 'returned'))
        <> (changed.status in ('refused', 'returned'))
      group by held.shop_id, held.reward_id
      order by held.shop_id, held.reward_id collate "C"`,
    values: [
      limited.map(({ shopId }) => shopId),
      limited.map(({ redemption }) => redemption.id),
      limited.map(({ redemption }) => redemption.status),
    ],
  });
  for (const { shop_id, reward_id, moved } of rows) {
    await tx.query({
      name: "reward_stock_move",
      text: `update reward_stock set taken = taken + $3 where shop_id = $1 and reward_id = $2`,
      values: [shop_id, reward_id, moved],
    });
  }
}

/** How many are taken of each reward, by its id; none where nobody ever took one. */
export async function loadTakenStock(
  sql: Sql,
  shopId: bigint,
  rewardIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (rewardIds.length === 0) return new Map();
  const { rows } = await sql.query<{ reward_id: string; taken: number }>({
    name: "reward_stock_load",
    text: `select reward_id, taken from reward_stock
      where shop_id = $1 and reward_id = any($2::text[])`,
    values: [shopId, rewardIds],
  });
  return new Map(rows.map(({ reward_id, taken }) => [reward_id, taken]));
}
