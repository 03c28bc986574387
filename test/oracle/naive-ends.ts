// When points end under the tiers that a member held, in the second implementation.
import type { ExpiryPolicy, ExpiryTerms } from "../../app/core/program/expiry-terms.ts";
import { endByAge, endByInactivity, movedEnd } from "./naive-calendar.ts";

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
  const [first, ...later] = tiers.toSorted((a, b) => a.at - b.at);
  const end = endByAge(policyOf(ends, first?.tierId ?? null), earnedAt, ends.zone);
  return endAfterTiers(ends, { earnedAt, endsAt: end }, later);
}

/** The end that a lot has once its member has entered one tier after the other. */
export function endAfterTiers(
  ends: NaiveEnds,
  { earnedAt, endsAt }: { earnedAt: number; endsAt: number | null },
  entered: readonly TierLine[],
): number | null {
  return entered.reduce((end, { at, tierId }) => {
    const anew = endByAge(policyOf(ends, tierId), earnedAt, ends.zone);
    return movedEnd(end, anew, at, ends.zone);
  }, endsAt);
}

/** The end of a whole balance, likewise. Where inactivity ends nothing, no clock runs. */
export function clockAfterTiers(
  ends: NaiveEnds,
  { activeAt, endsAt }: { activeAt: number; endsAt: number | null },
  entered: readonly TierLine[],
): number | null {
  return entered.reduce((end, { at, tierId }) => {
    const anew = endByInactivity(policyOf(ends, tierId), activeAt, ends.zone);
    return anew === null ? null : movedEnd(end, anew, at, ends.zone);
  }, endsAt);
}
