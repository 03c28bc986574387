// A shopper turns points into a voucher. In one transaction the points are reserved, the code is
// fixed and the voucher is asked for; Shopify is spoken to only afterwards.
import { randomBytes } from "node:crypto";
import type { Instant } from "../core/calendar/instant.ts";
import { decideReservation } from "../core/rewards/decide-reservation.ts";
import {
  type Offer,
  type RewardChoice,
  isSameChoice,
  isSameOffer,
  offerOf,
} from "../core/rewards/offer.ts";
import { type Redemption, agreedOffer } from "../core/rewards/redemption.ts";
import { VOUCHER_CODE_BYTES, voucherCode } from "../core/rewards/voucher-code.ts";
import type { UnmetCondition } from "../core/rewards/unmet-condition.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import type { MemberChange } from "../db/ledger-store.ts";
import type { LockedMember } from "../db/member-store.ts";
import { newId } from "../db/new-id.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import { findPublishedProgram } from "../db/publication-store.ts";
import {
  countOpenRedemptions,
  findRedemptionByRequestKey,
  insertRedemption,
  lockMemberOfCustomer,
} from "../db/redemption-store.ts";
import { takeStock } from "../db/reward-stock-store.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";
import { countActivity } from "./activity.ts";
import { lockLedger } from "./lock-ledger.ts";
import { loadShopTerms } from "./order-batch/shop-terms.ts";
import { unmetCondition } from "./reward-conditions.ts";
import { voucherMessage } from "./return-voucher.ts";
import { balanceMessage } from "./step-redemption.ts";

/** Vouchers that one member may hold unused at a time. */
export const MAX_OPEN_VOUCHERS = 5;

export interface RedemptionRequest {
  shopId: bigint;
  /** Shopify's id of the signed-in customer. */
  customerId: string;
  rewardId: string;
  /** What the shopper agreed to: so many points for this amount, or for these percent. */
  agreed: Offer;
  /** What they chose; null where the reward leaves no choice. */
  choice: RewardChoice | null;
  /** Names one decision of the shopper: the same key never redeems twice. */
  requestKey: string;
}

export type RequestRedemptionResult =
  | { outcome: "accepted"; redemption: Redemption }
  | { outcome: "refused"; reason: "insufficient_points"; missing: bigint }
  | ({ outcome: "refused" } & UnmetCondition)
  | {
      outcome: "refused";
      reason:
        | "not_a_member"
        | "reward_unavailable"
        | "reward_changed"
        | "too_many_open_vouchers"
        | "request_key_reused";
    };

export async function requestRedemption(
  request: RedemptionRequest,
  now: Instant,
): Promise<RequestRedemptionResult> {
  const codeBytes = randomBytes(VOUCHER_CODE_BYTES);
  const redemptionId = newId();
  return withTransaction((tx) => reserve(tx, request, { codeBytes, redemptionId, now }));
}

interface Fresh {
  /** What the code is made of, once the program has said how codes begin. */
  codeBytes: Uint8Array;
  redemptionId: string;
  now: Instant;
}

async function reserve(
  tx: Transaction,
  request: RedemptionRequest,
  { codeBytes, redemptionId, now }: Fresh,
): Promise<RequestRedemptionResult> {
  const { shopId, requestKey } = request;
  // One redemption of a member at a time: whoever waits here sees what the others did.
  const memberId = await lockMemberOfCustomer(tx, shopId, request.customerId);
  if (memberId === undefined) return { outcome: "refused", reason: "not_a_member" };
  const earlier = await findRedemptionByRequestKey(tx, shopId, memberId, requestKey);
  if (earlier !== undefined) return sameDecision(earlier.redemption, request);
  const program = await findPublishedProgram(tx, shopId, now);
  const reward = program?.document.rewards.find(({ id }) => id === request.rewardId);
  if (program === undefined || reward === undefined) {
    return { outcome: "refused", reason: "reward_unavailable" };
  }
  const { choice } = request;
  const offer = offerOf(reward, choice);
  if (offer === null || !isSameOffer(offer, request.agreed)) {
    return { outcome: "refused", reason: "reward_changed" };
  }
  if ((await countOpenRedemptions(tx, shopId, memberId)) >= MAX_OPEN_VOUCHERS) {
    return { outcome: "refused", reason: "too_many_open_vouchers" };
  }
  const { versionId: programVersionId, currency, timeZone } = program;
  const unmet = await unmetCondition(tx, { shopId, memberId, reward, timeZone, now });
  if (unmet !== null) return { outcome: "refused", ...unmet };
  const locked = await lockLedger(tx, { shopId, memberId, now });
  if (locked === undefined) return { outcome: "refused", reason: "not_a_member" };
  const { ledger: before } = locked;
  const decision = decideReservation({
    redemptionId,
    requestKey,
    reward,
    choice,
    programVersionId,
    currency,
    code: voucherCode(codeBytes, program.document.codePrefix),
    ledger: before,
    now,
  });
  if (decision.outcome === "refused") return decision;
  // As late as can be: whoever takes one keeps all others of the reward waiting.
  if (reward.stock !== null && !(await takeStock(tx, shopId, reward.id, reward.stock))) {
    return { outcome: "refused", reason: "sold_out" };
  }
  await insertRedemption(tx, shopId, decision.redemption);
  const change = { shopId, before, ...decision.change };
  await applyLedgerChanges(tx, [await keptAlive(tx, locked.member, change, now)], now);
  await enqueueMessages(tx, [
    voucherMessage("issue_voucher", { shopId, redemptionId }),
    balanceMessage(shopId, memberId),
  ]);
  return { outcome: "accepted", redemption: decision.redemption };
}

/** Redeeming is something that keeps a balance alive, where the program says so. */
async function keptAlive(
  tx: Transaction,
  { shopId, tier: { tierId } }: LockedMember,
  change: MemberChange,
  now: Instant,
): Promise<MemberChange> {
  const terms = (await loadShopTerms(tx, [shopId], now)).get(shopId);
  if (!terms) return change;
  const { periods, timeZone } = terms;
  const activity = countActivity("redemption", now, { periods, timeZone, tierId, now });
  if (!activity.counts) return change;
  const balanceExpiresAt = activity.keepsUntil ?? change.ledger.balanceExpiresAt;
  return { ...change, activityAt: now, ledger: { ...change.ledger, balanceExpiresAt } };
}

/** The key of an earlier request: a repetition of it, or a mistake of the caller. */
function sameDecision(earlier: Redemption, request: RedemptionRequest): RequestRedemptionResult {
  const { reward, choice } = earlier;
  const isSame =
    reward.id === request.rewardId &&
    isSameChoice(choice, request.choice) &&
    isSameOffer(agreedOffer(earlier), request.agreed);
  return isSame
    ? { outcome: "accepted", redemption: earlier }
    : { outcome: "refused", reason: "request_key_reused" };
}
