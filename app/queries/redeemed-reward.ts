// What a redemption was for, from the reward that stands in its row as it was.
import type { RewardParams } from "../core/explanations/reward-params.ts";
import { rewardParams } from "../core/rewards/redemption.ts";
import { amountOf, choiceSchema, storedReward } from "../db/redemption-row.ts";

interface RedeemedRow {
  /** As JSON. */
  reward: unknown;
  amountMinor: bigint | null;
  /** As JSON. */
  choice: unknown;
}

export function redeemedReward({
  reward: stored,
  amountMinor,
  choice: chosen,
}: RedeemedRow): RewardParams {
  const { reward, currency } = storedReward(stored);
  const choice = choiceSchema.parse(chosen);
  return rewardParams({ reward, choice, currency, amountMinor: amountMinor ?? amountOf(reward) });
}
