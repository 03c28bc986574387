// How many points an order is worth now: a pure and total function of its snapshot and of what is
// left of it.
import type { AmountMinor } from "../money/money.ts";
import { refundedShipping, refundedUnnamed, unitsLeft } from "../orders/remaining.ts";
import type { OrderState } from "../orders/order-state.ts";
import { MAX_POINTS_PER_EVENT, leastPoints, roundPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import {
  ONE,
  ZERO,
  add,
  compare,
  divide,
  isZero,
  multiply,
  rational,
  subtract,
} from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { EarnSnapshot, SnapshotLine } from "./earn-snapshot.ts";

export interface Target {
  readonly points: Points;
  /** What still counts, in minor units of the shop's currency. */
  readonly base: AmountMinor;
}

const NOTHING: Target = { points: 0n, base: ZERO };

/** Parts of an order, scaled to what is left of them. */
interface Left {
  readonly paid: AmountMinor;
  readonly base: AmountMinor;
  readonly points: Rational;
}

const NOTHING_LEFT: Left = { paid: ZERO, base: ZERO, points: ZERO };

/**
 * Scales each line by its units left, shipping by what was given back of it, and spreads money that
 * names no line over what is left in proportion. Then the minimum, the cap per order, and one
 * rounding. Zero for orders that are cancelled, refunded in full, or tests.
 */
export function targetPoints(snapshot: EarnSnapshot, state: OrderState): Target {
  const { newest } = state;
  if (!newest || newest.test || newest.cancelledAt !== null) return NOTHING;
  if (newest.financialStatus === "refunded") return NOTHING;
  const left = whatIsLeft(snapshot, state);
  const kept = shareKept(left.paid, refundedUnnamed(state));
  const base = multiply(left.base, kept);
  if (compare(base, rational(snapshot.minimumMinor)) < 0) return { points: 0n, base };
  const points = roundPoints(multiply(left.points, kept), snapshot.rounding);
  const cap = snapshot.perOrderCap ?? MAX_POINTS_PER_EVENT;
  return { points: leastPoints(points, leastPoints(cap, MAX_POINTS_PER_EVENT)), base };
}

function whatIsLeft(snapshot: EarnSnapshot, state: OrderState): Left {
  const units = unitsLeft(state);
  return snapshot.lines
    .map((line) => lineLeft(line, units(line.lineId, line.quantity)))
    .reduce(together, shippingLeft(snapshot, state));
}

/** Tips are left out of what is paid: nobody takes back a tip by refunding an amount. */
function lineLeft(line: SnapshotLine, units: number): Left {
  if (units === 0 || line.exclusion === "tip") return NOTHING_LEFT;
  if (units === line.quantity) return line;
  return scaled(line, rational(BigInt(units), BigInt(line.quantity)));
}

function shippingLeft({ shipping }: EarnSnapshot, state: OrderState): Left {
  if (!shipping || !state.paid) return NOTHING_LEFT;
  const { gross, discount } = state.paid.shipping;
  return scaled(shipping, shareKept(subtract(gross, discount), refundedShipping(state)));
}

/**
 * The share of `whole` that stays after `taken` went back: one when nothing went back, never below
 * zero.
 */
function shareKept(whole: AmountMinor, taken: AmountMinor): Rational {
  if (isZero(taken)) return ONE;
  if (compare(taken, whole) >= 0) return ZERO;
  return subtract(ONE, divide(taken, whole));
}

function scaled({ paid, base, points }: Left, share: Rational): Left {
  return {
    paid: multiply(paid, share),
    base: multiply(base, share),
    points: multiply(points, share),
  };
}

function together(a: Left, b: Left): Left {
  return { paid: add(a.paid, b.paid), base: add(a.base, b.base), points: add(a.points, b.points) };
}
