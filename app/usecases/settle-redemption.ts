// Shopify's answer to a redemption's voucher, written down: issued, refused, or not to be had for
// now.
import type { Instant } from "../core/calendar/instant.ts";
import { decideIssued, decideRefused, decideUnsettled } from "../core/rewards/decide-settlement.ts";
import type { Redemption, RedemptionContext } from "../core/rewards/redemption.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import { setShopifyGid } from "../db/redemption-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { followMessage } from "./referrals/settle-referral.ts";
import { stepRedemption } from "./step-redemption.ts";

/** Shopify's message is kept for the merchant, up to this length. */
const MAX_REFUSAL_LENGTH = 500;

/** The voucher exists and works: the reserved points are spent. */
export async function settleIssued(
  shopId: bigint,
  redemptionId: string,
  shopifyGid: string,
  now: Instant,
): Promise<void> {
  await withTransaction(async (tx) => {
    await stepRedemption(tx, { shopId, redemptionId }, now, decideIssued);
    await setShopifyGid(tx, shopId, redemptionId, shopifyGid);
  });
}

/**
 * Shopify will not have the voucher and has none of its code: the points are free again. Where it
 * was to reward a member for a friend, the referral waits for the merchant.
 */
export async function settleRefused(
  shopId: bigint,
  redemptionId: string,
  refusal: string,
  now: Instant,
): Promise<void> {
  const reason = refusal.slice(0, MAX_REFUSAL_LENGTH);
  const decide = (context: RedemptionContext) => decideRefused(context, reason);
  await withTransaction(async (tx) => {
    const step = await stepRedemption(tx, { shopId, redemptionId }, now, decide);
    const referralId = step?.changed ? referralOf(step.redemption) : undefined;
    if (referralId !== undefined) await enqueueMessages(tx, [followMessage(shopId, referralId)]);
  });
}

/** By the key under which the gift was asked for. */
function referralOf({ occasion, requestKey }: Redemption): string | undefined {
  return occasion === "referral" ? /gift\/referral\/([^/]+)\//.exec(requestKey)?.[1] : undefined;
}

/** Nobody can tell for now: points stay reserved, and the merchant sees it. */
export async function settleUnsettled(
  shopId: bigint,
  redemptionId: string,
  now: Instant,
): Promise<void> {
  await withTransaction((tx) => stepRedemption(tx, { shopId, redemptionId }, now, decideUnsettled));
}
