// What a redemption was for, from the reward that stands in its row as it was.
import type { RewardParams } from "../core/explanations/reward-params.ts";
import { offerOf, offerParams } from "../core/rewards/offer.ts";
import { storedReward } from "../db/redemption-row.ts";

/** `stored` is the row's reward, as JSON. */
export function redeemedReward(stored: unknown): RewardParams {
  const { reward, currency } = storedReward(stored);
  return offerParams(reward, offerOf(reward), currency);
}
