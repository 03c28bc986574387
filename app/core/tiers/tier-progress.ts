// How far the next tier is, and what is missing to keep the present one: for the widget, e-mails
// and the admin.
import type { Tier, TierTerms } from "../program/tier-terms.ts";
import type { CounterSums } from "./counters.ts";
import { indexOfTier } from "./decide-upgrade.ts";
import { entersBy, missingByWay, reachedShare } from "./requirement.ts";
import type { Missing } from "./requirement.ts";

export interface TierProgress {
  readonly tier: Tier;
  /** What is missing, way by way: each of them alone is enough. */
  readonly ways: readonly (readonly Missing[])[];
  /** How far the nearest way is, in thousandths, rounded down. */
  readonly share: bigint;
}

/**
 * The next tier above the member's that counters enter; null at the top. `sums` are those of the
 * window as of now. Tiers by hand and by invitation are passed over: nobody works towards them.
 */
export function progressToNext(
  terms: TierTerms,
  tierId: string | null,
  sums: CounterSums,
): TierProgress | null {
  const current = indexOfTier(terms, tierId);
  const next = terms.list.find(
    (tier, index) => index > current && tier.entry === "earned" && !entersBy(tier, sums),
  );
  if (!next?.enter) return null;
  const { enter } = next;
  return { tier: next, ways: missingByWay(enter, sums), share: reachedShare(enter, sums) };
}

/**
 * What is missing to keep a tier, by its threshold for keeping it or the one for entering it.
 * `sums` are those of the window that decides at its end. No ways where a person gave the tier.
 */
export function missingToKeep(tier: Tier, sums: CounterSums): TierProgress["ways"] {
  const requirement = tier.keep ?? tier.enter;
  return tier.entry === "earned" && requirement ? missingByWay(requirement, sums) : [];
}
