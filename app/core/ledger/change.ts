// Decisions one after the other: each reads what the one before left.
import type { LedgerChange, MemberLedger } from "./entry.ts";

/** A change that writes nothing. */
export function noChange(ledger: MemberLedger): LedgerChange {
  return { entries: [], ledger };
}

/** The change, and what is decided of the ledger that it leaves. */
export function followedBy(
  change: LedgerChange,
  decide: (ledger: MemberLedger) => LedgerChange,
): LedgerChange {
  const next = decide(change.ledger);
  if (next.entries.length === 0) return { entries: change.entries, ledger: next.ledger };
  return { entries: [...change.entries, ...next.entries], ledger: next.ledger };
}
