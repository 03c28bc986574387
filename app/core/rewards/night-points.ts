// What a member can spend in the night of a day, however much later that night is dealt with.
import type { Instant } from "../calendar/instant.ts";
import type { LedgerChange, LotState, MemberLedger } from "../ledger/entry.ts";
import { settleDue } from "../ledger/settle-due.ts";
import type { Points } from "../points/points.ts";

/**
 * The ledger with those lots alone whose points could be spent as the day began `at`: points of
 * later orders are left for later nights. Balances stay those of the whole. Rule: docs/engine.md
 * §7.
 */
export function ledgerOfNight(ledger: MemberLedger, at: Instant): MemberLedger {
  return { ...ledger, lots: ledger.lots.filter((lot) => isOfNight(lot, at)) };
}

/**
 * What should have happened to the points before the night. What ends with its midnight is still
 * there, because rewards issue themselves before points end. Rule: docs/engine.md §7.
 */
export function settledInNight(ledger: MemberLedger, at: Instant): LedgerChange {
  return settleDue(ledger, at - 1);
}

/** What of the member's points can be spent in that night. */
export function pointsOfNight(ledger: MemberLedger, at: Instant): Points {
  return availableInLots(settledInNight(ledgerOfNight(ledger, at), at).ledger);
}

/** What can be spent of the lots that are loaded. */
export function availableInLots({ lots }: MemberLedger): Points {
  return lots.reduce((sum, { available }) => sum + available, 0n);
}

function isOfNight({ accruedAt, releasesAt }: LotState, at: Instant): boolean {
  return accruedAt < at && (releasesAt === null || releasesAt <= at);
}
