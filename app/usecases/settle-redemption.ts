// Shopify's answer to a redemption's voucher, written down: issued, refused, or not to be had for
// now.
import type { Instant } from "../core/calendar/instant.ts";
import { decideIssued, decideRefused, decideUnsettled } from "../core/rewards/decide-settlement.ts";
import { setShopifyGid } from "../db/redemption-store.ts";
import { withTransaction } from "../db/transaction.ts";
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

/** Shopify will not have the voucher and has none of its code: the points are free again. */
export async function settleRefused(
  shopId: bigint,
  redemptionId: string,
  refusal: string,
  now: Instant,
): Promise<void> {
  const reason = refusal.slice(0, MAX_REFUSAL_LENGTH);
  await withTransaction((tx) =>
    stepRedemption(tx, { shopId, redemptionId }, now, (context) => decideRefused(context, reason)),
  );
}

/** Nobody can tell for now: points stay reserved, and the merchant sees it. */
export async function settleUnsettled(
  shopId: bigint,
  redemptionId: string,
  now: Instant,
): Promise<void> {
  await withTransaction((tx) => stepRedemption(tx, { shopId, redemptionId }, now, decideUnsettled));
}
