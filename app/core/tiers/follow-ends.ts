// Points whose end depends on the tier follow the member into another one.
import type { Instant } from "../calendar/instant.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { catchUpBalanceExpiry, catchUpLotExpiry } from "../expiry/catch-up.ts";
import type { TierHeld } from "../expiry/catch-up.ts";
import { ownEnds } from "../expiry/own-ends.ts";
import { endOnceHeard } from "../expiry/recalculate.ts";
import type { LotState, MemberLedger } from "../ledger/entry.ts";
import { isEmpty } from "../ledger/lot.ts";
import type { ProgramVersion } from "../program/document.ts";
import type { ProgramPeriod } from "../program/version-in-force.ts";

/** The tiers that a member entered, one after the other: one at least. */
export interface EnteredTiers {
  readonly tiers: readonly [TierHeld, ...TierHeld[]];
  readonly periods: readonly ProgramPeriod[];
  /** The version by whose terms the ledger goes on. */
  readonly current: ProgramVersion | null;
  readonly zone: TimeZone;
  readonly now: Instant;
  /** When it was heard of, where that was late: what had not ended by then lives on that day. */
  readonly heardAt?: Instant;
}

/** Whether any version lets the end of points depend on the tier. */
export function endsDependOnTier(periods: readonly ProgramPeriod[]): boolean {
  return periods.some(({ version }) => version.document.expiry.byTier.length > 0);
}

/**
 * The ledger with the ends that its lots and its balance have by now: each tier moves them at its
 * own moment, under the version of then, and each version that has come into force since moves them
 * again. `otherLots` are the member's lots that the ledger does not hold yet; those whose end
 * changes join it. Lots that hold nothing keep their end. What has ended stays ended, and nothing
 * ends in the past. Rule: docs/engine.md, §5.
 */
export function followEnds(
  ledger: MemberLedger,
  otherLots: readonly LotState[],
  activityAt: Instant,
  entered: EnteredTiers,
): MemberLedger {
  const { tiers, periods, current, zone, now, heardAt } = entered;
  const missed = { periods, zone, tiers, since: tiers[0].from - 1, now };
  const onceHeard = (end: Instant | null, before: Instant | null): Instant | null =>
    heardAt === undefined ? end : endOnceHeard(end, before, { heardAt, zone });
  const follow = (lot: LotState): LotState => {
    if (isEmpty(lot)) return lot;
    const expiresAt = onceHeard(catchUpLotExpiry(lot, missed), lot.expiresAt);
    return expiresAt === lot.expiresAt ? lot : { ...lot, expiresAt };
  };
  const known = new Set(ledger.lots.map(({ id }) => id));
  const others = otherLots.filter(({ id }) => !known.has(id));
  const { balanceExpiresAt: before } = ledger;
  const balance = { activityAt, balanceExpiresAt: before };
  return {
    ...ledger,
    lots: [
      ...ledger.lots.map(follow),
      ...others.map(follow).filter((lot) => !others.includes(lot)),
    ],
    balanceExpiresAt: onceHeard(catchUpBalanceExpiry(balance, missed), before),
    ownEnds: ownEnds(periods, current, tiers.at(-1)?.tierId ?? null),
  };
}
