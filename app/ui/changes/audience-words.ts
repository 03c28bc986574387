// Whom a rule is for, in words.
import type { AudienceTerms } from "../../core/program/audience-terms.ts";
import { membershipWords } from "./membership-words.ts";
import { segmentWords, tiersWords } from "./rule-sentences.ts";
import { type Words, listed, quoted } from "./words.ts";

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
