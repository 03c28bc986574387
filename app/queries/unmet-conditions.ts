// Which rewards a shopper cannot have now, and what is missing, as the panel tells it. What happens
// meanwhile is looked at again when they redeem, and so is what only Shopify knows of them.
import type { Instant } from "../core/calendar/instant.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import type { ProgramDocument } from "../core/program/document.ts";
import { wrongTier } from "../core/rewards/reward-audience.ts";
import { nextOpening, notOnSale, openDrops } from "../core/rewards/reward-drops.ts";
import { featuresOf, isPaused } from "../core/rewards/reward-features.ts";
import { limitReached, limitWindows } from "../core/rewards/reward-limits.ts";
import { tooLate } from "../core/rewards/too-late.ts";
import type { UnmetCondition } from "../core/rewards/unmet-condition.ts";
import { pool } from "../db/pool.ts";
import { countRedemptions } from "../db/reward-count-store.ts";
import { type TakenStock, loadTakenStock } from "../db/reward-stock-store.ts";

/** By the reward's id. */
export type UnmetConditions = ReadonlyMap<string, UnmetCondition>;

type Reward = ProgramDocument["rewards"][number];

interface Asked {
  readonly shopId: bigint;
  readonly timeZone: TimeZone;
  /** What the store lets the app do, with commas. */
  readonly scopes: string;
  /** Null for guests: what is only for some members is told to them with the reward. */
  readonly shopper: {
    /** Null for customers who are no members yet. */
    readonly memberId: string | null;
    readonly tierId: string | null;
  } | null;
  readonly document: Pick<ProgramDocument, "rewards" | "tiers">;
  readonly now: Instant;
}

/** Of several that are missing, the one that is hardest to get: who it is for comes first. */
export async function loadUnmetConditions(asked: Asked): Promise<UnmetConditions> {
  const [reached, soldOut] = await Promise.all([loadReachedLimits(asked), loadSoldOut(asked)]);
  return new Map([
    ...reached,
    ...soldOut,
    ...closed(asked),
    ...outsideTiers(asked),
    ...paused(asked),
  ]);
}

function paused({ document, scopes }: Asked): [string, UnmetCondition][] {
  const features = featuresOf(scopes);
  return document.rewards
    .filter((reward) => isPaused(reward, features))
    .map(({ id }) => [id, { reason: "paused" }]);
}

function outsideTiers({ shopper, document }: Asked): [string, UnmetCondition][] {
  if (shopper === null) return [];
  return document.rewards.flatMap(({ id, audience }) => {
    const condition = wrongTier(audience, shopper.tierId, document.tiers);
    return condition ? [[id, condition]] : [];
  });
}

function closed({ document, timeZone, now }: Asked): [string, UnmetCondition][] {
  return document.rewards.flatMap((reward) => {
    const condition = tooLate(reward, now, timeZone) ?? notOnSale(reward.drops, now, timeZone);
    return condition ? [[reward.id, condition]] : [];
  });
}

async function loadSoldOut(asked: Asked): Promise<[string, UnmetCondition][]> {
  const { shopId, document, timeZone, now } = asked;
  const limited = document.rewards.filter(
    ({ stock, drops }) => stock !== null || drops.some((drop) => drop.stock !== null),
  );
  const ids = limited.map(({ id }) => id);
  const taken = await loadTakenStock(pool(), shopId, ids);
  return limited
    .filter((reward) => isSoldOut(reward, taken, asked))
    .map(({ id, drops, stock }) => {
      const isAll = stock !== null && taken(id, null) >= stock;
      const opensAt = isAll ? null : nextOpening(drops, now, timeZone);
      return [id, { reason: "sold_out", opensAt }];
    });
}

/** Whether all are taken, of the reward or of each drop that is open. */
function isSoldOut({ id, stock, drops }: Reward, taken: TakenStock, asked: Asked): boolean {
  if (stock !== null && taken(id, null) >= stock) return true;
  const open = openDrops(drops, asked.now, asked.timeZone);
  const isTaken = (drop: (typeof open)[number]): boolean =>
    drop.stock !== null && taken(id, drop.id) >= drop.stock;
  return open.length > 0 && open.every(isTaken);
}

async function loadReachedLimits({
  shopId,
  timeZone,
  shopper,
  document,
  now,
}: Asked): Promise<[string, UnmetCondition][]> {
  if (shopper === null || shopper.memberId === null) return [];
  const limited = document.rewards.map(({ id, limits }) => ({
    id,
    windows: limitWindows(limits, now, timeZone),
  }));
  const asked = limited.flatMap(({ id, windows }) =>
    windows.map(({ since }) => ({ rewardId: id, since })),
  );
  const counts = await countRedemptions(pool(), shopId, shopper.memberId, asked);
  let next = 0;
  return limited.flatMap(({ id, windows }) => {
    const own = counts.slice(next, (next += windows.length));
    const reached = limitReached(windows, own);
    return reached ? [[id, reached]] : [];
  });
}
