// What Lighthouse's looks at a page say of the widget: each pair is the page without it and with
// it, taken shortly after one another.
import { median } from "./compare.ts";

export interface Look {
  /** Of 100. */
  readonly score: number;
  /** Cumulative layout shift; it has no unit. */
  readonly layoutShift: number;
}

export interface Pair {
  readonly without: Look;
  readonly withIt: Look;
}

/** Lighthouse rounds to whole points: less than one cannot be told from nothing. */
const LEAST_NOISE = 1;

export interface Comparison {
  /** Medians of the scores. */
  readonly without: number;
  readonly withIt: number;
  /** What the widget costs in points; never negative. */
  readonly cost: number;
  /** How far the scores of the page without it lie apart. */
  readonly noise: number;
  /** The median of what a pair's page shifts more with the widget; never negative. */
  readonly shift: number;
}

export function compareLooks(pairs: readonly Pair[]): Comparison {
  const plain = pairs.map(({ without }) => without.score);
  const without = median(plain);
  const withIt = median(pairs.map((pair) => pair.withIt.score));
  const shifts = pairs.map((pair) => pair.withIt.layoutShift - pair.without.layoutShift);
  return {
    without,
    withIt,
    cost: Math.max(0, without - withIt),
    noise: Math.max(LEAST_NOISE, Math.max(...plain) - Math.min(...plain)),
    shift: Math.max(0, median(shifts)),
  };
}
