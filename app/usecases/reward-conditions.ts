// What a reward asks of the member beside its points, looked at under the member's lock.
import type { Instant } from "../core/calendar/instant.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import type { Reward } from "../core/program/reward-terms.ts";
import { notOnSale } from "../core/rewards/reward-drops.ts";
import { limitReached, limitWindows } from "../core/rewards/reward-limits.ts";
import type { UnmetCondition } from "../core/rewards/unmet-condition.ts";
import { countRedemptions } from "../db/reward-count-store.ts";
import type { Transaction } from "../db/transaction.ts";

interface Asked {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly reward: Reward;
  readonly timeZone: TimeZone;
  readonly now: Instant;
}

/** Null where everything is met. The member must be locked. */
export async function unmetCondition(
  tx: Transaction,
  { shopId, memberId, reward, timeZone, now }: Asked,
): Promise<UnmetCondition | null> {
  const closed = notOnSale(reward.drops, now, timeZone);
  if (closed !== null) return closed;
  const windows = limitWindows(reward.limits, now, timeZone);
  const asked = windows.map(({ since }) => ({ rewardId: reward.id, since }));
  return limitReached(windows, await countRedemptions(tx, shopId, memberId, asked));
}
