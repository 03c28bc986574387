// Rising. Rule: an upgrade never waits: the recording that reaches a tier brings it, and it may
// pass over several tiers at once.
import type { Instant } from "../calendar/instant.ts";
import { localDateOf } from "../calendar/local-time.ts";
import type { Tier, TierTerms } from "../program/tier-terms.ts";
import { addSums } from "./counters.ts";
import type { CounterSums } from "./counters.ts";
import { entersBy, keepsBy } from "./requirement.ts";
import type { TierChange, TierStanding } from "./standing.ts";
import { validityEnd } from "./validity.ts";
import type { WindowContext } from "./window.ts";

export interface UpgradeInput extends WindowContext {
  readonly terms: TierTerms;
  readonly standing: TierStanding;
  /** What the member reached in the window as of `at`. */
  readonly sums: CounterSums;
  /** The moment whose window is read: for units, when they occurred. */
  readonly at: Instant;
  /** When it is decided. */
  readonly now: Instant;
}

/**
 * The change to the highest tier that the sums enter, if it lies above the member's; or the renewal
 * of the member's own tier, if its validity was over by then. Never a fall. Tiers by hand and by
 * invitation are not entered by counters, but left for a higher tier that is. A tier that no longer
 * stands in the program is lower than all others. Nothing where the new validity would be over
 * already: what is heard of years late is no reason to celebrate. Rule: docs/engine.md §6.
 */
export function decideUpgrade(input: UpgradeInput): TierChange | null {
  const { terms, standing, sums, at, now } = input;
  const { list } = terms;
  const current = indexOfTier(terms, standing.tierId);
  const reached = list.findLastIndex((tier) => entersBy(tier, sums));
  const tier = list[reached > current ? reached : renewable(input, current)];
  if (!tier) return null;
  const until = validityEnd(terms, tier, localDateOf(at, input.timeZone), input);
  if (until !== null && until <= now) return null;
  return {
    fromTierId: standing.tierId,
    toTierId: tier.id,
    reason: "earned",
    effectiveAt: Math.max(at, standing.since ?? at),
    until,
  };
}

/**
 * The tier's place from the lowest, 0, up; -1 for no tier and for one that is not in the program.
 */
export function indexOfTier({ list }: TierTerms, tierId: string | null): number {
  return tierId === null ? -1 : list.findIndex(({ id }) => id === tierId);
}

/** Whether a change leads down, whoever decided it. */
export function isFall(
  terms: TierTerms,
  { fromTierId, toTierId }: Pick<TierChange, "fromTierId" | "toTierId">,
): boolean {
  return indexOfTier(terms, toTierId) < indexOfTier(terms, fromTierId);
}

/**
 * The tier that the member would hold once `units` are added: for programs in which the order that
 * reaches a tier already earns at its rate.
 */
export function tierAfterUnits(
  input: UpgradeInput & { readonly units: Partial<CounterSums> },
): string | null {
  const change = decideUpgrade({ ...input, sums: addSums(input.sums, input.units) });
  return change ? change.toTierId : input.standing.tierId;
}

/**
 * Whether counters could change the standing at all, so that who is at the top need not be counted.
 */
export function mayRise(terms: TierTerms, standing: TierStanding, at: Instant): boolean {
  const current = indexOfTier(terms, standing.tierId);
  const isHigherEarned = (tier: Tier, index: number) => index > current && tier.entry === "earned";
  return isOver(standing, at) || terms.list.some(isHigherEarned);
}

function renewable({ terms, standing, sums, at }: UpgradeInput, current: number): number {
  const tier = terms.list[current];
  return tier && isOver(standing, at) && keepsBy(tier, sums) ? current : -1;
}

function isOver({ until }: TierStanding, at: Instant): boolean {
  return until !== null && until <= at;
}
