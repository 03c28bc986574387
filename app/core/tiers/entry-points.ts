// Points given on entering a tier. Rule: once a year for each tier, on the way up only, and only
// for the tier in which the member arrives, not for those that were passed over.
import { yearOf } from "../calendar/local-date.ts";
import { localDateOf } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { Points } from "../points/points.ts";
import type { TierTerms } from "../program/tier-terms.ts";
import { indexOfTier } from "./decide-upgrade.ts";
import { isByHand } from "./standing.ts";
import type { TierChange } from "./standing.ts";

export interface EntryReward {
  readonly tierId: string;
  readonly points: Points;
  /**
   * The year of the shop's calendar in which the tier was entered: the second time gives nothing.
   */
  readonly year: number;
}

/** What a change gives; null for falls, renewals, merges, new versions and tiers without a gift. */
export function entryReward(
  terms: TierTerms,
  change: TierChange,
  timeZone: TimeZone,
): EntryReward | null {
  const { fromTierId, toTierId, reason, effectiveAt, isInherited } = change;
  const index = indexOfTier(terms, toTierId);
  const tier = terms.list[index];
  if (!tier || tier.entryPoints === 0n || index <= indexOfTier(terms, fromTierId)) return null;
  if (isInherited || (reason !== "earned" && !isByHand({ reason }))) return null;
  return {
    tierId: tier.id,
    points: tier.entryPoints,
    year: yearOf(localDateOf(effectiveAt, timeZone)),
  };
}
