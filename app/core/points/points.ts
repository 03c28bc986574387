// Whole points, and how exact values become whole.
import { floor } from "./rational.ts";
import type { Rational } from "./rational.ts";

/** A whole number of points. */
export type Points = bigint;

/** No single order, adjustment or reward may move more: sums stay far inside an 8-byte integer. */
export const MAX_POINTS_PER_EVENT: Points = 1_000_000_000_000_000n;

/** How an order's exact value becomes whole points. Rounded once per order, never per line. */
export type Rounding = "floor";

/** Whole points of an exact value. `floor` drops the fraction: 79.99 becomes 79. */
export function roundPoints(exact: Rational, rounding: Rounding): Points {
  switch (rounding) {
    case "floor":
      return floor(exact);
  }
}

export function leastPoints(a: Points, b: Points): Points {
  return a < b ? a : b;
}
