// Whole points, and how exact values become whole.
import { add, floor, rational } from "./rational.ts";
import type { Rational } from "./rational.ts";

/** A whole number of points. */
export type Points = bigint;

/** No single order, adjustment or reward may move more: sums stay far inside an 8-byte integer. */
export const MAX_POINTS_PER_EVENT: Points = 1_000_000_000_000_000n;

const HALF = rational(1n, 2n);

/** How an order's exact value becomes whole points. Rounded once per order, never per line. */
export type Rounding = "floor" | "half_up" | "ceiling";

/**
 * Whole points of an exact value: `floor` makes 79 of 79.99, `half_up` 80 of 79.5, `ceiling` 80 of
 * 79.01.
 */
export function roundPoints(exact: Rational, rounding: Rounding): Points {
  switch (rounding) {
    case "floor":
      return floor(exact);
    case "half_up":
      return floor(add(exact, HALF));
    case "ceiling":
      return -floor({ n: -exact.n, d: exact.d });
  }
}

/** The smaller of the two. */
export function leastPoints(a: Points, b: Points): Points {
  return a < b ? a : b;
}
