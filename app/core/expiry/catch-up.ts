// Ends that follow one change after another: those of lots that were empty meanwhile, of orders
// that are heard of late, and of members whose tier is. What has ended by one change stays so.
import type { Instant } from "../calendar/instant.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { ProgramPeriod } from "../program/version-in-force.ts";
import {
  endOnceHeard,
  hasEnded,
  recalculateBalanceExpiry,
  recalculateLotExpiry,
} from "./recalculate.ts";
import type { BalanceToRecalculate, ChangedTerms, LotToRecalculate } from "./recalculate.ts";

/** A tier that a member held, from an instant on. */
export interface TierHeld {
  readonly tierId: string | null;
  readonly from: Instant;
}

/** What changed after an instant. */
export interface MissedChanges {
  readonly periods: readonly ProgramPeriod[];
  readonly zone: TimeZone;
  /** The tiers that the member held, one after the other; the first also before its moment. */
  readonly tiers: readonly TierHeld[];
  /** Until then the end followed. */
  readonly since: Instant;
  readonly now: Instant;
  /** When it was heard of, where that was late. */
  readonly heardAt?: Instant;
}

/** What each lot missed that held nothing, by its id, in the sequence in which it was heard of. */
export type MissedByLot = ReadonlyMap<string, readonly MissedChanges[]>;

/**
 * The end that the lot has by now: each change since is followed in its turn, so that what has
 * ended by one of them stays ended; null where its age no longer ends it. Rule: docs/engine.md §5.
 */
export function catchUpLotExpiry(lot: LotToRecalculate, missed: MissedChanges): Instant | null {
  return stepsOf(missed).reduce(
    (expiresAt, changed) => recalculateLotExpiry({ ...lot, expiresAt }, changed),
    lot.expiresAt,
  );
}

/**
 * The end of a lot that held nothing when others followed what was heard of, one after the other:
 * what had ended by then stays ended, and what had not lives on through that day. Rule: points that
 * come back end as if they had never been spent (docs/engine.md §3).
 */
export function endOfEmptied(
  lot: LotToRecalculate,
  missed: readonly MissedChanges[],
): Instant | null {
  return missed.reduce((before, changes) => {
    const { heardAt, zone } = changes;
    if (heardAt !== undefined && hasEnded(before, heardAt)) return before;
    const end = catchUpLotExpiry({ ...lot, expiresAt: before }, changes);
    return heardAt === undefined ? end : endOnceHeard(end, before, { heardAt, zone });
  }, lot.expiresAt);
}

/** The end of the whole balance by now; null where inactivity ends nothing. Rule: as above. */
export function catchUpBalanceExpiry(
  balance: BalanceToRecalculate,
  missed: MissedChanges,
): Instant | null {
  return stepsOf(missed).reduce(
    (balanceExpiresAt, changed) =>
      recalculateBalanceExpiry({ ...balance, balanceExpiresAt }, changed),
    balance.balanceExpiresAt,
  );
}

/** Each version and each tier at its moment, with the tier that was held then. */
function stepsOf({ periods, zone, tiers, since, now }: MissedChanges): readonly ChangedTerms[] {
  const moments = [
    ...periods.map(({ activeFrom }) => activeFrom),
    ...tiers.map(({ from }) => from),
  ].filter((at) => at > since && at <= now);
  return moments
    .toSorted((a, b) => a - b)
    .map((at) => {
      const held = tiers.findLast(({ from }) => from <= at) ?? tiers[0];
      return { periods, zone, at, tierId: held?.tierId ?? null };
    });
}
