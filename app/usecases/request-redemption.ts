// A shopper turns points into a reward. In one transaction the points are reserved, the code is
// fixed and the voucher is asked for; Shopify is spoken to only afterwards.
import { randomBytes } from "node:crypto";
import type { Instant } from "../core/calendar/instant.ts";
import { localDateOf } from "../core/calendar/local-time.ts";
import type { Actor } from "../core/ledger/entry.ts";
import {
  type GiftRecipient,
  type RecipientProblem,
  recipientProblem,
} from "../core/rewards/gift-recipient.ts";
import {
  type Offer,
  type RewardChoice,
  choiceFor,
  isSameChoice,
  isSameOffer,
  offerOf,
} from "../core/rewards/offer.ts";
import { type Redemption, agreedOffer } from "../core/rewards/redemption.ts";
import type { CustomerFacts } from "../core/rewards/reward-audience.ts";
import { pricedFor } from "../core/rewards/reward-price.ts";
import { VOUCHER_CODE_BYTES } from "../core/rewards/voucher-code.ts";
import { newId } from "../db/new-id.ts";
import { findPublishedProgram } from "../db/publication-store.ts";
import { findRedemptionByRequestKey, lockMemberOfCustomer } from "../db/redemption-store.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";
import { type ReserveRewardResult, type RewardToReserve, reserveReward } from "./reserve-reward.ts";

export interface RedemptionRequest {
  shopId: bigint;
  /** Shopify's id of the signed-in customer. */
  customerId: string;
  rewardId: string;
  /** What the shopper agreed to: so many points for this amount, or for these percent. */
  agreed: Offer;
  /** What they chose; null where the reward leaves no choice, or naming a friend is the choice. */
  choice: RewardChoice | null;
  /** The friend to whom a gift card goes; left out where it goes to none. */
  recipient?: GiftRecipient | null;
  /** What Shopify said of the customer; left out where it was not asked, or did not answer. */
  customer?: CustomerFacts | null;
  /** Names one decision of the shopper: the same key never redeems twice. */
  requestKey: string;
  /** Who redeems for the shopper; left out where the shopper does. */
  actor?: Actor;
  /** A discount code ends after so long at the latest; left out where the reward decides. */
  validForMs?: number;
}

export type RequestRedemptionResult =
  | ReserveRewardResult
  | { outcome: "refused"; reason: "recipient_refused"; problem: RecipientProblem }
  | {
      outcome: "refused";
      reason: "reward_unavailable" | "reward_changed" | "request_key_reused";
    };

export async function requestRedemption(
  request: RedemptionRequest,
  now: Instant,
): Promise<RequestRedemptionResult> {
  const codeBytes = randomBytes(VOUCHER_CODE_BYTES);
  const redemptionId = newId();
  return withTransaction((tx) => reserve(tx, request, { codeBytes, redemptionId, now }));
}

async function reserve(
  tx: Transaction,
  request: RedemptionRequest,
  fresh: Pick<RewardToReserve, "codeBytes" | "redemptionId" | "now">,
): Promise<RequestRedemptionResult> {
  const { shopId, requestKey, recipient = null } = request;
  // One redemption of a member at a time: whoever waits here sees what the others did.
  const member = await lockMemberOfCustomer(tx, shopId, request.customerId);
  if (member === undefined) return { outcome: "refused", reason: "not_a_member" };
  const { memberId, tierId } = member;
  const earlier = await findRedemptionByRequestKey(tx, shopId, memberId, requestKey);
  if (earlier !== undefined) return sameDecision(earlier.redemption, request);
  const program = await findPublishedProgram(tx, shopId, fresh.now);
  const offered = program?.document.rewards.find(({ id }) => id === request.rewardId);
  if (program === undefined || offered === undefined) {
    return { outcome: "refused", reason: "reward_unavailable" };
  }
  const { rewardCampaigns: campaigns } = program.document;
  const { timeZone } = program;
  const reward = pricedFor(offered, { tierId, now: fresh.now, timeZone, campaigns });
  const choice = choiceFor(reward, request.choice, recipient !== null);
  const offer = offerOf(reward, choice);
  if (offer === null || !isSameOffer(offer, request.agreed)) {
    return { outcome: "refused", reason: "reward_changed" };
  }
  const today = localDateOf(fresh.now, timeZone);
  const problem = problemOf(choice, recipient, today);
  if (problem !== null) return { outcome: "refused", reason: "recipient_refused", problem };
  const { customer = null, actor, validForMs } = request;
  const asked = { shopId, memberId, tierId, customer, program, reward, choice, requestKey };
  const short = validForMs === undefined ? {} : { validForMs };
  const by = actor === undefined ? {} : { actor };
  return reserveReward(tx, { ...asked, recipient, ...by, ...short, ...fresh });
}

/** Whoever is to get a gift card must be named; nobody else is. */
function problemOf(
  choice: RewardChoice | null,
  recipient: GiftRecipient | null,
  today: string,
): RecipientProblem | null {
  if (choice?.recipient !== "friend") return null;
  return recipient === null ? "email" : recipientProblem(recipient, today);
}

/** The key of an earlier request: a repetition of it, or a mistake of the caller. */
function sameDecision(earlier: Redemption, request: RedemptionRequest): RequestRedemptionResult {
  const { reward, choice } = earlier;
  const asked = choiceFor(reward, request.choice, (request.recipient ?? null) !== null);
  const isSame =
    reward.id === request.rewardId &&
    isSameChoice(choice, asked) &&
    isSameFriend(earlier.recipient, request.recipient ?? null) &&
    isSameOffer(agreedOffer(earlier), request.agreed);
  return isSame
    ? { outcome: "accepted", redemption: earlier }
    : { outcome: "refused", reason: "request_key_reused" };
}

/** Once the card is settled nobody knows any more whom it was for. */
function isSameFriend(kept: GiftRecipient | null, named: GiftRecipient | null): boolean {
  if (kept === null || named === null) return true;
  const fields = ["email", "name", "message", "sendOn"] as const;
  return fields.every((field) => kept[field] === named[field]);
}
