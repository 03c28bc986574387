// The least order that a voucher asks for.
import { floor, rational } from "../points/rational.ts";
import type { VoucherReward } from "../program/reward-terms.ts";

const WHOLE_PERCENT = 100n;

/**
 * In minor units; zero for none. The largest share of an order is kept by it: at most half of the
 * order means an order of at least twice the amount, rounded up. Throws
 * a RangeError for points for money without an amount. Rule: docs/rewards.md.
 */
export function leastSubtotalMinor(reward: VoucherReward, amountMinor: bigint | null): bigint {
  const { minimumSubtotalMinor } = reward;
  if (reward.kind !== "points_for_money" || reward.largestSharePercent === null) {
    return minimumSubtotalMinor;
  }
  if (amountMinor === null) throw new RangeError("Points for money without an amount");
  const whole = amountMinor * WHOLE_PERCENT;
  const least = -floor(rational(-whole, BigInt(reward.largestSharePercent)));
  return least > minimumSubtotalMinor ? least : minimumSubtotalMinor;
}
