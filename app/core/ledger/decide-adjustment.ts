// Points that a merchant adds or takes by hand, with a reason that the member can read.
import type { Instant } from "../calendar/instant.ts";
import { MAX_POINTS_PER_EVENT } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import { allocate, applyPostings } from "./allocate.ts";
import type { Actor, EntryDraft, LedgerChange, MemberLedger, PostingDraft } from "./entry.ts";
import { repayShortfall } from "./repay-shortfall.ts";

/** The longest reason, in characters. */
export const MAX_REASON_CHARACTERS = 200;

export interface AdjustmentRequest {
  /** Names one decision of the merchant: the same key never posts twice. */
  readonly requestKey: string;
  /** Above zero adds, below zero takes. */
  readonly points: Points;
  readonly reason: string;
  readonly actor: Actor;
  /** The id of the lot that added points form. */
  readonly newLotId: string;
  /** The member's balances and every lot that holds available points. */
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
 * never leaves a shortfall.
 */
export function decideAdjustment(request: AdjustmentRequest): AdjustmentDecision {
  const refusal = refusalOf(request);
  if (refusal) return { outcome: "refused", reason: refusal };
  return { outcome: "adjusted", change: request.points > 0n ? addPoints(request) : take(request) };
}

function refusalOf({ points, reason, ledger }: AdjustmentRequest): AdjustmentRefusal | null {
  if (points === 0n) return "no_points";
  if (points > MAX_POINTS_PER_EVENT || points < -MAX_POINTS_PER_EVENT) return "too_many_points";
  if (reason.trim() === "") return "reason_missing";
  if (reason.trim().length > MAX_REASON_CHARACTERS) return "reason_too_long";
  return -points > ledger.balances.available ? "insufficient_points" : null;
}

function addPoints(request: AdjustmentRequest): LedgerChange {
  const { newLotId: lotId, points, ledger, now } = request;
  const postings: PostingDraft[] = [{ lotId, from: "adjusted", to: "available", points }];
  const entry = adjustmentEntry(request, postings);
  const lot = {
    id: lotId,
    orderId: null,
    accruedAt: now,
    expiresAt: null,
    original: 0n,
    pending: 0n,
    available: 0n,
    reserved: 0n,
  };
  const credited = applyPostings({ ...ledger, lots: [...ledger.lots, lot] }, postings);
  const repaid = repayShortfall(credited, { ...entry, key: `${entry.key}/repayment` });
  return { entries: [entry, ...repaid.entries], ledger: repaid.ledger };
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
