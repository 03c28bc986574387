// Rewards that cannot exist: what Shopify would refuse is refused before anybody redeems.
import { MAX_AMOUNT_MINOR } from "../money/money.ts";
import { autoIssueProblems } from "./auto-issue-problems.ts";
import { type DocumentProblem, repeatedIds } from "./document-problem.ts";
import { rewardConditionProblems } from "./reward-condition-problems.ts";
import { givingProblems } from "./reward-giving-problems.ts";
import type { Reward, RewardOf, VoucherReward } from "./reward-terms.ts";

/**
 * One sentence for each contradiction within a reward, and for ids that are given twice. `tierIds`
 * are those of the document's tiers.
 */
export function rewardProblems(
  rewards: readonly Reward[],
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  return [
    ...repeatedIds("rewards", rewards),
    ...rewards.flatMap((reward, index) => [
      ...("combinesWith" in reward ? voucherProblems(`rewards.${index}`, reward) : []),
      ...givingProblems(`rewards.${index}`, reward),
      ...autoIssueProblems(`rewards.${index}`, reward),
      ...rewardConditionProblems(`rewards.${index}`, reward, tierIds),
      ...(reward.kind === "points_for_money" ? stepProblems(`rewards.${index}`, reward) : []),
      ...(reward.kind === "free_product" ? variantProblems(`rewards.${index}`, reward) : []),
    ]),
  ];
}

function voucherProblems(path: string, reward: VoucherReward): DocumentProblem[] {
  const { minimumSubtotalMinor, minimumQuantity, purchases } = reward;
  const problems: DocumentProblem[] = [];
  if (minimumSubtotalMinor > 0n && minimumQuantity > 0) {
    problems.push({
      path: `${path}.minimumQuantity`,
      message: "Shopify knows either a least amount or a least number of items: leave one out",
    });
  }
  const items = "items" in reward ? reward.items : null;
  const namesProducts = items && (items.productIds.length > 0 || items.variantIds.length > 0);
  if (namesProducts && items.collectionIds.length > 0) {
    problems.push({
      path: `${path}.items.collectionIds`,
      message: "Shopify knows either products or collections: leave one out",
    });
  }
  if (!purchases.oneTime && !purchases.subscription) {
    problems.push({
      path: `${path}.purchases.oneTime`,
      message: "The voucher is for no purchase: allow one-time purchases or subscriptions",
    });
  }
  return problems;
}

function stepProblems(path: string, reward: RewardOf<"points_for_money">): DocumentProblem[] {
  const { minSteps, maxSteps, amountPerStepMinor, largestSharePercent } = reward;
  const problems: DocumentProblem[] = [];
  if (maxSteps < minSteps) {
    problems.push({ path: `${path}.maxSteps`, message: "The most is less than the fewest steps" });
  }
  if (amountPerStepMinor * BigInt(maxSteps) > MAX_AMOUNT_MINOR) {
    problems.push({ path: `${path}.maxSteps`, message: "So many steps are too large an amount" });
  }
  if (largestSharePercent !== null && reward.minimumQuantity > 0) {
    problems.push({
      path: `${path}.minimumQuantity`,
      message:
        "The largest share is kept by a least amount, and Shopify knows either that or a least " +
        "number of items: leave one out",
    });
  }
  return problems;
}

function variantProblems(path: string, reward: RewardOf<"free_product">): DocumentProblem[] {
  const { variantIds, variantNames, minimumSubtotalMinor, minimumQuantity } = reward;
  const problems: DocumentProblem[] = [];
  if (new Set(variantIds).size < variantIds.length) {
    problems.push({ path: `${path}.variantIds`, message: "Name each variant once" });
  }
  if (variantNames.length !== variantIds.length && variantNames.length + variantIds.length > 1) {
    problems.push({
      path: `${path}.variantNames`,
      message: "Members choose by these names: give one for each variant, in the same order",
    });
  }
  if (new Set(variantNames).size < variantNames.length) {
    problems.push({ path: `${path}.variantNames`, message: "Each variant needs another name" });
  }
  if (minimumSubtotalMinor > 0n || minimumQuantity > 0) {
    problems.push({
      path: `${path}.${minimumSubtotalMinor > 0n ? "minimumSubtotalMinor" : "minimumQuantity"}`,
      message: "Shopify counts only the free product towards a least order: leave it out",
    });
  }
  return problems;
}
