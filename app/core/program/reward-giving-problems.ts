// Rewards that are no discount code, and contradict themselves.
import type { DocumentProblem } from "./document-problem.ts";
import type { Reward } from "./reward-terms.ts";

/** `path` leads to the reward. Nothing for discount codes. */
export function givingProblems(path: string, reward: Reward): DocumentProblem[] {
  switch (reward.kind) {
    case "experience":
      return [
        ...problem(
          reward.stock === null,
          `${path}.stock`,
          "Say how many places there are: nobody can be turned away at the door",
        ),
        ...problem(
          reward.endsAt !== null && reward.endsAt <= reward.startsAt,
          `${path}.endsAt`,
          "It ends before it begins",
        ),
      ];
    case "early_access":
      return problem(
        reward.productIds.length === 0 && reward.collectionIds.length === 0,
        `${path}.productIds`,
        "Name the products or collections that members see early",
      );
    case "amount_off":
    case "percentage_off":
    case "points_for_money":
    case "free_shipping":
    case "free_product":
    case "store_credit":
    case "gift_card":
    case "donation":
    case "exclusive_product":
      return [];
  }
}

function problem(is: boolean, path: string, message: string): DocumentProblem[] {
  return is ? [{ path, message }] : [];
}
