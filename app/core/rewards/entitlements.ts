// What a member may see of the store because they redeemed for it, as themes read it.
import type { Instant } from "../calendar/instant.ts";
import type { RewardOf } from "../program/reward-terms.ts";

/** Ids are Shopify's numbers, as text. */
export interface Entitlement {
  readonly rewardId: string;
  readonly productIds: readonly string[];
  readonly collectionIds: readonly string[];
  /** The first instant without it; null for good. */
  readonly until: Instant | null;
}

export interface HeldEntitlement {
  readonly reward: RewardOf<"exclusive_product"> | RewardOf<"early_access">;
  readonly expiresAt: Instant | null;
}

/**
 * Those that are not over, each reward once: of several redemptions the one that lasts longest.
 * Rule: docs/rewards.md.
 */
export function entitlementsOf(held: readonly HeldEntitlement[], now: Instant): Entitlement[] {
  const lasting = new Map<string, HeldEntitlement>();
  for (const each of held) {
    if (!lasts(each, now)) continue;
    const other = lasting.get(each.reward.id);
    if (!other || (other.expiresAt !== null && lasts(each, other.expiresAt))) {
      lasting.set(each.reward.id, each);
    }
  }
  return [...lasting.values()].map(({ reward, expiresAt }) => ({
    rewardId: reward.id,
    productIds: reward.productIds,
    collectionIds: "collectionIds" in reward ? reward.collectionIds : [],
    until: expiresAt,
  }));
}

/** Whether it goes on after an instant. */
function lasts({ expiresAt }: HeldEntitlement, after: Instant): boolean {
  return expiresAt === null || expiresAt > after;
}
