// Ends of lots that were empty while the program or the member's tier changed: points that come
// back to them end as if they had been there.
import type { Instant } from "../calendar/instant.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { ProgramPeriod } from "../program/version-in-force.ts";
import { recalculateLotExpiry } from "./recalculate.ts";
import type { LotToRecalculate } from "./recalculate.ts";

/** What changed while a lot was empty. */
export interface MissedChanges {
  readonly periods: readonly ProgramPeriod[];
  readonly zone: TimeZone;
  /** The tiers that the member held, one after the other; the first also before its moment. */
  readonly tiers: readonly { readonly tierId: string | null; readonly from: Instant }[];
  /** When the lot still held points: until then its end followed. */
  readonly since: Instant;
  readonly now: Instant;
}

/**
 * The end that the lot has by now: each change since is followed in its turn, so that what has
 * ended by one of them stays ended; null where its age no longer ends it. Rule: points that come
 * back end as if they had never been spent (docs/engine.md §3).
 */
export function catchUpLotExpiry(
  lot: LotToRecalculate,
  { periods, zone, tiers, since, now }: MissedChanges,
): Instant | null {
  const moments = [
    ...periods.map(({ activeFrom }) => activeFrom),
    ...tiers.slice(1).map(({ from }) => from),
  ].filter((at) => at > since && at <= now);
  return moments
    .toSorted((a, b) => a - b)
    .reduce((expiresAt, at) => {
      const held = tiers.findLast(({ from }) => from <= at) ?? tiers[0];
      const changed = { periods, zone, at, tierId: held?.tierId ?? null };
      return recalculateLotExpiry({ ...lot, expiresAt }, changed);
    }, lot.expiresAt);
}
