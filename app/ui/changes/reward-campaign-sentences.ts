// Sentences about price campaigns.
import type { ListChange } from "../../core/program/diff-programs.ts";
import type { rewardCampaignFields } from "../../core/program/program-fields.ts";
import type { RewardCampaign } from "../../core/program/reward-campaign-terms.ts";
import { type Sentences, describeField } from "./describe-fields.ts";
import { timeSentences, timeWords } from "./rule-sentences.ts";
import { listed, quoted } from "./words.ts";

/** What each reward is called, by its id. */
export type RewardTitles = (rewardId: string) => string;

interface TitledCampaign {
  readonly title: string;
  readonly titleOf: RewardTitles;
}

const sentences: Sentences<typeof rewardCampaignFields, TitledCampaign> = {
  name: (after, before) => `The price campaign “${before}” is now called “${after}”.`,
  ...timeSentences,
  rewardIds: (after, _before, { title, titleOf }) =>
    `${title} is for ${rewardsWords(after, titleOf)}.`,
  percentOff: (after, before, { title }) => `${title} takes ${after}% off instead of ${before}%.`,
};

/** All that a price campaign says, in one sentence. */
export function rewardCampaignWords(campaign: RewardCampaign, titleOf: RewardTitles): string {
  const { percentOff, rewardIds } = campaign;
  return `${percentOff}% off the price of ${rewardsWords(rewardIds, titleOf)}, ${timeWords(campaign)}`;
}

export function describeRewardCampaign(
  change: ListChange<RewardCampaign, typeof rewardCampaignFields>,
  titleOf: RewardTitles,
): string[] {
  switch (change.kind) {
    case "added": {
      const words = rewardCampaignWords(change.item, titleOf);
      return [`New price campaign “${change.item.name}”: ${words}.`];
    }
    case "removed":
      return [`The price campaign “${change.item.name}” no longer runs.`];
    case "changed": {
      const context = { title: `“${change.after.name}”`, titleOf };
      return change.changes.map((field) => describeField(sentences, field, context));
    }
    case "reordered": {
      const names = change.items.map(({ name }) => name);
      return [`Price campaigns are in this order: ${listed(quoted(names))}.`];
    }
  }
}

function rewardsWords(rewardIds: readonly string[], titleOf: RewardTitles): string {
  return rewardIds.length === 0 ? "every reward" : listed(rewardIds.map(titleOf));
}
