// Rewards that cannot exist: what Shopify would refuse is refused before anybody redeems.
import { type DocumentProblem, repeatedIds } from "./document-problem.ts";
import type { Reward } from "./reward-terms.ts";

/** One sentence for each contradiction within a reward, and for ids that are given twice. */
export function rewardProblems(rewards: readonly Reward[]): DocumentProblem[] {
  return [
    ...repeatedIds("rewards", rewards),
    ...rewards.flatMap((reward, index) => voucherProblems(`rewards.${index}`, reward)),
  ];
}

function voucherProblems(path: string, reward: Reward): DocumentProblem[] {
  const { minimumSubtotalMinor, minimumQuantity, items, purchases } = reward;
  const problems: DocumentProblem[] = [];
  if (minimumSubtotalMinor > 0n && minimumQuantity > 0) {
    problems.push({
      path: `${path}.minimumQuantity`,
      message: "Shopify knows either a least amount or a least number of items: leave one out",
    });
  }
  const namesProducts = items.productIds.length > 0 || items.variantIds.length > 0;
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
