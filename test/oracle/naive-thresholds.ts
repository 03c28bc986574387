// What tiers ask for, in the second implementation.
import type { Counter, Requirement, Tier } from "../../app/core/program/tier-terms.ts";

/** What an order counts for tiers; `spend` is in cents. */
export interface Units {
  readonly spend: bigint;
  readonly orders: bigint;
  readonly items: bigint;
  readonly points: bigint;
}

export type Sums = Readonly<Partial<Record<Counter, bigint>>>;

function meets(requirement: Requirement | null, sums: Sums): boolean {
  if (!requirement) return false;
  return requirement.anyOf.some(({ allOf }) =>
    allOf.every(({ counter, atLeast }) => (sums[counter] ?? 0n) >= atLeast),
  );
}

export function enters({ entry, enter }: Tier, sums: Sums): boolean {
  return entry === "earned" && meets(enter, sums);
}

export function keeps(tier: Tier, sums: Sums): boolean {
  return enters(tier, sums) || (tier.entry === "earned" && meets(tier.keep, sums));
}

export function isEveryones({ entry, enter, keep }: Tier): boolean {
  const asksNothing = (each: Requirement | null): boolean =>
    each?.anyOf.some(({ allOf }) => allOf.length === 0) ?? false;
  return entry === "earned" && (asksNothing(enter) || asksNothing(keep));
}

export function readsBalance({ enter, keep }: Tier): boolean {
  const ways = [...(enter?.anyOf ?? []), ...(keep?.anyOf ?? [])];
  return ways.some(({ allOf }) => allOf.some(({ counter }) => counter === "balance"));
}
