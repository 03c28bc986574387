// The first step of a redemption: hold the points before anything is asked of Shopify.
import type { Instant } from "../calendar/instant.ts";
import { addDays } from "../calendar/instant.ts";
import { instantOfLocal } from "../calendar/local-time.ts";
import { allocate } from "../ledger/allocate.ts";
import { applyPostings } from "../ledger/apply-postings.ts";
import type { Actor, LedgerChange, MemberLedger } from "../ledger/entry.ts";
import { settleDue } from "../ledger/settle-due.ts";
import type { Points } from "../points/points.ts";
import type { Reward } from "../program/reward-terms.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { carrierOf } from "./carrier.ts";
import { decideIssued } from "./decide-settlement.ts";
import type { GiftRecipient } from "./gift-recipient.ts";
import { availableInLots, settledInNight } from "./night-points.ts";
import { type Offer, type RewardChoice, offerOf } from "./offer.ts";
import { ownPostings, redemptionEntry, rewardParams } from "./redemption.ts";
import type { GiftOccasion, Redemption } from "./redemption.ts";

export interface ReservationRequest {
  readonly redemptionId: string;
  readonly requestKey: string;
  readonly reward: Reward;
  /** What the member chose of it; null where it leaves no choice. */
  readonly choice: RewardChoice | null;
  /** The friend to whom a gift card goes; null where it goes to none. */
  readonly recipient: GiftRecipient | null;
  readonly programVersionId: string;
  readonly currency: string;
  /** Of the dates and times of the reward. */
  readonly timeZone: TimeZone;
  /** Generated and stored before Shopify is asked, so that the request can be repeated. */
  readonly code: string;
  /** The member's balances and every lot that holds points. */
  readonly ledger: MemberLedger;
  readonly now: Instant;
  /** Who redeems for the member, such as staff at the till; left out where the member does. */
  readonly actor?: Actor;
  /**
   * A discount code ends after so long, where the reward would let it be valid for longer; left out
   * where the reward decides.
   */
  readonly validForMs?: number;
  /**
   * The beginning of the day in whose night the reward issues itself, which may be dealt with days
   * later; left out where the member asks for it.
   */
  readonly night?: Instant;
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
 * released or ended before. Refused when fewer are available; the last moment of what is redeemed
 * is fixed here, in days of 24 hours from now or on the shop's clock. What nothing in Shopify
 * carries is issued at once, and its points are spent: `reserved → redeemed`. In a night only what
 * could be spent as its day began is held, and points that end with its midnight count among that.
 * Throws a RangeError for a choice that the reward does not leave. Rule: docs/engine.md §5, §7.
 */
export function decideReservation(request: ReservationRequest): ReservationDecision {
  const { reward, choice, now, night } = request;
  const at = night ?? now;
  const offer = offerOf(reward, choice);
  if (offer === null) throw new RangeError("The reward does not leave this choice");
  const settled =
    night === undefined ? settleDue(request.ledger, now) : settledInNight(request.ledger, night);
  const { ledger } = settled;
  const missing = offer.points - availableInLots(ledger);
  if (missing > 0n) return { outcome: "refused", reason: "insufficient_points", missing };
  const { memberId } = ledger;
  const redemption = newRedemption({ ...request, memberId, occasion: null }, offer);
  const allocations = allocate(ledger.lots, "available", offer.points);
  const postings = ownPostings(allocations, "available", "reserved");
  const entry = redemptionEntry(redemption, {
    key: "reserved",
    kind: "redemption_reserved",
    actor: request.actor ?? (night === undefined ? "shopper" : "system"),
    explanation: {
      key: night === undefined ? "redeemed" : "redeemed_by_itself",
      params: { reward: reward.id, ...rewardParams(redemption) },
    },
    occurredAt: at,
    postings,
  });
  const entries = [...settled.entries, entry];
  const after = applyPostings(ledger, postings);
  if (carrierOf(reward.kind) !== "none") {
    return { outcome: "reserved", redemption, change: { entries, ledger: after } };
  }
  const issued = decideIssued({ redemption, allocations, ledger: after, now: at });
  if (issued.outcome === "unchanged") throw new Error("A new reservation is open");
  const change = { ...issued.change, entries: [...entries, ...issued.change.entries] };
  return { outcome: "reserved", redemption: issued.redemption, change };
}

export interface NewRedemption extends Omit<ReservationRequest, "ledger"> {
  readonly memberId: string;
  readonly occasion: GiftOccasion | null;
}

/** As it begins, before anything is asked of Shopify. */
export function newRedemption(request: NewRedemption, offer: Offer): Redemption {
  const { reward, choice, now } = request;
  return {
    id: request.redemptionId,
    memberId: request.memberId,
    requestKey: request.requestKey,
    reward,
    programVersionId: request.programVersionId,
    currency: request.currency,
    points: offer.points,
    occasion: request.occasion,
    choice,
    amountMinor: offer.amountMinor,
    recipient: request.recipient,
    remainingMinor: null,
    code: request.code,
    status: "reserved",
    refusal: null,
    requestedAt: request.night ?? now,
    issuedAt: null,
    expiresAt: shortened(request, lastMoment(reward, now, request.timeZone)),
    deactivatedAt: null,
    endedAt: null,
    usedOrderId: null,
    returnReason: null,
  };
}

function shortened(
  { reward, now, validForMs }: Pick<NewRedemption, "reward" | "now" | "validForMs">,
  last: Instant | null,
): Instant | null {
  if (validForMs === undefined || carrierOf(reward.kind) !== "discount") return last;
  const short = now + validForMs;
  return last !== null && last < short ? last : short;
}

/** Null for what has no end. What everybody gets of a donation is had at once. */
function lastMoment(reward: Reward, now: Instant, zone: TimeZone): Instant | null {
  switch (reward.kind) {
    case "gift_card":
    case "store_credit":
      return reward.expiresAfterDays === null ? null : addDays(now, reward.expiresAfterDays);
    case "donation":
      return now;
    case "experience":
      return instantOfLocal(reward.endsAt ?? reward.startsAt, zone, "later");
    case "exclusive_product":
      return reward.days === null ? null : addDays(now, reward.days);
    case "early_access":
      return instantOfLocal(reward.until, zone, "earlier");
    case "amount_off":
    case "percentage_off":
    case "points_for_money":
    case "free_shipping":
    case "free_product":
      return addDays(now, reward.validityDays);
  }
}
