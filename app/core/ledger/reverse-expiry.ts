// An activity that is heard of late may have kept a balance alive that was taken for dead.
import type { Instant } from "../calendar/instant.ts";
import type { Activity, ActivityChain } from "../expiry/activity-chain.ts";
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

/** With the moment at which it happened. */
export interface DatedExpiry extends PastExpiry, Pick<EntryDraft, "occurredAt"> {}

/**
 * Among entries that are not written yet those that ended whole balances, and what others ended of
 * some lots. Each stands unreversed.
 */
export function balanceExpiriesIn(
  entries: readonly EntryDraft[],
  lotIds: readonly string[],
): DatedExpiry[] {
  return entries
    .filter(({ kind }) => kind === "expiry")
    .map((entry) => {
      const isOfBalance = entry.explanation.key === "balance_expired";
      const own = entry.postings.filter(({ lotId }) => isOfBalance || lotIds.includes(lotId));
      return { ...entry, postings: own, isReversed: false };
    })
    .filter(({ postings }) => postings.length > 0);
}

/**
 * The expiries that a chain of activities would have prevented, without lots that had ended before
 * it: what came into those ended at once, and stays so.
 */
export function preventedExpiries(
  expiries: readonly DatedExpiry[],
  { from, until }: ActivityChain,
): DatedExpiry[] {
  const before = expiries.filter(({ occurredAt, isReversed }) => !isReversed && occurredAt <= from);
  const gone = new Set(before.flatMap(({ postings }) => postings.map(({ lotId }) => lotId)));
  return expiries
    .filter(({ occurredAt }) => from < occurredAt && occurredAt < until)
    .map((expiry) => ({
      ...expiry,
      postings: expiry.postings.filter(({ lotId }) => !gone.has(lotId)),
    }))
    .filter(({ postings }) => postings.length > 0);
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
