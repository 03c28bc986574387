// What an integration's kinds, permissions and outcomes are called on its page.
import {
  type IntegrationKind,
  type IntegrationScope,
  type ToldRefusal,
  toldRefusals,
} from "../../core/integrations/integration.ts";

export const kindWords: Record<IntegrationKind, string> = {
  api: "Signed API",
  judge_me: "Judge.me",
};

export const scopeWords: Record<IntegrationScope, { label: string; help: string }> = {
  "events:write": { label: "Tell custom events", help: "Such as a workshop or a recycled jar." },
  "reviews:write": { label: "Tell reviews", help: "That a customer wrote one." },
  "outcomes:read": {
    label: "Read what came of them",
    help: "Tells whether the customer it named is a member.",
  },
};

const reasonWords: Readonly<Record<ToldRefusal, string>> = {
  not_a_member: "The customer is no member",
  no_way_to_earn: "No way to earn rewards it",
  told_before: "It was told before",
  already_earned: "The member has earned it already",
  limit_reached: "The limit of the way to earn is reached",
  yearly_limit: "The limit of the year is reached",
  wrong_tier: "The member’s tier is not meant",
  not_new: "The member is not new any more",
  not_lapsed: "The member has ordered lately",
  wrong_customer: "The customer’s tags or segments are not meant",
  customer_unknown: "Shopify did not say what the customer is like",
  forgotten: "The customer was forgotten",
};

export function toldReasonInWords(reason: string | null): string {
  const known = toldRefusals.find((one) => one === reason);
  return known === undefined ? "No reason was given" : reasonWords[known];
}
