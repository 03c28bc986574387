// Which rewards a shopper cannot have now, and what is missing, as the panel tells it. What happens
// meanwhile is looked at again when they redeem.
import type { Instant } from "../core/calendar/instant.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import type { Reward } from "../core/program/reward-terms.ts";
import { notOnSale } from "../core/rewards/reward-drops.ts";
import { limitReached, limitWindows } from "../core/rewards/reward-limits.ts";
import type { UnmetCondition } from "../core/rewards/unmet-condition.ts";
import { pool } from "../db/pool.ts";
import { countRedemptions } from "../db/reward-count-store.ts";
import { loadTakenStock } from "../db/reward-stock-store.ts";

/** By the reward's id. */
export type UnmetConditions = ReadonlyMap<string, UnmetCondition>;

interface Asked {
  readonly shopId: bigint;
  readonly timeZone: TimeZone;
  /** Null for guests, and for customers who are no members yet. */
  readonly memberId: string | null;
  readonly rewards: readonly Reward[];
  readonly now: Instant;
}

export async function loadUnmetConditions(asked: Asked): Promise<UnmetConditions> {
  const [reached, soldOut] = await Promise.all([loadReachedLimits(asked), loadSoldOut(asked)]);
  return new Map([...reached, ...soldOut, ...closed(asked)]);
}

function closed({ rewards, timeZone, now }: Asked): [string, UnmetCondition][] {
  return rewards.flatMap(({ id, drops }) => {
    const condition = notOnSale(drops, now, timeZone);
    return condition ? [[id, condition]] : [];
  });
}

async function loadSoldOut({ shopId, rewards }: Asked): Promise<[string, UnmetCondition][]> {
  const limited = rewards.flatMap(({ id, stock }) => (stock === null ? [] : [{ id, stock }]));
  const ids = limited.map(({ id }) => id);
  const taken = await loadTakenStock(pool(), shopId, ids);
  return limited
    .filter(({ id, stock }) => (taken.get(id) ?? 0) >= stock)
    .map(({ id }) => [id, { reason: "sold_out" }]);
}

async function loadReachedLimits({
  shopId,
  timeZone,
  memberId,
  rewards,
  now,
}: Asked): Promise<[string, UnmetCondition][]> {
  if (memberId === null) return [];
  const limited = rewards.map(({ id, limits }) => ({
    id,
    windows: limitWindows(limits, now, timeZone),
  }));
  const asked = limited.flatMap(({ id, windows }) =>
    windows.map(({ since }) => ({ rewardId: id, since })),
  );
  const counts = await countRedemptions(pool(), shopId, memberId, asked);
  let next = 0;
  return limited.flatMap(({ id, windows }) => {
    const own = counts.slice(next, (next += windows.length));
    const reached = limitReached(windows, own);
    return reached ? [[id, reached]] : [];
  });
}
