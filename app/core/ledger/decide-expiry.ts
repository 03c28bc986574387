// Points end: those of a lot with its day, a whole balance with inactivity. What comes back to a
// lot that has ended ends again at once, visibly. Reserved and pending points are never touched.
import type { Instant } from "../calendar/instant.ts";
import { followedBy, noChange } from "./change.ts";
import type { LedgerChange, LotState, MemberLedger, PostingDraft } from "./entry.ts";
import { takeTurn } from "./turn.ts";

/** Points of a lot that end, when, and under which terms. */
interface Ending {
  readonly lot: LotState;
  readonly at: Instant;
  readonly cause: "points_expired" | "balance_expired";
  readonly termsVersionId: string | null;
}

/**
 * Ends what is available in every loaded lot whose end has come: `available → expired`. One entry
 * for all lots that end in the same instant under the same terms, dated at that instant whenever it
 * is written. Nothing the second time: the lots are empty. Rule: lots end on their own day
 * (docs/engine.md §5).
 */
export function decideLotExpiry(ledger: MemberLedger, now: Instant): LedgerChange {
  const endings = ledger.lots.flatMap((lot) => lotEnding(lot, now) ?? []);
  return end(ledger, endings);
}

/**
 * Ends what is available once the member has been inactive for too long, in one entry, dated at
 * `balanceExpiresAt`; lots of versions that keep ends of their own stay. Every lot that holds
 * available points must be loaded. Rule: docs/engine.md §5.
 */
export function decideBalanceExpiry(ledger: MemberLedger, now: Instant): LedgerChange {
  const endings = ledger.lots.flatMap((lot) => balanceEnding(ledger, lot, now) ?? []);
  return end(ledger, endings);
}

/** Which points just came in, and when that happened. */
export interface Arrival {
  readonly lotIds: readonly string[];
  readonly occurredAt: Instant;
  readonly now: Instant;
}

/**
 * Ends at once what came into lots that have ended, or to a balance that has. Dated no earlier than
 * the arrival.
 */
export function expireArrived(
  ledger: MemberLedger,
  { lotIds, occurredAt, now }: Arrival,
): LedgerChange {
  const arrived = new Set(lotIds);
  const endings = ledger.lots
    .filter(({ id }) => arrived.has(id))
    .flatMap((lot) => lotEnding(lot, now) ?? balanceEnding(ledger, lot, now) ?? [])
    .map((ending) => ({ ...ending, at: Math.max(ending.at, occurredAt) }));
  return end(ledger, endings);
}

function lotEnding(lot: LotState, now: Instant): Ending | null {
  const { available, expiresAt, termsVersionId } = lot;
  if (available === 0n || expiresAt === null || expiresAt > now) return null;
  return { lot, at: expiresAt, cause: "points_expired", termsVersionId };
}

function balanceEnding(ledger: MemberLedger, lot: LotState, now: Instant): Ending | null {
  const { balanceExpiresAt } = ledger;
  if (balanceExpiresAt === null || balanceExpiresAt > now) return null;
  if (lot.available === 0n || !isEndedByBalance(ledger, lot)) return null;
  return { lot, at: balanceExpiresAt, cause: "balance_expired", termsVersionId: null };
}

/** Whether inactivity ends the lot's points; those of other terms end by themselves. */
export function isEndedByBalance({ ownEnds }: MemberLedger, { termsVersionId }: LotState): boolean {
  return ownEnds?.has(termsVersionId) !== true;
}

function end(ledger: MemberLedger, endings: readonly Ending[]): LedgerChange {
  const groups = new Map<string, Ending[]>();
  for (const ending of endings.toSorted(compareEndings)) {
    const name = `${ending.at} ${ending.cause} ${ending.termsVersionId}`;
    groups.set(name, [...(groups.get(name) ?? []), ending]);
  }
  return [...groups.values()].reduce(
    (change, group) => followedBy(change, (left) => endTogether(left, group)),
    noChange(ledger),
  );
}

function endTogether(ledger: MemberLedger, group: readonly Ending[]): LedgerChange {
  const [first] = group;
  if (!first) return noChange(ledger);
  const { at, cause, termsVersionId } = first;
  const postings = group.map(({ lot }): PostingDraft => ({
    lotId: lot.id,
    from: "available",
    to: "expired",
    points: lot.available,
  }));
  const points = postings.reduce((sum, posting) => sum + posting.points, 0n);
  return takeTurn(ledger, {
    kind: "expiry",
    orderId: null,
    programVersionId: termsVersionId,
    explanation: { key: cause, params: { points: points.toString() } },
    occurredAt: at,
    postings,
  });
}

function compareEndings(a: Ending, b: Ending): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.lot.accruedAt !== b.lot.accruedAt) return a.lot.accruedAt - b.lot.accruedAt;
  return a.lot.id < b.lot.id ? -1 : 1;
}
