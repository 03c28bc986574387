// When points end under the tiers that a member held, in the second implementation.
import type { ExpiryPolicy, ExpiryTerms } from "../../app/core/program/expiry-terms.ts";
import { endByAge, movedEnd } from "./naive-calendar.ts";

/** How points of the shop end. */
export interface NaiveEnds {
  readonly expiry: ExpiryTerms;
  readonly zone: string;
}

/** A tier that was entered at a moment. */
export interface TierLine {
  readonly at: number;
  readonly tierId: string | null;
}

export function policyOf({ expiry }: NaiveEnds, tier: string | null): ExpiryPolicy {
  return expiry.byTier.find(({ tierId }) => tierId === tier)?.policy ?? expiry.policy;
}

/** As though what was earned had been heard of in time: under one tier after the other. */
export function endUnderTiers(
  ends: NaiveEnds,
  earnedAt: number,
  tiers: readonly TierLine[],
): number | null {
  let end: number | null = null;
  for (const [place, { at, tierId }] of tiers.toSorted((a, b) => a.at - b.at).entries()) {
    const anew = endByAge(policyOf(ends, tierId), earnedAt, ends.zone);
    end = place === 0 ? anew : movedEnd(end, anew, at, ends.zone);
  }
  return end;
}
