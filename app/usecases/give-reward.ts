// A member is given a reward on an occasion: without points, and once. From there on it is made,
// used and ended by the steps that every redemption takes.
import { randomBytes } from "node:crypto";
import { addDays } from "../core/calendar/instant.ts";
import type { Instant } from "../core/calendar/instant.ts";
import { carrierOf } from "../core/rewards/carrier.ts";
import { decideGift, leavesChoice } from "../core/rewards/decide-gift.ts";
import { decideReturning } from "../core/rewards/decide-return.ts";
import { decideGiftUndone } from "../core/rewards/decide-undone.ts";
import type { GiftOccasion, Redemption } from "../core/rewards/redemption.ts";
import { featuresOf, isPaused } from "../core/rewards/reward-features.ts";
import { tooLate } from "../core/rewards/too-late.ts";
import { VOUCHER_CODE_BYTES, voucherCode } from "../core/rewards/voucher-code.ts";
import { lockMembers } from "../db/member-store.ts";
import { newId } from "../db/new-id.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import { findPublishedProgram } from "../db/publication-store.ts";
import { findRedemptionByRequestKey, insertRedemption } from "../db/redemption-store.ts";
import { takeStock } from "../db/reward-stock-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { voucherMessage } from "./return-voucher.ts";
import { balanceMessage } from "./balance-messages.ts";
import { type RedemptionName, stepRedemption } from "./step-redemption.ts";

export interface RewardGift {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly rewardId: string;
  /** The key names the occasion among those of its kind that the member has. */
  readonly occasion: { readonly kind: GiftOccasion; readonly key: string };
  /** How long a discount code works, in days of 24 hours; null as the reward says. */
  readonly validDays: number | null;
  /** When a discount code ends, where that is known to the instant; `validDays` is null then. */
  readonly until?: Instant;
  /** Shopify is asked for it after so long: a flood would keep shoppers waiting. */
  readonly delayMs?: number;
}

export const giftRefusals = [
  "not_a_member",
  "reward_unavailable",
  "leaves_choice",
  "paused",
  "too_late",
  "sold_out",
] as const;

/**
 * not_a_member: closed, forgotten, or without a customer in Shopify. reward_unavailable: the
 * program in force has none of that id. leaves_choice: a member has to choose of it. paused: the
 * store does not let the app give it. too_late: it has begun, or is everybody's. sold_out: its
 * stock is taken.
 */
export type GiftRefusal = (typeof giftRefusals)[number];

export type GiveRewardResult =
  | {
      readonly outcome: "given";
      readonly redemptionId: string;
      readonly redemption: Redemption;
      /** The occasion had its gift already: this is that one, as it stands. */
      readonly isRepeated: boolean;
    }
  | { readonly outcome: "refused"; readonly reason: GiftRefusal };

/**
 * Locks the member. What the reward asks of those who redeem it (tiers, tags, segments, limits,
 * drops) is not asked: the occasion says who gets it. Its stock counts.
 */
export async function giveReward(
  tx: Transaction,
  gift: RewardGift,
  now: Instant,
): Promise<GiveRewardResult> {
  const { shopId, memberId, occasion } = gift;
  const [member] = await lockMembers(tx, [{ shopId, id: memberId }]);
  if (!member || member.customerId === null) return { outcome: "refused", reason: "not_a_member" };
  const requestKey = `gift/${occasion.kind}/${occasion.key}`;
  const earlier = await findRedemptionByRequestKey(tx, shopId, memberId, requestKey);
  if (earlier) return given(earlier.redemption, true);
  const program = await findPublishedProgram(tx, shopId, now);
  const reward = program?.document.rewards.find(({ id }) => id === gift.rewardId);
  if (!program || !reward) return { outcome: "refused", reason: "reward_unavailable" };
  const { timeZone, scopes, currency, document } = program;
  if (leavesChoice(reward)) return { outcome: "refused", reason: "leaves_choice" };
  if (isPaused(reward, featuresOf(scopes))) return { outcome: "refused", reason: "paused" };
  if (tooLate(reward, now, timeZone)) return { outcome: "refused", reason: "too_late" };
  const place = await takeStock(tx, { shopId, reward, open: [] });
  if (place.outcome === "sold_out") return { outcome: "refused", reason: "sold_out" };
  const redemption = decideGift({
    redemptionId: newId(),
    memberId,
    requestKey,
    occasion: occasion.kind,
    reward,
    programVersionId: program.versionId,
    currency,
    timeZone,
    code: voucherCode(randomBytes(VOUCHER_CODE_BYTES), document.codePrefix),
    until: untilOf(gift, now),
    now,
  });
  await insertRedemption(tx, shopId, redemption);
  await askFor(tx, gift, redemption);
  return given(redemption, false);
}

function untilOf({ until, validDays }: RewardGift, now: Instant): Instant | null {
  if (until !== undefined) return until;
  return validDays === null ? null : addDays(now, validDays);
}

/** What nothing carries is had already, and the theme may show something for it. */
async function askFor(
  tx: Transaction,
  { shopId, memberId, delayMs = 0 }: RewardGift,
  { id: redemptionId, reward }: Redemption,
): Promise<void> {
  const message =
    carrierOf(reward.kind) === "none"
      ? balanceMessage(shopId, memberId)
      : voucherMessage("issue_voucher", { shopId, redemptionId });
  await enqueueMessages(tx, [{ ...message, delayMs }]);
}

function given(redemption: Redemption, isRepeated: boolean): GiveRewardResult {
  return { outcome: "given", redemptionId: redemption.id, redemption, isRepeated };
}

export const giftReturns = [
  "taken_back",
  "already_used",
  "already_over",
  "on_its_way",
  "cannot_be_taken_back",
  "not_found",
] as const;

/**
 * taken_back: it does not work any more, or is being switched off. already_used, already_over: so
 * it stays. on_its_way: Shopify has not answered yet, ask again later. cannot_be_taken_back: money
 * that was given.
 */
export type GiftReturn = (typeof giftReturns)[number];

/**
 * Its occasion is gone: a code is switched off, what nothing carries is undone. Locks the member.
 * Repeating it is harmless. A code that is switched off may still turn out to have been used.
 */
export async function takeBackGift(
  tx: Transaction,
  name: RedemptionName,
  now: Instant,
): Promise<GiftReturn> {
  const step = await stepRedemption(tx, name, now, (context) => {
    const { occasion, reward } = context.redemption;
    if (occasion === null) throw new RangeError("The reward was paid for with points");
    return carrierOf(reward.kind) === "none"
      ? decideGiftUndone(context)
      : decideReturning(context, "occasion_gone");
  });
  if (!step) return "not_found";
  const { redemption, changed } = step;
  if (changed && redemption.status === "returning") {
    await enqueueMessages(tx, [voucherMessage("deactivate_voucher", name)]);
  }
  return howItEnded(redemption);
}

function howItEnded({ status, returnReason, reward }: Redemption): GiftReturn {
  switch (status) {
    case "returning":
    case "returned":
      return returnReason === "occasion_gone" ? "taken_back" : "already_over";
    case "used":
      return carrierOf(reward.kind) === "discount" ? "already_used" : "already_over";
    case "refused":
      return "already_over";
    case "reserved":
    case "unsettled":
      return "on_its_way";
    case "issued":
      return "cannot_be_taken_back";
  }
}
