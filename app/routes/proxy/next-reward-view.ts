// The reward that the panel shows first, with what its reason needs to be said.
import type { NextRewardView } from "../../../widget/contract/panel.ts";
import { type EarnRate, earnRate } from "../../core/earning/earn-rate.ts";
import { minorPerUnit } from "../../core/money/currency.ts";
import { type BestReward, bestReward } from "../../core/rewards/best-reward.ts";
import type { Panel } from "../../queries/panel.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";
import { money } from "./reward-views.ts";

/** Null for guests, and where no reward can be had. */
export function nextRewardView(panel: Panel, currency: string): NextRewardView | null {
  const { account, document, today, unmet, usual } = panel;
  if (account === null) return null;
  const best = bestReward({
    rewards: document.rewards,
    usual,
    isBarred: (rewardId) => unmet.has(rewardId),
    available: account.shopper?.available ?? 0n,
    pending: account.shopper?.pending ?? 0n,
    ending: account.outlook.ending,
    pointsPerUnit: rateFor(panel).points,
    today,
  });
  return best && withReason(best, currency);
}

/** What orders earn for whoever reads. */
export function rateFor({ account, document }: Panel): EarnRate {
  return earnRate(document, account && { tierId: account.shopper?.tierId ?? null });
}

/** What is said of it. */
export function withReason(best: BestReward, currency: string): NextRewardView {
  const { rewardId, why } = best;
  switch (best.why) {
    case "ending":
      return { rewardId, why, points: toWholeNumber(best.points), date: best.lastDay };
    case "cheaper":
      return { rewardId, why, points: toWholeNumber(best.points) };
    case "spend":
      return { rewardId, why, amount: money(best.units * minorPerUnit(currency), currency) };
    case "nearly":
    case "most":
    case "coming":
    case "nearest":
      return { rewardId, why };
  }
}
