// How many of a reward's stock are taken, of all of it and of each drop. A row is locked last,
// after the members: shops first, then rewards in the order of their names, each before its drops.
import type { RewardDrop } from "../core/program/reward-condition-terms.ts";
import type { Redemption } from "../core/rewards/redemption.ts";
import type { Sql } from "./pool.ts";

/** In place of a drop's id, for the stock of the reward as a whole. */
const ALL_DROPS = "";

interface Wanted {
  readonly shopId: bigint;
  readonly reward: { readonly id: string; readonly stock: number | null };
  /** Those that are open, in the order of their ids; empty for a reward that is always on sale. */
  readonly open: readonly RewardDrop[];
}

export type TakenPlace =
  /** With the drop whose place it is; null where no drop counts its places. */
  | { readonly outcome: "taken"; readonly dropId: string | null }
  /** For good where the reward itself has none left, and not only the drops that are open. */
  | { readonly outcome: "sold_out"; readonly isForGood: boolean };

/**
 * Takes one more of the reward and one more of a drop, where they are counted; with several open
 * drops, of the first that has one left. Nothing is taken where either has none left.
 */
export async function takeStock(tx: Sql, { shopId, reward, open }: Wanted): Promise<TakenPlace> {
  const { id, stock } = reward;
  if (stock !== null && !(await takeOne(tx, shopId, { id, dropId: ALL_DROPS, stock }))) {
    return { outcome: "sold_out", isForGood: true };
  }
  if (open.length === 0 || open.some((drop) => drop.stock === null)) {
    return { outcome: "taken", dropId: null };
  }
  for (const drop of open) {
    const place = { id, dropId: drop.id, stock: drop.stock ?? 0 };
    if (await takeOne(tx, shopId, place)) return { outcome: "taken", dropId: drop.id };
  }
  if (stock !== null) await move(tx, shopId, { id, dropId: ALL_DROPS, moved: -1 });
  return { outcome: "sold_out", isForGood: false };
}

interface Place {
  readonly id: string;
  readonly dropId: string;
}

/** One more of so many; false where all are taken. */
async function takeOne(
  tx: Sql,
  shopId: bigint,
  { id, dropId, stock }: Place & { readonly stock: number },
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: "reward_stock_take",
    text: `insert into reward_stock (shop_id, reward_id, drop_id, taken)
      select $1, $2, $3, 1 where $4::int > 0
      on conflict (shop_id, reward_id, drop_id) do update set taken = reward_stock.taken + 1
        where reward_stock.taken < $4::int`,
    values: [shopId, id, dropId, stock],
  });
  return rowCount === 1;
}

async function move(
  tx: Sql,
  shopId: bigint,
  { id, dropId, moved }: Place & { readonly moved: number },
): Promise<void> {
  await tx.query({
    name: "reward_stock_move",
    text: `update reward_stock set taken = taken + $4
      where shop_id = $1 and reward_id = $2 and drop_id = $3`,
    values: [shopId, id, dropId, moved],
  });
}

/** Writes down whose place a redemption took, so that the same one is free again later. */
export async function keepDrop(
  tx: Sql,
  shopId: bigint,
  redemptionId: string,
  { dropId }: { readonly dropId: string | null },
): Promise<void> {
  if (dropId === null) return;
  await tx.query({
    name: "redemption_keep_drop",
    text: `update redemption set drop_id = $3 where shop_id = $1 and id = $2`,
    values: [shopId, redemptionId, dropId],
  });
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
  const limited = changed.filter(
    ({ redemption: { reward } }) =>
      reward.stock !== null || reward.drops.some(({ stock }) => stock !== null),
  );
  if (limited.length === 0) return;
  const { rows } = await tx.query<MovedRow>({
    name: "reward_stock_moved",
    text: `select held.shop_id, held.reward_id, place.drop_id,
        sum(case when changed.status in ('refused', 'returned') then -1 else 1 end)::int as moved
      from unnest($1::bigint[], $2::uuid[], $3::text[]) as changed (shop_id, id, status)
      join redemption as held on held.shop_id = changed.shop_id and held.id = changed.id
      join lateral (
        select $4::text as drop_id where held.reward ->> 'stock' is not null
        union all select held.drop_id where held.drop_id is not null
      ) as place on true
      where (held.status in ('refused', 'returned'))
        <> (changed.status in ('refused', 'returned'))
      group by held.shop_id, held.reward_id, place.drop_id
      order by held.shop_id, held.reward_id collate "C", place.drop_id collate "C"`,
    values: [
      limited.map(({ shopId }) => shopId),
      limited.map(({ redemption }) => redemption.id),
      limited.map(({ redemption }) => redemption.status),
      ALL_DROPS,
    ],
  });
  for (const { shop_id: shopId, reward_id: id, drop_id: dropId, moved } of rows) {
    await move(tx, shopId, { id, dropId, moved });
  }
}

interface MovedRow {
  shop_id: bigint;
  reward_id: string;
  drop_id: string;
  moved: number;
}

/** How many are taken of a reward, or of one of its drops; of all of it where that is null. */
export type TakenStock = (rewardId: string, dropId: string | null) => number;

export async function loadTakenStock(
  sql: Sql,
  shopId: bigint,
  rewardIds: readonly string[],
): Promise<TakenStock> {
  if (rewardIds.length === 0) return () => 0;
  const { rows } = await sql.query<{ reward_id: string; drop_id: string; taken: number }>({
    name: "reward_stock_load",
    text: `select reward_id, drop_id, taken from reward_stock
      where shop_id = $1 and reward_id = any($2::text[])`,
    values: [shopId, rewardIds],
  });
  const nameOf = (rewardId: string, dropId: string): string => `${rewardId}/${dropId}`;
  const taken = new Map(rows.map((row) => [nameOf(row.reward_id, row.drop_id), row.taken]));
  return (rewardId, dropId) => taken.get(nameOf(rewardId, dropId ?? ALL_DROPS)) ?? 0;
}

/**
 * For who takes of several rewards for several members, in whatever order: whoever else takes of
 * them waits, and none waits for another.
 */
export async function lockStocks(
  tx: Sql,
  shopId: bigint,
  rewardIds: readonly string[],
): Promise<void> {
  await tx.query({
    name: "reward_stock_lock",
    text: `select from reward_stock where shop_id = $1 and reward_id = any($2::text[])
      order by reward_id collate "C", drop_id collate "C" for update`,
    values: [shopId, rewardIds],
  });
}
