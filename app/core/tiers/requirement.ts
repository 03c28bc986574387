// Thresholds joined by AND, and ways joined by OR.
import { floor, rational } from "../points/rational.ts";
import type { Counter, Requirement, Tier, TierTerms } from "../program/tier-terms.ts";
import type { CounterSums } from "./counters.ts";

/** What one threshold still asks for, in the counter's unit; above zero. */
export interface Missing {
  readonly counter: Counter;
  readonly missing: bigint;
}

/** Whether one of the ways is met with all its thresholds. An empty way asks nothing. */
export function meets(requirement: Requirement, sums: CounterSums): boolean {
  return requirement.anyOf.some(({ allOf }) =>
    allOf.every(({ counter, atLeast }) => sums[counter] >= atLeast),
  );
}

/**
 * What is missing, for each of the ways in the order of the program; a way that is met is empty.
 */
export function missingByWay(
  requirement: Requirement,
  sums: CounterSums,
): readonly (readonly Missing[])[] {
  return requirement.anyOf.map(({ allOf }) =>
    allOf
      .filter(({ counter, atLeast }) => sums[counter] < atLeast)
      .map(({ counter, atLeast }) => ({ counter, missing: atLeast - sums[counter] })),
  );
}

/** A whole in the unit of `reachedShare`. */
const WHOLE = 1_000n;

/**
 * How far the way that is nearest is, in thousandths from 0 to 1000, rounded down: a way is as far
 * as the threshold of which the most is missing. 1000 exactly where the requirement is met.
 */
export function reachedShare({ anyOf }: Requirement, sums: CounterSums): bigint {
  return anyOf.reduce((most, { allOf }) => {
    const share = allOf.reduce((least, { counter, atLeast }) => {
      const reached = sums[counter];
      if (reached >= atLeast) return least;
      // Refunds may leave a window below zero.
      const own = reached > 0n ? floor(rational(reached * WHOLE, atLeast)) : 0n;
      return own < least ? own : least;
    }, WHOLE);
    return share > most ? share : most;
  }, 0n);
}

/** Whether counters alone bring a member into the tier. */
export function entersBy(tier: Tier, sums: CounterSums): boolean {
  return tier.entry === "earned" && tier.enter !== null && meets(tier.enter, sums);
}

/** Whether a member of the tier keeps it: by the threshold for keeping it, or by entering anew. */
export function keepsBy(tier: Tier, sums: CounterSums): boolean {
  if (tier.entry !== "earned") return false;
  return (tier.keep !== null && meets(tier.keep, sums)) || entersBy(tier, sums);
}

/** Whether the tier asks nothing: everyone's tier, in which nobody has to be looked after. */
export function asksNothing({ entry, enter, keep }: Tier): boolean {
  if (entry !== "earned") return false;
  return [enter, keep].some(
    (requirement) => requirement?.anyOf.some(({ allOf }) => allOf.length === 0) ?? false,
  );
}

/** Whether any threshold of the tiers reads what members can spend. */
export function readsBalance({ list }: TierTerms): boolean {
  return list.some(readsBalanceOf);
}

/** Whether a threshold of the tier reads what members can spend. */
export function readsBalanceOf({ enter, keep }: Tier): boolean {
  return [enter, keep].some((requirement) =>
    requirement?.anyOf.some(({ allOf }) => allOf.some(({ counter }) => counter === "balance")),
  );
}
