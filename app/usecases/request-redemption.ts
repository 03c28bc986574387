// A shopper turns points into a voucher. In one transaction the points are reserved, the code is
// fixed and the voucher is asked for; Shopify is spoken to only afterwards.
import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Instant } from "../core/calendar/instant.ts";
import { decideReservation } from "../core/rewards/decide-reservation.ts";
import type { Redemption } from "../core/rewards/redemption.ts";
import { VOUCHER_CODE_BYTES, voucherCode } from "../core/rewards/voucher-code.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import { findPublishedProgram } from "../db/publication-store.ts";
import {
  countOpenRedemptions,
  findRedemptionByRequestKey,
  insertRedemption,
  lockMemberOfCustomer,
} from "../db/redemption-store.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";
import { lockLedger } from "./lock-ledger.ts";
import { voucherMessage } from "./return-voucher.ts";
import { balanceMessage } from "./step-redemption.ts";

/** Vouchers that one member may hold unused at a time. */
export const MAX_OPEN_VOUCHERS = 5;

export interface RedemptionRequest {
  shopId: bigint;
  /** Shopify's id of the signed-in customer. */
  customerId: string;
  rewardId: string;
  /** What the shopper agreed to: so many points for this amount. */
  points: bigint;
  amountMinor: bigint;
  /** Names one decision of the shopper: the same key never redeems twice. */
  requestKey: string;
}

export type RequestRedemptionResult =
  | { outcome: "accepted"; redemption: Redemption }
  | { outcome: "refused"; reason: "insufficient_points"; missing: bigint }
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
  const code = voucherCode(randomBytes(VOUCHER_CODE_BYTES));
  const redemptionId = uuidv7();
  return withTransaction((tx) => reserve(tx, request, { code, redemptionId, now }));
}

interface Fresh {
  code: string;
  redemptionId: string;
  now: Instant;
}

async function reserve(
  tx: Transaction,
  request: RedemptionRequest,
  { code, redemptionId, now }: Fresh,
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
  if (reward.points !== request.points || reward.amountMinor !== request.amountMinor) {
    return { outcome: "refused", reason: "reward_changed" };
  }
  if ((await countOpenRedemptions(tx, shopId, memberId)) >= MAX_OPEN_VOUCHERS) {
    return { outcome: "refused", reason: "too_many_open_vouchers" };
  }
  const { versionId: programVersionId, currency } = program;
  const ledger = await lockLedger(tx, shopId, memberId);
  if (ledger === undefined) return { outcome: "refused", reason: "not_a_member" };
  const decision = decideReservation({
    redemptionId,
    requestKey,
    reward,
    programVersionId,
    currency,
    code,
    ledger,
    now,
  });
  if (decision.outcome === "refused") return decision;
  await insertRedemption(tx, shopId, decision.redemption);
  await applyLedgerChanges(tx, [{ shopId, before: ledger, ...decision.change }], now);
  await enqueueMessages(tx, [
    voucherMessage("issue_voucher", { shopId, redemptionId }),
    balanceMessage(shopId, memberId),
  ]);
  return { outcome: "accepted", redemption: decision.redemption };
}

/** The key of an earlier request: a repetition of it, or a mistake of the caller. */
function sameDecision(earlier: Redemption, request: RedemptionRequest): RequestRedemptionResult {
  return earlier.reward.id === request.rewardId
    ? { outcome: "accepted", redemption: earlier }
    : { outcome: "refused", reason: "request_key_reused" };
}
