// Under the policy `forgive` nobody owes what was really spent. What lies behind a voucher that may
// still come back unused stays owed: else its return would be a gift, as often as one likes.
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import type { ProgramDocument } from "../program/document.ts";
import { applyPostings } from "./allocate.ts";
import type { EntryDraft, LedgerChange, MemberLedger } from "./entry.ts";
import type { RepaymentCause } from "./repay-shortfall.ts";

/** What decides about a shortfall beside the balances. */
export interface ShortfallTerms {
  readonly shortfallPolicy: ProgramDocument["shortfallPolicy"];
  /** What the member's vouchers cost that are neither used nor returned yet. */
  readonly voucherPoints: Points;
}

/** What the forgiveness' entry says beside its points. */
export interface ForgivenessCause extends RepaymentCause {
  readonly lotId: string;
}

/** Writes off up to `most` of what the member owes and has spent for good. */
export function forgiveShortfall(
  ledger: MemberLedger,
  most: Points,
  { shortfallPolicy, voucherPoints }: ShortfallTerms,
  { lotId, ...cause }: ForgivenessCause,
): LedgerChange {
  const { shortfall, reserved } = ledger.balances;
  const points = leastPoints(most, shortfall - reserved - voucherPoints);
  if (shortfallPolicy !== "forgive" || points <= 0n) return { entries: [], ledger };
  const entry: EntryDraft = {
    ...cause,
    kind: "shortfall_forgiven",
    memberId: ledger.memberId,
    explanation: { key: "shortfall_forgiven", params: { points: points.toString() } },
    postings: [{ lotId, from: "forgiven", to: "shortfall", points }],
  };
  return { entries: [entry], ledger: applyPostings(ledger, entry.postings) };
}
