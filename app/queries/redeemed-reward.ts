// What a redemption was for, from the reward that stands in its row as it was.
import type { RewardParams } from "../core/explanations/reward-params.ts";
import { rewardParams } from "../core/rewards/redemption.ts";
import { amountOf, storedReward } from "../db/redemption-row.ts";

interface RedeemedRow {
  /** As JSON. */
  reward: unknown;
  amountMinor: bigint | null;
}

export function redeemedReward({ reward: stored, amountMinor }: RedeemedRow): RewardParams {
  const { reward, currency } = storedReward(stored);
  return rewardParams({ reward, currency, amountMinor: amountMinor ?? amountOf(reward) });
}
