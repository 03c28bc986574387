// Points are set aside for a reward, and what it becomes in Shopify is asked for: all of it in the
// transaction of whoever decided on it. What nothing in Shopify carries is had at once.
import type { Instant } from "../core/calendar/instant.ts";
import type { Actor } from "../core/ledger/entry.ts";
import type { Reward } from "../core/program/reward-terms.ts";
import { carrierOf } from "../core/rewards/carrier.ts";
import { decideReservation } from "../core/rewards/decide-reservation.ts";
import type { GiftRecipient } from "../core/rewards/gift-recipient.ts";
import { ledgerOfNight } from "../core/rewards/night-points.ts";
import type { RewardChoice } from "../core/rewards/offer.ts";
import type { CustomerFacts } from "../core/rewards/reward-audience.ts";
import { nextOpening, openDrops } from "../core/rewards/reward-drops.ts";
import type { Redemption } from "../core/rewards/redemption.ts";
import type { UnmetCondition } from "../core/rewards/unmet-condition.ts";
import { voucherCode } from "../core/rewards/voucher-code.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import type { MemberChange } from "../db/ledger-store.ts";
import type { LockedMember } from "../db/member-store.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { PublishedProgram } from "../db/publication-store.ts";
import { countOpenVouchers, insertRedemption } from "../db/redemption-store.ts";
import { keepDrop, takeStock } from "../db/reward-stock-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { countActivity } from "./activity.ts";
import { lockLedger } from "./lock-ledger.ts";
import { loadShopTerms } from "./order-batch/shop-terms.ts";
import { unmetCondition } from "./reward-conditions.ts";
import { voucherMessage } from "./return-voucher.ts";
import { balanceMessage } from "./balance-messages.ts";

/** Vouchers that one member may hold unused at a time. */
export const MAX_OPEN_VOUCHERS = 5;

type PointsName = PublishedProgram["document"]["pointsName"];

export interface RewardToReserve {
  shopId: bigint;
  memberId: string;
  /** The tier that the member is in; null for none. */
  tierId: string | null;
  /** What Shopify said of the customer; null where it was not asked, or did not answer. */
  customer: CustomerFacts | null;
  program: PublishedProgram;
  /** Of the program, at the price that the member pays. */
  reward: Reward;
  /** One that the reward leaves. */
  choice: RewardChoice | null;
  /** The friend to whom a gift card goes; null where it goes to none. */
  recipient: GiftRecipient | null;
  /** Names one decision: the same key never redeems twice. */
  requestKey: string;
  redemptionId: string;
  /** What the code, or our reference, is made of, once the program has said how codes begin. */
  codeBytes: Uint8Array;
  now: Instant;
  /** Who redeems for the member; left out where the member does. */
  actor?: Actor;
  /** A discount code ends after so long at the latest; left out where the reward decides. */
  validForMs?: number;
  /** Left out where the member asks for it. */
  night?: NightOfIssue;
}

/** The night in which a reward issues itself. */
export interface NightOfIssue {
  /** When its day began. */
  readonly at: Instant;
  /** Shopify is asked for it after so long: a flood would keep shoppers waiting. */
  readonly delayMs: number;
}

export type ReserveRewardResult =
  | { outcome: "accepted"; redemption: Redemption }
  | { outcome: "refused"; reason: "insufficient_points"; missing: bigint; pointsName: PointsName }
  | ({ outcome: "refused" } & UnmetCondition)
  | { outcome: "refused"; reason: "not_a_member" | "too_many_open_vouchers" };

/** The member must be locked. */
export async function reserveReward(
  tx: Transaction,
  asked: RewardToReserve,
): Promise<ReserveRewardResult> {
  const { shopId, memberId, reward, program, redemptionId, now, night } = asked;
  const at = night?.at ?? now;
  const carrier = carrierOf(reward.kind);
  if (carrier === "discount") {
    const open = await countOpenVouchers(tx, shopId, memberId);
    if (open >= MAX_OPEN_VOUCHERS) return { outcome: "refused", reason: "too_many_open_vouchers" };
  }
  const { timeZone, scopes } = program;
  const { tiers, pointsName, codePrefix } = program.document;
  const unmet = await unmetCondition(tx, { ...asked, tiers, scopes, timeZone, now: at });
  if (unmet !== null) return { outcome: "refused", ...unmet };
  const locked = await lockLedger(tx, { shopId, memberId, now });
  if (locked === undefined) return { outcome: "refused", reason: "not_a_member" };
  const before = night ? ledgerOfNight(locked.ledger, night.at) : locked.ledger;
  const decision = decideReservation({
    redemptionId,
    requestKey: asked.requestKey,
    reward,
    choice: asked.choice,
    recipient: asked.recipient,
    programVersionId: program.versionId,
    currency: program.currency,
    timeZone,
    code: voucherCode(asked.codeBytes, codePrefix),
    ledger: before,
    now,
    ...(asked.validForMs !== undefined && { validForMs: asked.validForMs }),
    ...(asked.actor && { actor: asked.actor }),
    ...(night && { night: night.at }),
  });
  if (decision.outcome === "refused") return { ...decision, pointsName };
  // After all that may refuse: whoever takes one keeps all others of the reward waiting.
  const open = openDrops(reward.drops, at, timeZone);
  const place = await takeStock(tx, { shopId, reward, open });
  if (place.outcome === "sold_out") {
    const opensAt = place.isForGood ? null : nextOpening(reward.drops, now, timeZone);
    return { outcome: "refused", reason: "sold_out", opensAt };
  }
  await insertRedemption(tx, shopId, decision.redemption);
  await keepDrop(tx, shopId, redemptionId, place);
  const change = { shopId, before, ...decision.change };
  // What issues itself is nothing that the member did: it keeps no balance alive.
  const written = night ? change : await keptAlive(tx, locked.member, change, now);
  await applyLedgerChanges(tx, [written], now);
  const messages = [
    ...(carrier === "none" ? [] : [voucherMessage("issue_voucher", { shopId, redemptionId })]),
    balanceMessage(shopId, memberId),
  ];
  const { delayMs = 0 } = night ?? {};
  await enqueueMessages(
    tx,
    messages.map((message) => ({ ...message, delayMs })),
  );
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
