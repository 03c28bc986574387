// The first step of a redemption: hold the points before anything is asked of Shopify.
import type { Instant } from "../calendar/instant.ts";
import { addDays } from "../calendar/instant.ts";
import { allocate } from "../ledger/allocate.ts";
import { applyPostings } from "../ledger/apply-postings.ts";
import type { LedgerChange, MemberLedger } from "../ledger/entry.ts";
import { settleDue } from "../ledger/settle-due.ts";
import type { Points } from "../points/points.ts";
import type { Reward } from "../program/reward-terms.ts";
import { type Offer, type RewardChoice, offerOf } from "./offer.ts";
import { ownPostings, redemptionEntry, rewardParams } from "./redemption.ts";
import type { Redemption } from "./redemption.ts";

export interface ReservationRequest {
  readonly redemptionId: string;
  readonly requestKey: string;
  readonly reward: Reward;
  /** What the member chose of it; null where it leaves no choice. */
  readonly choice: RewardChoice | null;
  readonly programVersionId: string;
  readonly currency: string;
  /** Generated and stored before Shopify is asked, so that the request can be repeated. */
  readonly code: string;
  /** The member's balances and every lot that holds points. */
  readonly ledger: MemberLedger;
  readonly now: Instant;
}

export type ReservationDecision =
  | {
      readonly outcome: "reserved";
      readonly redemption: Redemption;
      readonly change: LedgerChange;
    }
  | {
      readonly outcome: "refused";
      readonly reason: "insufficient_points";
      readonly missing: Points;
    };

/**
 * Holds the reward's points: `available → reserved`, earliest expiry first. What is due by now is
 * released or ended before. Refused when fewer are available; the voucher's last moment is fixed
 * here, `validityDays` times 24 hours from now. Throws a RangeError for a choice that the reward
 * does not leave. Rule: docs/engine.md §5.
 */
export function decideReservation(request: ReservationRequest): ReservationDecision {
  const { reward, choice, now } = request;
  const offer = offerOf(reward, choice);
  if (offer === null) throw new RangeError("The reward does not leave this choice");
  const settled = settleDue(request.ledger, now);
  const { ledger } = settled;
  const missing = offer.points - ledger.balances.available;
  if (missing > 0n) return { outcome: "refused", reason: "insufficient_points", missing };
  const redemption = newRedemption(request, offer);
  const allocations = allocate(ledger.lots, "available", offer.points);
  const postings = ownPostings(allocations, "available", "reserved");
  const entry = redemptionEntry(redemption, {
    key: "reserved",
    kind: "redemption_reserved",
    actor: "shopper",
    explanation: { key: "redeemed", params: { reward: reward.id, ...rewardParams(redemption) } },
    occurredAt: now,
    postings,
  });
  const entries = [...settled.entries, entry];
  const change = { entries, ledger: applyPostings(ledger, postings) };
  return { outcome: "reserved", redemption, change };
}

function newRedemption(request: ReservationRequest, offer: Offer): Redemption {
  const { reward, choice, now } = request;
  return {
    id: request.redemptionId,
    memberId: request.ledger.memberId,
    requestKey: request.requestKey,
    reward,
    programVersionId: request.programVersionId,
    currency: request.currency,
    points: offer.points,
    choice,
    amountMinor: offer.amountMinor,
    code: request.code,
    status: "reserved",
    refusal: null,
    requestedAt: now,
    issuedAt: null,
    expiresAt: addDays(now, reward.validityDays),
    deactivatedAt: null,
    endedAt: null,
    usedOrderId: null,
    returnReason: null,
  };
}
