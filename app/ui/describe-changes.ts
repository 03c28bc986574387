// What a changed program means for members, in sentences, before it is saved or compared with
// another version.
import { type ProgramChange, diffPrograms } from "../core/program/diff-programs.ts";
import type { ProgramDocument } from "../core/program/document.ts";
import { tierTermsFields } from "../core/program/program-fields.ts";
import type { Reward } from "../core/program/reward-terms.ts";
import type { TierTerms } from "../core/program/tier-terms.ts";
import { describeBirthday } from "./changes/birthday-sentences.ts";
import { describeField } from "./changes/describe-fields.ts";
import { type RewardTitles, describeRewardCampaign } from "./changes/reward-campaign-sentences.ts";
import { programSentences } from "./changes/earning-sentences.ts";
import { describeReferral, referralSentences } from "./changes/referral-sentences.ts";
import { policyWords } from "./changes/expiry-words.ts";
import {
  rewardSentences,
  rewardTitle,
  rewardWords,
  worthWords,
} from "./changes/reward-sentences.ts";
import {
  campaignSentences,
  campaignWords,
  productMultiplierSentences,
  productMultiplierWords,
  ruleSentences,
  ruleWords,
} from "./changes/rule-sentences.ts";
import { tierSentences, tierTermsSentences, tierWords } from "./changes/tier-sentences.ts";
import { describeWay } from "./changes/way-sentences.ts";
import { type Words, listed, productWords, quoted, wordsFor } from "./changes/words.ts";
import type { KnownNames } from "./known-names.ts";
import { formatMoney } from "./format.ts";

/**
 * Every difference of two valid programs, one sentence each. Empty exactly when nothing changes.
 */
export function describeChanges(
  before: ProgramDocument,
  after: ProgramDocument,
  currency: string,
  names?: KnownNames,
): string[] {
  const words = wordsFor(before, after, { currency, unit: formatMoney("1", currency), names });
  const titleOf = rewardTitles([...after.rewards, ...before.rewards], words);
  const sentences = diffPrograms(before, after).flatMap((change) =>
    change.part === "rewardCampaigns"
      ? describeRewardCampaign(change, titleOf)
      : change.part === "referrals" || change.part === "referralTerms"
        ? describeReferrals(change, { words, titleOf })
        : describe(change, words, titleOf),
  );
  return [...new Set(sentences)];
}

/** What rewards are called; of two with the same id, the first. */
export function rewardTitles(rewards: readonly Reward[], words: Words): RewardTitles {
  return (id) => {
    const reward = rewards.find((one) => one.id === id);
    return reward ? rewardTitle(reward, words) : id;
  };
}

function describeReferrals(
  change: Part<"referrals" | "referralTerms">,
  context: Parameters<typeof describeReferral>[1],
): string[] {
  if (change.part === "referralTerms") return [describeReferral(change, context)];
  if (change.kind === "started") {
    return ["Members can bring friends.", ...referralSentences(change.terms, context)];
  }
  return ["Members can bring no friends any more; those who came before are still rewarded."];
}

function describe(
  change: Exclude<ProgramChange, { part: "rewardCampaigns" | "referrals" | "referralTerms" }>,
  words: Words,
  titleOf: RewardTitles,
): string[] {
  switch (change.part) {
    case "program":
      return [describeField(programSentences, change, words)];
    case "productMultipliers":
      return describeMultiplier(change, words);
    case "rules":
      return describeRule(change, words);
    case "campaigns":
      return describeCampaign(change, words);
    case "rewards":
      return describeReward(change, words);
    case "waysToEarn":
      return describeWay(change, words);
    case "birthdays":
    case "birthdayTerms":
      return describeBirthday(change, { words, titleOf });
    case "tiers":
      return change.kind === "started"
        ? startedTiers(change.terms, words)
        : endedTiers(change.terms);
    case "tierTerms":
      return [describeField(tierTermsSentences, change, words)];
    case "tierList":
      return describeTier(change, words);
    case "tierExpiry":
      return describeTierExpiry(change, words);
  }
}

type Part<Name extends ProgramChange["part"]> = Extract<ProgramChange, { part: Name }>;

function describeMultiplier(change: Part<"productMultipliers">, words: Words): string[] {
  switch (change.kind) {
    case "added":
      return [productMultiplierWords(change.item, words)];
    case "removed":
      return [`Nothing is set any more for ${productWords(change.item.products, words)}.`];
    case "changed": {
      const products = productWords(change.after.products, words);
      return change.changes.map((field) =>
        describeField(productMultiplierSentences, field, { products, words }),
      );
    }
    case "reordered": {
      const first = change.items.map(({ products }) => productWords(products, words));
      return [
        `Of several multipliers of base ${words.name.other}, the first counts: ${listed(first)}.`,
      ];
    }
  }
}

function describeRule(change: Part<"rules">, words: Words): string[] {
  switch (change.kind) {
    case "added":
      return [`New rule “${change.item.name}”: ${ruleWords(change.item, words)}.`];
    case "removed":
      return [`The rule “${change.item.name}” no longer applies.`];
    case "changed": {
      const context = { words, title: `“${change.after.name}”` };
      return change.changes.map((field) => describeField(ruleSentences, field, context));
    }
    case "reordered":
      return [`Rules are in this order: ${listed(quoted(change.items.map(({ name }) => name)))}.`];
  }
}

function describeCampaign(change: Part<"campaigns">, words: Words): string[] {
  switch (change.kind) {
    case "added":
      return [`New campaign “${change.item.name}”: ${campaignWords(change.item, words)}.`];
    case "removed":
      return [`The campaign “${change.item.name}” no longer runs.`];
    case "changed": {
      const context = { words, title: `“${change.after.name}”` };
      return change.changes.map((field) => describeField(campaignSentences, field, context));
    }
    case "reordered": {
      const names = change.items.map(({ name }) => name);
      return [`Campaigns are in this order: ${listed(quoted(names))}.`];
    }
  }
}

function describeReward(change: Part<"rewards">, words: Words): string[] {
  switch (change.kind) {
    case "added":
      return [`New reward${named(change.item)}: ${rewardWords(change.item, words)}.`];
    case "removed":
      return [`${endedReward(change.item)}: ${worthWords(change.item, words)}.`];
    case "changed": {
      const context = { words, title: rewardTitle(change.after, words) };
      return change.changes.map((field) =>
        asSentence(describeField(rewardSentences, field, context)),
      );
    }
    case "reordered": {
      const titles = change.items.map((reward) => rewardTitle(reward, words));
      return [`Rewards of the same price are shown in this order: ${listed(titles)}.`];
    }
  }
}

/** What a reward without a name is may begin in lower case, such as free shipping. */
function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function endedReward({ name }: { readonly name: string | null }): string {
  return name === null ? "A reward ends" : `The reward “${name}” ends`;
}

function named({ name }: { readonly name: string | null }): string {
  return name === null ? "" : ` “${name}”`;
}

function startedTiers(terms: TierTerms, words: Words): string[] {
  const fields = Object.keys(tierTermsFields) as (keyof typeof tierTermsFields)[];
  return [
    `Members get tiers: ${listed(terms.list.map(({ name }) => name))}.`,
    ...fields.map((field) =>
      describeField(
        tierTermsSentences,
        { field, before: terms[field], after: terms[field] },
        words,
      ),
    ),
    ...terms.list.map((tier) => `New tier “${tier.name}”: ${tierWords(tier, words)}.`),
  ];
}

function endedTiers(terms: TierTerms): string[] {
  const names = terms.list.map(({ name }) => name);
  return [`There are no tiers any more: nobody is in ${listed(names, "or")}.`];
}

function describeTier(change: Part<"tierList">, words: Words): string[] {
  switch (change.kind) {
    case "added":
      return [`New tier “${change.item.name}”: ${tierWords(change.item, words)}.`];
    case "removed":
      return [`There is no tier “${change.item.name}” any more.`];
    case "changed": {
      const context = { words, title: change.after.name };
      return change.changes.map((field) => describeField(tierSentences, field, context));
    }
    case "reordered":
      return [`Tiers rise in this order: ${listed(change.items.map(({ name }) => name))}.`];
  }
}

function describeTierExpiry(change: Part<"tierExpiry">, words: Words): string[] {
  const whose = (tierId: string) => `${words.name.other} of members in ${words.tier(tierId)}`;
  switch (change.kind) {
    case "added":
      return [`${whose(change.item.tierId)} ${policyWords(change.item.policy)}.`];
    case "removed":
      return [`${whose(change.item.tierId)} end as those of everyone.`];
    case "changed":
      return [`${whose(change.after.tierId)} ${policyWords(change.after.policy)}.`];
    case "reordered":
      return ["The tiers with terms of their own are listed in another order."];
  }
}
