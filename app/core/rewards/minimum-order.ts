// The least order that a voucher asks for.
import { floor, rational } from "../points/rational.ts";
import type { Reward } from "../program/reward-terms.ts";

const WHOLE_PERCENT = 100n;

/**
 * In minor units; zero for none. The largest share of an order is kept by it: at most half of the
 * order means an order of at least twice the amount, rounded up. Rule: docs/rewards.md.
 */
export function leastSubtotalMinor(reward: Reward, amountMinor: bigint | null): bigint {
  const { minimumSubtotalMinor } = reward;
  if (reward.kind !== "points_for_money" || reward.largestSharePercent === null) {
    return minimumSubtotalMinor;
  }
  const whole = (amountMinor ?? 0n) * WHOLE_PERCENT;
  const least = -floor(rational(-whole, BigInt(reward.largestSharePercent)));
  return least > minimumSubtotalMinor ? least : minimumSubtotalMinor;
}
