// An activity that is heard of late may have kept a balance alive that was taken for dead.
import type { Instant } from "../calendar/instant.ts";
import { leastPoints } from "../points/points.ts";
import { applyPostings } from "./apply-postings.ts";
import { noChange } from "./change.ts";
import type { EntryDraft, LedgerChange, MemberLedger, PostingDraft } from "./entry.ts";
import { receivePoints } from "./receive-points.ts";

/** An expiry as it stands in the ledger. */
export interface PastExpiry extends Pick<EntryDraft, "key" | "programVersionId" | "postings"> {
  /** Whether it was reversed before. */
  readonly isReversed: boolean;
}

/** Those of whole balances among entries that are not written yet; each stands unreversed. */
export function balanceExpiriesIn(
  entries: readonly EntryDraft[],
): (PastExpiry & Pick<EntryDraft, "occurredAt">)[] {
  return entries
    .filter(({ kind, explanation }) => kind === "expiry" && explanation.key === "balance_expired")
    .map((entry) => ({ ...entry, isReversed: false }));
}

/** When the member was active, and until when that alone keeps a balance alive. */
export interface Activity {
  readonly at: Instant;
  readonly keepsUntil: Instant;
}

/**
 * Whether an activity would have prevented an expiry for inactivity: it came before it, and would
 * have kept the balance alive beyond it.
 */
export function prevents({ at, keepsUntil }: Activity, expiredAt: Instant): boolean {
  return at < expiredAt && expiredAt < keepsUntil;
}

/**
 * Gives back what an expiry took, to the same lots: `expired → available`. What was taken back from
 * what expired meanwhile stays gone. The points repay what the member owes, and end again at once
 * in lots that have ended by themselves; `ledger.balanceExpiresAt` must know of the activity
 * already. Nothing the second time. Rule: an order that turns out to have happened before an expiry
 * that its activity would have prevented reverses that expiry (docs/engine.md §5).
 */
export function reverseExpiry(
  ledger: MemberLedger,
  expiry: PastExpiry,
  { at, now }: { readonly at: Instant; readonly now: Instant },
): LedgerChange {
  const postings = expiry.isReversed ? [] : postingsBack(ledger, expiry);
  if (postings.length === 0) return noChange(ledger);
  const points = postings.reduce((sum, posting) => sum + posting.points, 0n);
  const entry: EntryDraft = {
    key: `${expiry.key}/reversal`,
    kind: "expiry_reversed",
    memberId: ledger.memberId,
    orderId: null,
    redemptionId: null,
    programVersionId: expiry.programVersionId,
    actor: "system",
    explanation: { key: "expiry_reversed", params: { points: points.toString() } },
    occurredAt: at,
    postings,
  };
  const back = { entries: [entry], ledger: applyPostings(ledger, postings) };
  const lotIds = postings.map(({ lotId }) => lotId);
  return receivePoints(back, lotIds, { ...entry, key: `${entry.key}/repayment` }, now);
}

function postingsBack({ lots }: MemberLedger, { postings }: PastExpiry): readonly PostingDraft[] {
  const expired = new Map(lots.map((lot) => [lot.id, lot.expired]));
  return postings.flatMap(({ lotId, points }): PostingDraft[] => {
    const back = leastPoints(points, expired.get(lotId) ?? 0n);
    return back > 0n ? [{ lotId, from: "expired", to: "available", points: back }] : [];
  });
}
