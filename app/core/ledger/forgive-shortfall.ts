// Under the policy `forgive` nobody owes what was really spent. What lies behind a voucher that may
// still come back unused stays owed: else its return would be a gift, as often as one likes. Under
// `pending_only` nothing that was released is ever taken back, so nothing stays owed. What was
// spent of an order that another has now stays owed under both.
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import type { ProgramDocument } from "../program/document.ts";
import { applyPostings } from "./apply-postings.ts";
import { noChange } from "./change.ts";
import type { EntryDraft, LedgerChange, MemberLedger } from "./entry.ts";
import type { RepaymentCause } from "./repay-shortfall.ts";

/** What decides about a shortfall beside the balances. */
export interface ShortfallTerms {
  readonly shortfallPolicy: ProgramDocument["shortfallPolicy"];
  /** What the member's vouchers cost that are neither used nor returned yet. */
  readonly voucherPoints: Points;
  /** What they spent of orders that others have now, as `pointsHeldBack` tells; or nothing. */
  readonly heldBack?: Points;
}

/** What the forgiveness' entry says beside its points. */
export interface ForgivenessCause extends RepaymentCause {
  readonly lotId: string;
}

/**
 * Writes off up to `most` of what the member owes: what was spent for good under `forgive`, all of
 * it under `pending_only`, nothing under `repay`; never what `terms` hold back. Rule: shortfall
 * policies (docs/engine.md §3).
 */
export function forgiveShortfall(
  ledger: MemberLedger,
  most: Points,
  terms: ShortfallTerms,
  { lotId, ...cause }: ForgivenessCause,
): LedgerChange {
  const points = leastPoints(most, forgivable(ledger, terms));
  if (points <= 0n) return noChange(ledger);
  const entry: EntryDraft = {
    ...cause,
    kind: "shortfall_forgiven",
    memberId: ledger.memberId,
    explanation: { key: "shortfall_forgiven", params: { points: points.toString() } },
    postings: [{ lotId, from: "forgiven", to: "shortfall", points }],
  };
  return { entries: [entry], ledger: applyPostings(ledger, entry.postings) };
}

function forgivable(
  { balances: { shortfall, reserved } }: MemberLedger,
  { shortfallPolicy, voucherPoints, heldBack = 0n }: ShortfallTerms,
): Points {
  switch (shortfallPolicy) {
    case "repay":
      return 0n;
    case "forgive":
      return shortfall - reserved - voucherPoints - heldBack;
    case "pending_only":
      return shortfall - heldBack;
  }
}
