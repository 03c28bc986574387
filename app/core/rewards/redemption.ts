// A redemption: points reserved, a voucher issued, then used or returned. The shapes and the
// allowed steps.
import type { Instant } from "../calendar/instant.ts";
import type { MissedByLot } from "../expiry/catch-up.ts";
import type { RewardParams } from "../explanations/reward-params.ts";
import type { Allocation } from "../ledger/allocate.ts";
import type { Account } from "../ledger/accounts.ts";
import type { EntryDraft, LedgerChange, MemberLedger, PostingDraft } from "../ledger/entry.ts";
import type { Points } from "../points/points.ts";
import type { Reward } from "../program/reward-terms.ts";
import type { GiftRecipient } from "./gift-recipient.ts";
import { type Offer, type RewardChoice, offerParams, percentOf } from "./offer.ts";

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
 * reserved: points are held, Shopify has not confirmed the code. issued: the code works, points are
 * spent. used: seen on an order; where nothing carries the reward, it is over. returning: to be
 * switched off, or switched off and not yet proven unused. returned: points are back, because it
 * ended unused, its order was refunded, or the merchant undid it. refused: Shopify definitely said
 * no, points are back. unsettled: the shop was uninstalled half-way.
 */
export type RedemptionStatus = (typeof redemptionStatuses)[number];

export const returnReasons = [
  "expired",
  "cancelled_by_shopper",
  "cancelled_by_merchant",
  "deleted_in_shopify",
  "order_refunded",
  "occasion_gone",
] as const;
export type ReturnReason = (typeof returnReasons)[number];

export const giftOccasions = ["birthday", "referral"] as const;
/** What a reward is given for that costs the member nothing. */
export type GiftOccasion = (typeof giftOccasions)[number];

export interface Redemption {
  readonly id: string;
  readonly memberId: string;
  /** Names one decision of the shopper; the same key never redeems twice. */
  readonly requestKey: string;
  /** The reward as it stood in the program version. */
  readonly reward: Reward;
  readonly programVersionId: string;
  /** The currency of the reward's amounts: the shop's. */
  readonly currency: string;
  /** What it cost: none where it is a gift. */
  readonly points: Points;
  /** What it was given for; null where the member spent points on it. */
  readonly occasion: GiftOccasion | null;
  /** What the member chose; null where the reward leaves no choice. */
  readonly choice: RewardChoice | null;
  /**
   * What it stands for in minor units; null where it is no amount. Of a free product the price of
   * one, which is not known before Shopify is asked for the voucher.
   */
  readonly amountMinor: bigint | null;
  /** The friend to whom a gift card goes; null where it goes to none, and once it is settled. */
  readonly recipient: GiftRecipient | null;
  /** Of a gift card or credit, what is not spent yet; null where it is not known, or not kept. */
  readonly remainingMinor: bigint | null;
  readonly code: string;
  readonly status: RedemptionStatus;
  /** Why Shopify refused; null otherwise. */
  readonly refusal: string | null;
  readonly requestedAt: Instant;
  readonly issuedAt: Instant | null;
  /** When it ends; known from the reservation on. Null where it does not. */
  readonly expiresAt: Instant | null;
  readonly deactivatedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly usedOrderId: string | null;
  readonly returnReason: ReturnReason | null;
}

/**
 * A redemption's next state together with what it means for the ledger; no entries where no point
 * moves.
 */
export interface RedemptionStep {
  readonly outcome: "changed";
  readonly redemption: Redemption;
  readonly change: LedgerChange;
}

/**
 * The redemption already stands where the event would bring it, or beyond: nothing is to be
 * written.
 */
export interface RedemptionUnchanged {
  readonly outcome: "unchanged";
  readonly redemption: Redemption;
}

export type RedemptionDecision = RedemptionStep | RedemptionUnchanged;

/** Everything that a step of an existing redemption reads. */
export interface RedemptionContext {
  readonly redemption: Redemption;
  /** From the postings of its reservation: points go back to the lots that they came from. */
  readonly allocations: readonly Allocation[];
  /**
   * The member's balances, with at least the lots of the allocations and those that hold points.
   */
  readonly ledger: MemberLedger;
  /** What its empty lots missed; left out where all of them have their ends. */
  readonly missed?: MissedByLot;
  readonly now: Instant;
}

/** The step that changes the redemption and leaves the ledger alone. */
export function withoutPostings(
  context: RedemptionContext,
  changes: Partial<Redemption>,
): RedemptionStep {
  return {
    outcome: "changed",
    redemption: { ...context.redemption, ...changes },
    change: { entries: [], ledger: context.ledger },
  };
}

/** The answer of a step that has nothing to do: it came before, or another one came first. */
export function unchanged(redemption: Redemption): RedemptionUnchanged {
  return { outcome: "unchanged", redemption };
}

/** Moves the redemption's own points, lot by lot, between two accounts. */
export function ownPostings(
  allocations: readonly Allocation[],
  from: Account,
  to: Account,
): readonly PostingDraft[] {
  return allocations.map(({ lotId, points }) => ({ lotId, points, from, to }));
}

/** What an entry leaves in the journal: nothing where no point moves, as of a gift. */
export function journalled(entry: EntryDraft): readonly EntryDraft[] {
  return entry.postings.length === 0 ? [] : [entry];
}

/** An entry of a redemption; `key` is what follows `redemption/{id}/`. */
export function redemptionEntry(
  redemption: Redemption,
  entry: Pick<EntryDraft, "key" | "kind" | "actor" | "explanation" | "occurredAt" | "postings">,
): EntryDraft {
  return {
    ...entry,
    key: `redemption/${redemption.id}/${entry.key}`,
    memberId: redemption.memberId,
    orderId: null,
    redemptionId: redemption.id,
    programVersionId: redemption.programVersionId,
  };
}

/** What was redeemed, as explanations carry it. Points for money have become an amount off. */
export function rewardParams(
  redemption: Pick<Redemption, "reward" | "choice" | "amountMinor" | "currency">,
): RewardParams {
  const { reward, choice, amountMinor, currency } = redemption;
  const percent = percentOf(reward);
  const params = offerParams(reward, { amountMinor, percent, choice }, currency);
  if (reward.kind !== "points_for_money") return params;
  return { kind: "amount_off", amount: params.amount, currency };
}

/** What the member agreed to when they asked for it. */
export function agreedOffer({ reward, points, amountMinor }: Redemption): Offer {
  const isPricedLater = reward.kind === "free_product";
  return { points, amountMinor: isPricedLater ? null : amountMinor, percent: percentOf(reward) };
}
