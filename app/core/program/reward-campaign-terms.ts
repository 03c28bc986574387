// Price campaigns: rewards cost fewer points for a while, on the shop's calendar and clock.
import { z } from "zod";
import { campaignTimes } from "./campaign-terms.ts";
import { count, id, list, name } from "./fields.ts";

const MOST_PERCENT_OFF = 90;

export const rewardCampaign = z
  .object({
    id,
    name,
    ...campaignTimes,
    rewardIds: list(id).describe("Only these rewards; empty for all"),
    percentOff: count(1, MOST_PERCENT_OFF).describe("How much less they cost, in percent"),
  })
  .describe("Lower prices of rewards for a while. The moment of redemption decides");

export type RewardCampaign = z.output<typeof rewardCampaign>;
