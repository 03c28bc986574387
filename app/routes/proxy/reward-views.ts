// Rewards and what vouchers stand for, as the storefront and the preview of it read them.
import type { Money } from "../../../widget/contract/money.ts";
import type { RewardView, WorthView } from "../../../widget/contract/panel.ts";
import { knownMinorDigits } from "../../core/money/currency.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import type { Reward } from "../../core/program/reward-terms.ts";
import { rewardsByPoints } from "../../core/rewards/next-reward.ts";
import { offerOf } from "../../core/rewards/offer.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";

/** Cheapest first. */
export function rewardViews({ rewards }: ProgramDocument, currency: string): RewardView[] {
  return rewardsByPoints(rewards).map((reward) => ({
    id: reward.id,
    description: reward.description,
    points: toWholeNumber(reward.points),
    validityDays: reward.validityDays,
    ...worthView(reward, currency),
  }));
}

export function worthView(reward: Reward, currency: string): WorthView {
  const { amountMinor, percent } = offerOf(reward);
  const { kind, name, minimumSubtotalMinor } = reward;
  return {
    kind,
    name,
    amount: amountMinor === null ? null : money(amountMinor, currency),
    percent,
    minimum: minimumSubtotalMinor > 0n ? money(minimumSubtotalMinor, currency) : null,
  };
}

export function money(amountMinor: bigint, currency: string): Money {
  return {
    amountMinor: toWholeNumber(amountMinor),
    currency,
    minorDigits: knownMinorDigits(currency),
  };
}
