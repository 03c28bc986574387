// Lots as they begin, and which of them a decision changed.
import type { LotState, MemberLedger } from "./entry.ts";

/** What a lot is before points come into it. */
export type NewLot = Pick<
  LotState,
  "id" | "orderId" | "accruedAt" | "expiresAt" | "releasesAt" | "termsVersionId"
>;

/** A lot without points. */
export function emptyLot(lot: NewLot): LotState {
  return { ...lot, original: 0n, pending: 0n, available: 0n, reserved: 0n, expired: 0n };
}

/** Whether nothing lies in the lot by now: whoever follows ends of points passes it over. */
export function isEmpty({ pending, available, reserved }: LotState): boolean {
  return pending === 0n && available === 0n && reserved === 0n;
}

/** The ledger with the lot among its lots; unchanged when it is there already. */
export function withLot(ledger: MemberLedger, lot: LotState): MemberLedger {
  if (ledger.lots.some(({ id }) => id === lot.id)) return ledger;
  return { ...ledger, lots: [...ledger.lots, lot] };
}

/**
 * The lots that are not what they were before, also those that no posting names: when a release or
 * an end is learnt of, nothing moves. Lots are replaced when they change, so they are compared by
 * identity.
 */
export function changedLots(before: MemberLedger, after: MemberLedger): readonly LotState[] {
  const known = new Set(before.lots);
  return after.lots.filter((lot) => !known.has(lot));
}
