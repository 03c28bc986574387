// Members who joined not long ago, or have stayed away, in words.
import type { MembershipCondition } from "../../core/program/membership-terms.ts";
import { countWords } from "./words.ts";

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
