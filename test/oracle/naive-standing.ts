// Where a member stands among tiers, in the second implementation.
import type { NaiveHand } from "./naive-hand.ts";
import type { Sums, Units } from "./naive-thresholds.ts";

export interface NaiveStanding {
  readonly tierId: string | null;
  readonly since: number | null;
  readonly until: number | null;
  /** Whether a person gave it. */
  readonly isGiven: boolean;
}

export const NO_STANDING: NaiveStanding = {
  tierId: null,
  since: null,
  until: null,
  isGiven: false,
};

export interface CountedOrder extends Units {
  readonly at: number;
}

/** A member as tiers see one. */
export interface Candidate {
  readonly tier: NaiveStanding;
  readonly enrolledAt: number;
  readonly available: bigint;
  readonly counted: ReadonlyMap<string, CountedOrder>;
  readonly hand: NaiveHand;
}

export interface NaiveChange extends NaiveStanding {
  readonly from: string | null;
  readonly at: number;
  /** Not lost, and not inherited. */
  readonly isEarned: boolean;
}

/** What a window held, and on which day it did. */
export interface Reading {
  readonly sums: Sums;
  /** The day on which the review found it. */
  readonly metOn: string;
  /** The last day that it counts. */
  readonly lastDay: string;
}

/** What a night looks at. */
export interface Looking {
  readonly readings: readonly Reading[];
  readonly start: number;
}
