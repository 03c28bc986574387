// Points that come in repay what the member owes, before anything else.
import { leastPoints } from "../points/points.ts";
import { allocate } from "./allocate.ts";
import { applyPostings } from "./apply-postings.ts";
import { noChange } from "./change.ts";
import type { EntryDraft, LedgerChange, MemberLedger } from "./entry.ts";

/** What the repayment's entry says beside its postings. */
export type RepaymentCause = Pick<
  EntryDraft,
  "key" | "orderId" | "redemptionId" | "programVersionId" | "actor" | "occurredAt"
>;

/**
 * Moves available points to the shortfall until one of the two is used up. Run after every inflow,
 * so that a member never owes and owns points at the same time. No entry where nothing is owed.
 */
export function repayShortfall(ledger: MemberLedger, cause: RepaymentCause): LedgerChange {
  const points = leastPoints(ledger.balances.available, ledger.balances.shortfall);
  if (points <= 0n) return noChange(ledger);
  const postings = allocate(ledger.lots, "available", points).map((allocation) => ({
    ...allocation,
    from: "available" as const,
    to: "shortfall" as const,
  }));
  const entry: EntryDraft = {
    ...cause,
    kind: "shortfall_repaid",
    memberId: ledger.memberId,
    explanation: { key: "shortfall_repaid", params: { points: points.toString() } },
    postings,
  };
  return { entries: [entry], ledger: applyPostings(ledger, postings) };
}
