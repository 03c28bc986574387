// What a reward asks of the member beside its points, looked at under the member's lock.
import type { Instant } from "../core/calendar/instant.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import type { Reward } from "../core/program/reward-terms.ts";
import type { TierTerms } from "../core/program/tier-terms.ts";
import { type CustomerFacts, wrongCustomer, wrongTier } from "../core/rewards/reward-audience.ts";
import { notOnSale } from "../core/rewards/reward-drops.ts";
import { featuresOf, isPaused } from "../core/rewards/reward-features.ts";
import { limitReached, limitWindows } from "../core/rewards/reward-limits.ts";
import { tooLate } from "../core/rewards/too-late.ts";
import type { UnmetCondition } from "../core/rewards/unmet-condition.ts";
import { countRedemptions } from "../db/reward-count-store.ts";
import type { Transaction } from "../db/transaction.ts";

interface Asked {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly tierId: string | null;
  readonly reward: Reward;
  readonly tiers: TierTerms | null;
  /** What the store lets the app do, with commas. */
  readonly scopes: string;
  /** What Shopify said of the customer; null where it was not asked, or did not answer. */
  readonly customer: CustomerFacts | null;
  readonly timeZone: TimeZone;
  readonly now: Instant;
}

/**
 * Null where everything is met. The member must be locked. What only Shopify knows of a customer
 * is looked at last.
 */
export async function unmetCondition(
  tx: Transaction,
  { shopId, memberId, tierId, reward, tiers, scopes, customer, timeZone, now }: Asked,
): Promise<UnmetCondition | null> {
  if (isPaused(reward, featuresOf(scopes))) return { reason: "paused" };
  const { audience } = reward;
  const unmet =
    wrongTier(audience, tierId, tiers) ??
    tooLate(reward, now, timeZone) ??
    notOnSale(reward.drops, now, timeZone);
  if (unmet !== null) return unmet;
  const windows = limitWindows(reward.limits, now, timeZone);
  const asked = windows.map(({ since }) => ({ rewardId: reward.id, since }));
  const reached = limitReached(windows, await countRedemptions(tx, shopId, memberId, asked));
  return reached ?? wrongCustomer(audience, customer);
}
