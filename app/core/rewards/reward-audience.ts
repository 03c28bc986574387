// Who can have a reward: members in tiers, and customers with tags or in segments of the store.
import type { RewardAudience } from "../program/reward-condition-terms.ts";
import type { TierTerms } from "../program/tier-terms.ts";

/** The member is in none of the tiers. */
export interface WrongTier {
  readonly reason: "wrong_tier";
  /** The names of the tiers whose members can have it, from the lowest on. */
  readonly tiers: readonly string[];
}

/** The store does not count the customer among those whom it is for. */
export interface WrongCustomer {
  readonly reason: "wrong_customer";
}

/** What is to be asked of Shopify, which alone knows it. */
export interface CustomerQuestion {
  /** In lower case. */
  readonly tags: readonly string[];
  readonly segmentIds: readonly string[];
}

/** Whether the customer may have it is not known, and is never guessed. */
export interface AudienceUnknown {
  readonly reason: "audience_unknown";
  readonly asks: CustomerQuestion;
}

/** What Shopify said, and about what it was asked. */
export interface CustomerFacts {
  readonly asked: CustomerQuestion;
  /** Those among the tags that the customer has. */
  readonly tags: readonly string[];
  /** Those among the segments that the customer is in. */
  readonly segmentIds: readonly string[];
}

/**
 * Exactly the tiers that are named: a higher one counts only where it is named, too. `tierId` is
 * null for who is in none. Rule: docs/rewards.md.
 */
export function isForTier({ tierIds }: RewardAudience, tierId: string | null): boolean {
  return tierIds.length === 0 || (tierId !== null && tierIds.includes(tierId));
}

/** Null where the member's tier will do. Rule: docs/rewards.md. */
export function wrongTier(
  audience: RewardAudience,
  tierId: string | null,
  tiers: TierTerms | null,
): WrongTier | null {
  if (isForTier(audience, tierId)) return null;
  return { reason: "wrong_tier", tiers: audienceTiers(audience, tiers) };
}

/** The names of the tiers that it is for, from the lowest on; none where it is for all. */
export function audienceTiers(
  { tierIds }: Pick<RewardAudience, "tierIds">,
  tiers: TierTerms | null,
): readonly string[] {
  return (tiers?.list ?? []).filter(({ id }) => tierIds.includes(id)).map(({ name }) => name);
}

/** What of an audience Shopify alone knows. */
type StoreAudience = Pick<RewardAudience, "customerTags" | "segmentIds">;

/** What Shopify must tell of a customer; null where nothing depends on it. */
export function customerQuestion(audience: StoreAudience): CustomerQuestion | null {
  const { customerTags, segmentIds } = audience;
  if (customerTags.length + segmentIds.length === 0) return null;
  const tags = customerTags.map((tag) => tag.toLowerCase());
  return { tags: [...new Set(tags)].toSorted(), segmentIds: segmentIds.toSorted() };
}

/**
 * Any of the tags and any of the segments, each where some are given. Unknown without an answer of
 * Shopify that covers all of them. Null where the customer is one of those. Rule: docs/rewards.md.
 */
export function wrongCustomer(
  audience: StoreAudience,
  facts: CustomerFacts | null,
): WrongCustomer | AudienceUnknown | null {
  const asks = customerQuestion(audience);
  if (asks === null) return null;
  if (facts === null || !covers(facts.asked, asks)) return { reason: "audience_unknown", asks };
  const isMet = (wanted: readonly string[], has: readonly string[]): boolean =>
    wanted.length === 0 || wanted.some((one) => has.includes(one));
  return isMet(asks.tags, facts.tags) && isMet(asks.segmentIds, facts.segmentIds)
    ? null
    : { reason: "wrong_customer" };
}

function covers(asked: CustomerQuestion, asks: CustomerQuestion): boolean {
  return (
    asks.tags.every((tag) => asked.tags.includes(tag)) &&
    asks.segmentIds.every((id) => asked.segmentIds.includes(id))
  );
}
