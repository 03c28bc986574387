// Whom a rule is for, in words.
import type { AudienceTerms } from "../../core/program/audience-terms.ts";
import type { MembershipCondition } from "../../core/program/membership-terms.ts";
import { segmentWords, tiersWords } from "./rule-sentences.ts";
import { type Words, countWords, listed, quoted } from "./words.ts";

/** Each a part of a sentence: `for members in Gold`. Nothing where it is for all. */
export function audienceParts(audience: AudienceTerms, words: Words): string[] {
  const { tiers, customerTags, segmentIds, members } = audience;
  return [
    ...(tiers.length > 0 ? [`for members in ${tiersWords(tiers, words)}`] : []),
    ...(customerTags.length > 0
      ? [`for customers tagged ${listed(quoted(customerTags), "or")}`]
      : []),
    ...(segmentIds.length > 0 ? [`for customers in ${segmentWords(segmentIds, words)}`] : []),
    ...(members ? [`for ${membershipWords(members)}`] : []),
  ];
}

/** `members in their first 30 days`. */
export function membershipWords({ kind, days }: MembershipCondition): string {
  if (kind === "new") {
    return days === 1 ? "members on their first day" : `members in their first ${days} days`;
  }
  return `members without an order for ${countWords(days, "day")}`;
}

/** The sentence for who is new or has stayed away, whatever is for them. */
export function membershipSentence(title: string, condition: MembershipCondition | null): string {
  return condition === null
    ? `${title} is for members however long they are with the store.`
    : `${title} is for ${membershipWords(condition)} only.`;
}
