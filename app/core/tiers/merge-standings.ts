// Two members become one. Rule: the higher of the two tiers stays.
import type { Instant } from "../calendar/instant.ts";
import type { TierTerms } from "../program/tier-terms.ts";
import { indexOfTier } from "./decide-upgrade.ts";
import { isByHand } from "./standing.ts";
import type { TierChange, TierStanding } from "./standing.ts";

/**
 * The change to the kept member's standing; null where their own is the better one. Of the same
 * tier held twice, the longer validity stays, and what was earned stays earned. What a person gave
 * stays given by a person: counters do not end it. Without tiers in the program nothing changes.
 */
export function mergeStandings(
  terms: TierTerms | null,
  kept: TierStanding,
  merged: TierStanding,
  at: Instant,
): TierChange | null {
  if (!terms) return null;
  const above = indexOfTier(terms, merged.tierId) - indexOfTier(terms, kept.tierId);
  const isBetter = above > 0 || (above === 0 && lastsLonger(merged.until, kept.until));
  if (merged.tierId === null || indexOfTier(terms, merged.tierId) < 0 || !isBetter) return null;
  return {
    fromTierId: kept.tierId,
    toTierId: merged.tierId,
    reason: above === 0 && kept.reason !== null && !isByHand(kept) ? kept.reason : "merged",
    effectiveAt: Math.max(at, kept.since ?? at),
    until: merged.until,
    ...(merged.reason !== null && isByHand(merged) && { reason: merged.reason, isInherited: true }),
  };
}

/** The other tier where it is the higher one, or where there is no first. */
export function higherTier(
  terms: TierTerms | null,
  tierId: string | null,
  otherId: string | null,
): string | null {
  if (tierId === null || terms === null) return tierId ?? otherId;
  return indexOfTier(terms, otherId) > indexOfTier(terms, tierId) ? otherId : tierId;
}

function lastsLonger(a: Instant | null, b: Instant | null): boolean {
  return b !== null && (a === null || a > b);
}
