// A gift to a member whose balance has ended for inactivity.
import type { Instant } from "../calendar/instant.ts";
import { noChange } from "./change.ts";
import type { LedgerChange, MemberLedger } from "./entry.ts";
import { settleDue } from "./settle-due.ts";

/**
 * Starts the clock of a member anew where it has run out, to end at `endsAt`: else what the store
 * gives them by hand, or with a tier, would end in the same moment. What was due ends before. A
 * clock that still runs is not moved. Rule: corrections do not keep a balance alive (docs/engine.md
 * §5). The member's `activityAt` is to follow where `balanceExpiresAt` changed.
 */
export function restartClock(
  ledger: MemberLedger,
  endsAt: Instant | null,
  now: Instant,
): LedgerChange {
  const { balanceExpiresAt } = ledger;
  if (balanceExpiresAt === null || balanceExpiresAt > now) return noChange(ledger);
  const settled = settleDue(ledger, now);
  return { ...settled, ledger: { ...settled.ledger, balanceExpiresAt: endsAt } };
}
