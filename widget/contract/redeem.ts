// POST /proxy/redeem and POST /proxy/vouchers/cancel. JSON bodies; every business outcome is
// answered 200.
import type { LocalDate, Points } from "./money.ts";
import type { WrittenBalance } from "./panel.ts";
import type { VoucherView } from "./voucher.ts";

/**
 * `requestKey` (a UUID) names one decision of the shopper. The same key with the same reward never
 * redeems twice and always answers how that redemption stands now, so repeating the request is both
 * the retry and the poll.
 */
export interface RedeemRequest {
  rewardId: string;
  /** What the shopper saw and agreed to; `reward_changed` when it is no longer so. */
  points: Points;
  amountMinor: number | null;
  percent: string | null;
  /** How many, of a reward with a slider; the points and the amount are those of all steps. */
  steps?: number | undefined;
  /** Which one, of a reward with variants. */
  variantId?: string | undefined;
  /** Of a gift to somebody else; left out for oneself. */
  friend?: FriendGiven | undefined;
  requestKey: string;
  /** The page's, for sentences that the answer brings. */
  locale?: string;
}

/** What was entered about somebody who is given a gift card. */
export interface FriendGiven {
  email: string;
  name?: string;
  message?: string;
  /** The day on which they are to hear of it; today when left out. */
  sendOn?: LocalDate;
}

export const redeemRefusals = [
  "reward_unavailable",
  "reward_changed",
  "not_a_member",
  "too_many_open_vouchers",
  "request_key_reused",
  "temporarily_unavailable",
] as const;
export type RedeemRefusal = (typeof redeemRefusals)[number];

/** What a reward asks for beside its points; the sentence says what is missing. */
export type ConditionRefusal =
  | "insufficient_points"
  | "not_on_sale"
  | "limit_reached"
  | "sold_out"
  | "too_late"
  | "wrong_tier"
  | "wrong_customer"
  | "audience_unknown"
  | "paused"
  | "recipient_refused";

export type RedeemAnswer =
  | { outcome: "issued"; voucher: VoucherView; balance: WrittenBalance }
  /** Points are reserved and Shopify is slow: ask again with the same key. */
  | { outcome: "on_its_way"; voucher: VoucherView; balance: WrittenBalance }
  | { outcome: "refused"; reason: RedeemRefusal }
  | { outcome: "refused"; reason: ConditionRefusal; sentence: string };

export interface CancelVoucherRequest {
  voucherId: string;
}

export const cancelRefusals = [
  "voucher_not_found",
  "voucher_used",
  "voucher_closed",
  "voucher_on_its_way",
  "temporarily_unavailable",
] as const;
export type CancelRefusal = (typeof cancelRefusals)[number];

/** Repeating a cancellation is harmless: it answers how the voucher stands now. */
export type CancelVoucherAnswer =
  /** The code is being switched off; the points return after a safety delay. */
  | { outcome: "returning"; voucher: VoucherView; balance: WrittenBalance }
  | { outcome: "returned"; voucher: VoucherView; balance: WrittenBalance }
  | { outcome: "refused"; reason: CancelRefusal };
