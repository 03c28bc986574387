// Rewards of the program in force that the store does not let the app give now.
import type { RewardParams } from "../core/explanations/reward-params.ts";
import type { RewardKind } from "../core/program/reward-terms.ts";
import { leastOffer, offerParams } from "../core/rewards/offer.ts";
import { featuresOf, isPaused } from "../core/rewards/reward-features.ts";
import { loadActiveProgram } from "./program.ts";
import type { ShopView } from "./shop.ts";

export interface PausedReward {
  id: string;
  kind: RewardKind;
  /** What it is. */
  reward: RewardParams;
}

export async function listPausedRewards(
  { id, currency, scopes }: Pick<ShopView, "id" | "currency" | "scopes">,
  now: Date,
): Promise<PausedReward[]> {
  const program = await loadActiveProgram(id, now);
  const features = featuresOf(scopes);
  const rewards = program?.document.rewards ?? [];
  return rewards
    .filter((reward) => isPaused(reward, features))
    .map((reward) => ({
      id: reward.id,
      kind: reward.kind,
      reward: offerParams(reward, leastOffer(reward), currency),
    }));
}
