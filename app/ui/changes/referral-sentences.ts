// Sentences about referrals.
import { referralFields } from "../../core/program/program-fields.ts";
import type {
  FriendDiscount,
  MemberReward,
  ReferralTerms,
} from "../../core/program/referral-terms.ts";
import { audienceParts } from "./audience-words.ts";
import { type Sentences, describeField } from "./describe-fields.ts";
import type { RewardTitles } from "./reward-campaign-sentences.ts";
import { type Words, countWords, listed } from "./words.ts";

interface ReferralWords {
  readonly words: Words;
  readonly titleOf: RewardTitles;
}

const sentences: Sentences<typeof referralFields, ReferralWords> = {
  memberReward: (after, _before, context) =>
    `For a friend who orders, a member gets ${memberRewardWords(after, context)}.`,
  friendDiscount: (after, _before, { words }) => `Friends get ${friendWords(after, words)}.`,
  friendMinimumMinor: (after, _before, { words }) =>
    after === 0n
      ? "The voucher of friends is for orders of any size."
      : `The voucher of friends is for orders from ${words.money(after)}.`,
  friendValidityDays: (after) => `The voucher of friends works for ${countWords(after, "day")}.`,
  friendHandOver: (after) =>
    after === "email"
      ? "Friends get the code by e-mail, and only an order with it is rewarded."
      : "Friends see the code on the page, and their first order counts with it or without.",
  minimumOrderMinor: (after, _before, { words }) =>
    after === 0n
      ? "A friend’s first order counts whatever it comes to."
      : `A friend’s first order counts from ${words.money(after)} of goods.`,
  delayDays: (after) =>
    after === 0
      ? "Members are rewarded as soon as the friend has paid."
      : `Members are rewarded ${countWords(after, "day")} after the friend has paid.`,
  refundWindowDays: (after) =>
    after === null
      ? "A refund of the friend’s order takes the member’s reward back whenever it comes."
      : `A refund takes the member’s reward back for ${countWords(after, "day")}, not later.`,
  mostPerYear: (after) =>
    after === null
      ? "A member is rewarded for any number of friends."
      : `A member is rewarded for at most ${countWords(after, "friend")} in a calendar year.`,
  visitDays: (after) =>
    `Friends can ask for the voucher for ${countWords(after, "day")} after they opened the link.`,
  landingPath: (after) => `Friends arrive at ${after}.`,
  audience: (after, _before, { words }) => {
    const parts = audienceParts(after, words);
    return parts.length === 0
      ? "Every member can bring friends."
      : `Bringing friends is ${listed(parts)} only.`;
  },
  householdSize: (after) =>
    `Friends are looked at once more than ${after} come from one internet connection.`,
  claimsPerDay: (after) =>
    `Friends are looked at once a member brings more than ${after} within a day.`,
};

/** All that a program says of referrals, one sentence each. */
export function referralSentences(terms: ReferralTerms, context: ReferralWords): string[] {
  const fields = Object.keys(referralFields) as (keyof typeof referralFields)[];
  return fields.map((field) => {
    const value = referralFields[field](terms);
    return describeField(sentences, { field, before: value, after: value }, context);
  });
}

/** The sentence for one setting that has changed. */
export function describeReferral(
  change: Parameters<typeof describeField<typeof referralFields, ReferralWords>>[1],
  context: ReferralWords,
): string {
  return describeField(sentences, change, context);
}

function memberRewardWords(reward: MemberReward, { words, titleOf }: ReferralWords): string {
  if (reward.kind === "points") return words.points(reward.points);
  return `${titleOf(reward.rewardId)} as a gift for ${countWords(reward.validityDays, "day")}`;
}

function friendWords(discount: FriendDiscount, words: Words): string {
  switch (discount.kind) {
    case "amount_off":
      return `${words.money(discount.amountMinor)} off`;
    case "percentage_off":
      return `${discount.percent}% off`;
    case "free_shipping":
      return "free shipping";
  }
}
