// A redemption: points reserved, a voucher issued, then used or returned. The shapes and the allowed steps.
import type { Instant } from "../calendar/instant.ts";
import type { LedgerChange, MemberLedger } from "../ledger/entry.ts";
import type { Points } from "../points/points.ts";
import type { Reward } from "../program/document.ts";

export const redemptionStatuses = [
  "reserved",
  "issued",
  "used",
  "returning",
  "returned",
  "refused",
  "unsettled",
] as const;

/**
 * reserved: points are held, Shopify has not confirmed the code. issued: the code works, points are spent.
 * used: seen on an order. returning: to be switched off, or switched off and not yet proven unused. returned: points are back.
 * refused: Shopify definitely said no, points are back. unsettled: the shop was uninstalled half-way.
 */
export type RedemptionStatus = (typeof redemptionStatuses)[number];

export const returnReasons = [
  "expired",
  "cancelled_by_shopper",
  "cancelled_by_merchant",
  "deleted_in_shopify",
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** Points of one lot that a redemption holds or spent: they go back to where they came from. */
export interface Allocation {
  readonly lotId: string;
  readonly points: Points;
}

export interface Redemption {
  readonly id: string;
  readonly memberId: string;
  /** Names one decision of the shopper; the same key never redeems twice. */
  readonly requestKey: string;
  /** The reward as it stood when it was redeemed. */
  readonly reward: Reward;
  readonly programVersionId: string;
  /** The currency of the reward's amounts: the shop's. */
  readonly currency: string;
  readonly points: Points;
  readonly code: string;
  readonly status: RedemptionStatus;
  /** Why Shopify refused; null otherwise. */
  readonly refusal: string | null;
  readonly requestedAt: Instant;
  readonly issuedAt: Instant | null;
  /** When the voucher stops working; known from the reservation on. */
  readonly expiresAt: Instant | null;
  readonly deactivatedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly usedOrderId: string | null;
  readonly returnReason: ReturnReason | null;
}

/** A redemption's next state together with what it means for the ledger; no change where no point moves. */
export interface RedemptionStep {
  readonly outcome: "changed";
  readonly redemption: Redemption;
  readonly change: LedgerChange;
}

/** The redemption already stands where the event would bring it, or beyond: nothing is to be written. */
export interface RedemptionUnchanged {
  readonly outcome: "unchanged";
  readonly redemption: Redemption;
}

export type RedemptionDecision = RedemptionStep | RedemptionUnchanged;

/** Everything that a step of an existing redemption reads. */
export interface RedemptionContext {
  readonly redemption: Redemption;
  /** From the postings of its reservation; needed where points go back or are spent for good. */
  readonly allocations: readonly Allocation[];
  readonly ledger: MemberLedger;
  readonly now: Instant;
}
