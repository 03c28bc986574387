// Points whose end depends on the tier follow the member into another one.
import type { Instant } from "../calendar/instant.ts";
import { ownEnds } from "../expiry/own-ends.ts";
import { recalculateBalanceExpiry, recalculateLotExpiry } from "../expiry/recalculate.ts";
import type { ChangedTerms } from "../expiry/recalculate.ts";
import type { LotState, MemberLedger } from "../ledger/entry.ts";
import { versionInForce } from "../program/version-in-force.ts";
import type { ProgramPeriod } from "../program/version-in-force.ts";

/** Whether any version lets the end of points depend on the tier. */
export function endsDependOnTier(periods: readonly ProgramPeriod[]): boolean {
  return periods.some(({ version }) => version.document.expiry.byTier.length > 0);
}

/**
 * The ledger with the ends that its lots and its balance have from `changed.at` on. `otherLots` are
 * the member's lots that the ledger does not hold yet; those whose end changes join it. What has
 * ended stays ended, and nothing ends in the past.
 */
export function followEnds(
  ledger: MemberLedger,
  otherLots: readonly LotState[],
  activityAt: Instant,
  changed: ChangedTerms,
): MemberLedger {
  const known = new Set(ledger.lots.map(({ id }) => id));
  const others = otherLots.filter(({ id }) => !known.has(id));
  const { balanceExpiresAt } = ledger;
  const { periods, tierId, at } = changed;
  return {
    ...ledger,
    lots: [
      ...ledger.lots.map((lot) => withEnd(lot, changed)),
      ...others.map((lot) => withEnd(lot, changed)).filter((lot) => !others.includes(lot)),
    ],
    balanceExpiresAt: recalculateBalanceExpiry({ activityAt, balanceExpiresAt }, changed),
    ownEnds: ownEnds(periods, versionInForce(periods, at), tierId),
  };
}

/** The same object where its end stays. */
function withEnd(lot: LotState, changed: ChangedTerms): LotState {
  const expiresAt = recalculateLotExpiry(lot, changed);
  return expiresAt === lot.expiresAt ? lot : { ...lot, expiresAt };
}
