// How many points an order is worth now: a pure and total function of its snapshot and of what is
// left of it.
import type { AmountMinor } from "../money/money.ts";
import { isPartlyKept } from "../orders/remaining.ts";
import type { OrderState } from "../orders/order-state.ts";
import { MAX_POINTS_PER_EVENT, leastPoints, roundPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import { ONE, ZERO, add, compare, floor, isZero, multiply, rational } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { EarnSnapshot, SnapshotExtra } from "./earn-snapshot.ts";
import { addWorth } from "./stack-extras.ts";
import type { ExactWorth } from "./stack-extras.ts";
import { whatIsLeft } from "./what-is-left.ts";
import type { WhatIsLeft } from "./what-is-left.ts";

export interface Target {
  readonly points: Points;
  /** What still counts, in minor units of the shop's currency. */
  readonly base: AmountMinor;
  /** Whole units left of lines that earn. */
  readonly items: bigint;
  /** What tiers count as points: `points`, or base points alone where the program says so. */
  readonly qualifyingPoints: Points;
}

/** What an order counts for tiers. None of it can be spent. */
export interface OrderUnits {
  /** Whole minor units of the shop's currency. */
  readonly spendMinor: bigint;
  readonly orders: bigint;
  readonly items: bigint;
  readonly points: Points;
}

const NOTHING: Target = { points: 0n, base: ZERO, items: 0n, qualifyingPoints: 0n };

/**
 * Scales each line by its units left, shipping by what was given back of it, and spreads money that
 * names no line over what is left in proportion. Then the minimums, the stacking of extras, what
 * was granted to campaigns, one rounding, the cap per order and what was granted of other limits.
 * Zero for orders that are cancelled, refunded in full, or tests. Never more after a refund than
 * before it. Rules (docs/engine.md §1 to §3): a full refund of everything leaves no point of the
 * order; refunds never look at today's rate.
 */
export function targetPoints(snapshot: EarnSnapshot, state: OrderState): Target {
  const { newest } = state;
  if (!newest || newest.test || newest.cancelledAt !== null) return NOTHING;
  const isRefunded = newest.financialStatus === "refunded";
  if (isRefunded && !isPartlyKept(state, snapshot.keepsStoreCredit)) return NOTHING;
  return targetOf(snapshot, whatIsLeft(snapshot, state));
}

/**
 * What is left of an order in the units that tiers count: fractions of a minor unit are cut off.
 * Rule: docs/engine.md §6.
 */
export function targetUnits({ base, items, qualifyingPoints }: Target): OrderUnits {
  const orders = items > 0n || base.n > 0n ? 1n : 0n;
  return { spendMinor: floor(base), orders, items, points: qualifyingPoints };
}

/** The points of what is left, whole and within all limits. Rule: docs/engine.md §2. */
export function targetOf(snapshot: EarnSnapshot, left: WhatIsLeft): Target {
  const base = left.kept === ONE ? left.base : multiply(left.base, left.kept);
  const items = isZero(left.kept) ? 0n : floor(left.items);
  if (compare(base, rational(snapshot.minimumMinor)) < 0) return { ...NOTHING, base, items };
  const { perOrderCap, granted, rounding, qualifiesByBase } = snapshot;
  const worth = exactWorth(snapshot, left);
  const wanted = roundPoints(grantedWorth(snapshot, worth), rounding);
  let most = leastPoints(perOrderCap ?? MAX_POINTS_PER_EVENT, MAX_POINTS_PER_EVENT);
  if (granted !== null) most = leastPoints(most, granted);
  const points = leastPoints(wanted, most);
  const qualifyingPoints = qualifiesByBase ? roundPoints(worth.base, rounding) : points;
  return { points, base, items, qualifyingPoints };
}

/** Exact points of base and extras, before any limit. */
export function exactWorth(snapshot: EarnSnapshot, left: WhatIsLeft): ExactWorth {
  const worth: ExactWorth = { base: ZERO, extras: new Map() };
  const { extras } = snapshot;
  const base = multiply(left.base, left.kept);
  const isActive = (place: number): boolean => {
    const minimum = extras[place]?.minimumMinor ?? 0n;
    return minimum === 0n || compare(base, rational(minimum)) >= 0;
  };
  for (const group of left.groups) addWorth(worth, group, snapshot, isActive);
  if (left.kept === ONE) return worth;
  worth.base = multiply(worth.base, left.kept);
  for (const [place, points] of worth.extras) {
    worth.extras.set(place, multiply(points, left.kept));
  }
  return worth;
}

/** All of it, campaigns as far as they were granted. */
function grantedWorth({ extras }: EarnSnapshot, worth: ExactWorth): Rational {
  let sum = worth.base;
  for (const [place, points] of worth.extras) sum = add(sum, asGranted(extras[place], points));
  return sum;
}

/** What an extra may give of what it would give. */
export function asGranted(extra: SnapshotExtra | undefined, points: Rational): Rational {
  const granted = extra?.granted ?? null;
  if (granted === null) return points;
  const most = rational(granted);
  return compare(points, most) > 0 ? most : points;
}
