// What should have happened to a member's points by now, whether a night has dealt with it or not.
import type { Instant } from "../calendar/instant.ts";
import { followedBy, noChange } from "./change.ts";
import { decideBalanceExpiry, decideLotExpiry, isEndedByBalance } from "./decide-expiry.ts";
import { decideRelease, isReleaseDue } from "./decide-release.ts";
import type { LedgerChange, MemberLedger } from "./entry.ts";

/**
 * Releases and ends what is due, one instant after the other as it should have happened; in one
 * instant releases come first, as in the published order of the nightly work. Run before points are
 * spent, so that nothing ended is spent and nothing released is missing. Every lot that holds
 * points must be loaded.
 */
export function settleDue(ledger: MemberLedger, now: Instant): LedgerChange {
  let change = noChange(ledger);
  for (;;) {
    const at = nextDue(change.ledger, now);
    if (at === null) return change;
    change = followedBy(change, (left) => decideRelease(left, at));
    change = followedBy(change, (left) => decideLotExpiry(left, at));
    change = followedBy(change, (left) => decideBalanceExpiry(left, at));
  }
}

function nextDue(ledger: MemberLedger, now: Instant): Instant | null {
  let next: Instant | null = null;
  const consider = (at: Instant | null): void => {
    if (at !== null && at <= now && (next === null || at < next)) next = at;
  };
  for (const lot of ledger.lots) {
    if (isReleaseDue(lot, now)) consider(lot.releasesAt);
    if (lot.available === 0n) continue;
    consider(lot.expiresAt);
    if (isEndedByBalance(ledger, lot)) consider(ledger.balanceExpiresAt);
  }
  return next;
}
