// Rewards that no night can issue by itself: somebody has to choose, or Shopify to be asked.
import { type DocumentProblem, indexesOfRepeated } from "./document-problem.ts";
import type { Reward } from "./reward-terms.ts";

/** `path` leads to the reward. */
export function autoIssueProblems(path: string, reward: Reward): DocumentProblem[] {
  const { autoIssue, audience } = reward;
  if (autoIssue === null) return [];
  const choice = leftToMember(reward);
  const chosen = choice === null ? [] : [{ path: `${path}.autoIssue.kind`, message: choice }];
  const asked = (["customerTags", "segmentIds"] as const)
    .filter((name) => audience[name].length > 0)
    .map((name) => ({
      path: `${path}.audience.${name}`,
      message:
        "Only Shopify knows this, and a reward that issues itself cannot ask: leave it out, or let " +
        "members redeem the reward",
    }));
  const dates = autoIssue.kind === "dates" ? autoIssue.dates : [];
  const repeated = indexesOfRepeated(dates).map((index) => ({
    path: `${path}.autoIssue.dates.${index}`,
    message: "Give each date once",
  }));
  return [...chosen, ...asked, ...repeated];
}

/** Why only the member can ask for it; null where nothing is left to choose. */
function leftToMember(reward: Reward): string | null {
  switch (reward.kind) {
    case "points_for_money":
      return "Members choose how many points to spend, so this cannot issue itself";
    case "free_product":
      return reward.variantIds.length > 1
        ? "Members choose a variant, so this cannot issue itself: name one variant only"
        : null;
    case "gift_card":
      return reward.recipient === "self"
        ? null
        : "Members say who gets the gift card, so this cannot issue itself: make it for themselves";
    case "amount_off":
    case "percentage_off":
    case "free_shipping":
    case "store_credit":
    case "donation":
    case "experience":
    case "exclusive_product":
    case "early_access":
      return null;
  }
}
