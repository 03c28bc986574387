// Points that a merchant adds or takes by hand, with a reason that the member can read.
import type { Instant } from "../calendar/instant.ts";
import { MAX_POINTS_PER_EVENT } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import { allocate } from "./allocate.ts";
import { applyPostings } from "./apply-postings.ts";
import { followedBy } from "./change.ts";
import type {
  Actor,
  EntryDraft,
  LedgerChange,
  LotState,
  MemberLedger,
  PostingDraft,
} from "./entry.ts";
import { emptyLot, withLot } from "./lot.ts";
import { receivePoints } from "./receive-points.ts";
import { settleDue } from "./settle-due.ts";

/** The longest reason, in characters. */
export const MAX_REASON_CHARACTERS = 200;

export interface AdjustmentRequest {
  /** Names one decision of the merchant: the same key never posts twice. */
  readonly requestKey: string;
  /** Above zero adds, below zero takes. */
  readonly points: Points;
  readonly reason: string;
  readonly actor: Actor;
  /** The lot that added points form: its id, and when and under which terms it ends. */
  readonly lot: Pick<LotState, "id" | "expiresAt" | "termsVersionId">;
  /** The member's balances and every lot that holds points. */
  readonly ledger: MemberLedger;
  readonly now: Instant;
}

export type AdjustmentRefusal =
  | "insufficient_points"
  | "no_points"
  | "too_many_points"
  | "reason_missing"
  | "reason_too_long";

export type AdjustmentDecision =
  | { readonly outcome: "adjusted"; readonly change: LedgerChange }
  | { readonly outcome: "refused"; readonly reason: AdjustmentRefusal };

/**
 * Added points form a lot of their own and first repay what the member owes. Taken points come from
 * what is available, earliest expiry first, and are refused when there are too few: an adjustment
 * never leaves a shortfall. What is due by now is released or ended before. Rule: docs/engine.md
 * §8.
 */
export function decideAdjustment(request: AdjustmentRequest): AdjustmentDecision {
  const settled = settleDue(request.ledger, request.now);
  const refusal = refusalOf(request, settled.ledger);
  if (refusal) return { outcome: "refused", reason: refusal };
  const change = followedBy(settled, (ledger) =>
    request.points > 0n ? addPoints({ ...request, ledger }) : take({ ...request, ledger }),
  );
  return { outcome: "adjusted", change };
}

function refusalOf(
  { points, reason }: AdjustmentRequest,
  ledger: MemberLedger,
): AdjustmentRefusal | null {
  if (points === 0n) return "no_points";
  if (points > MAX_POINTS_PER_EVENT || points < -MAX_POINTS_PER_EVENT) return "too_many_points";
  if (reason.trim() === "") return "reason_missing";
  if (reason.trim().length > MAX_REASON_CHARACTERS) return "reason_too_long";
  return -points > ledger.balances.available ? "insufficient_points" : null;
}

function addPoints(request: AdjustmentRequest): LedgerChange {
  const { points, ledger, now } = request;
  const lot = emptyLot({ ...request.lot, orderId: null, accruedAt: now, releasesAt: null });
  const postings: PostingDraft[] = [{ lotId: lot.id, from: "adjusted", to: "available", points }];
  const entry = adjustmentEntry(request, postings);
  const added = { entries: [entry], ledger: applyPostings(withLot(ledger, lot), postings) };
  return receivePoints(added, [lot.id], { ...entry, key: `${entry.key}/repayment` }, now);
}

function take(request: AdjustmentRequest): LedgerChange {
  const { ledger } = request;
  const postings = allocate(ledger.lots, "available", -request.points).map(
    (allocation): PostingDraft => ({ ...allocation, from: "available", to: "adjusted" }),
  );
  const entry = adjustmentEntry(request, postings);
  return { entries: [entry], ledger: applyPostings(ledger, postings) };
}

function adjustmentEntry(
  request: AdjustmentRequest,
  postings: readonly PostingDraft[],
): EntryDraft {
  return {
    key: `adjustment/${request.requestKey}`,
    kind: "adjustment",
    memberId: request.ledger.memberId,
    orderId: null,
    redemptionId: null,
    programVersionId: null,
    actor: request.actor,
    explanation: { key: "adjusted", params: { reason: request.reason.trim() } },
    occurredAt: request.now,
    postings,
  };
}
