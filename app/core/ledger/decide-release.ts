// Pending points become spendable. Rule: only the release makes points spendable (docs/engine.md
// §4).
import type { Instant } from "../calendar/instant.ts";
import { followedBy, noChange } from "./change.ts";
import type { LedgerChange, LotState, MemberLedger } from "./entry.ts";
import { receivePoints } from "./receive-points.ts";
import { takeTurn } from "./turn.ts";

/**
 * Releases what waits in every loaded lot whose `releasesAt` has come: `pending → available`, one
 * entry for each lot, dated at that instant whenever it is written. Released points repay what the
 * member owes first; in a lot that has ended they end at once. Nothing the second time. Rule:
 * docs/engine.md §4.
 */
export function decideRelease(ledger: MemberLedger, now: Instant): LedgerChange {
  return ledger.lots
    .filter((lot) => isReleaseDue(lot, now))
    .toSorted(compareReleases)
    .reduce(
      (change, lot) =>
        followedBy(change, (left) => releaseLot(left, lot, { at: lot.releasesAt ?? now, now })),
      noChange(ledger),
    );
}

/** Whether the lot has points whose release has come. */
export function isReleaseDue({ pending, releasesAt }: LotState, now: Instant): boolean {
  return pending > 0n && releasesAt !== null && releasesAt <= now;
}

/** Releases all that waits in one lot, as happened `at`. */
export function releaseLot(
  ledger: MemberLedger,
  lot: LotState,
  { at, now }: { readonly at: Instant; readonly now: Instant },
): LedgerChange {
  const { id: lotId, pending: points, orderId, termsVersionId } = lot;
  const released = takeTurn(ledger, {
    kind: "release",
    orderId,
    programVersionId: termsVersionId,
    explanation: { key: "points_released", params: { points: points.toString() } },
    occurredAt: at,
    postings: [{ lotId, from: "pending", to: "available", points }],
  });
  const repayment = {
    key: `release/${ledger.memberId}/${released.ledger.turnCount}/repayment`,
    orderId,
    redemptionId: null,
    programVersionId: termsVersionId,
    actor: "system",
    occurredAt: at,
  } as const;
  return receivePoints(released, [lotId], repayment, now);
}

function compareReleases(a: LotState, b: LotState): number {
  const difference = (a.releasesAt ?? 0) - (b.releasesAt ?? 0);
  if (difference !== 0) return difference;
  if (a.accruedAt !== b.accruedAt) return a.accruedAt - b.accruedAt;
  return a.id < b.id ? -1 : 1;
}
