// Referrals that promise what the program does not have.
import { carrierOf } from "../rewards/carrier.ts";
import { leavesChoice } from "../rewards/decide-gift.ts";
import type { DocumentProblem } from "./document-problem.ts";
import type { ReferralTerms } from "./referral-terms.ts";
import type { Reward } from "./reward-terms.ts";
import { audienceProblems } from "./way-problems.ts";

/**
 * One sentence where the member's reward is none of the program, or none that can be given without
 * asking anybody; where it is taken back for a shorter time than it takes to be given; where its
 * tiers do not exist; or where the friend's voucher takes off all that its least order asks for.
 * Rule: what is promised to members can be given.
 */
export function referralProblems(
  referral: ReferralTerms | null,
  rewards: readonly Reward[],
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  if (referral === null) return [];
  return [
    ...audienceProblems("referral.audience", referral.audience, tierIds),
    ...rewardProblems(referral, rewards),
    ...windowProblems(referral),
    ...discountProblems(referral),
  ];
}

function rewardProblems(
  { memberReward }: ReferralTerms,
  rewards: readonly Reward[],
): DocumentProblem[] {
  if (memberReward.kind !== "voucher") return [];
  const path = "referral.memberReward.rewardId";
  const reward = rewards.find(({ id }) => id === memberReward.rewardId);
  if (reward === undefined) {
    return [{ path, message: "The program has no such reward: choose one, or give points" }];
  }
  if (carrierOf(reward.kind) !== "discount" || leavesChoice(reward)) {
    const message = "Choose a reward that is a voucher and leaves nothing to choose";
    return [{ path, message }];
  }
  return [];
}

function windowProblems({ delayDays, refundWindowDays }: ReferralTerms): DocumentProblem[] {
  if (refundWindowDays === null || refundWindowDays >= delayDays) return [];
  const message = `The member waits ${delayDays} days: refunds must count at least as long`;
  return [{ path: "referral.refundWindowDays", message }];
}

function discountProblems({ friendVoucher }: ReferralTerms): DocumentProblem[] {
  const { discount, minimumSubtotalMinor: least } = friendVoucher;
  if (discount.kind !== "amount_off" || least === 0n || least >= discount.amountMinor) return [];
  const message = "The voucher takes off more than this: ask for at least as much, or for nothing";
  return [{ path: "referral.friendVoucher.minimumSubtotalMinor", message }];
}
