// A voucher that is given up: switched off first, its points returned once it is proven unused.
import { isVoucherRedemption } from "./carrier.ts";
import { giveBack } from "./give-back.ts";
import { rewardParams, unchanged, withoutPostings } from "./redemption.ts";
import type { RedemptionContext, RedemptionDecision, ReturnReason } from "./redemption.ts";

/**
 * The voucher is to be switched off. Only an issued one can be, and no reward that is no
 * discount code; points stay spent until `decideReturned`. Rule: docs/engine.md §3.
 */
export function decideReturning(
  context: RedemptionContext,
  returnReason: ReturnReason,
): RedemptionDecision {
  const { redemption } = context;
  const isVoucher = isVoucherRedemption(redemption);
  if (redemption.status !== "issued" || !isVoucher) return unchanged(redemption);
  return withoutPostings(context, { status: "returning", returnReason });
}

/** Shopify confirmed that the code no longer works. Rule: docs/engine.md §3. */
export function decideDeactivated(context: RedemptionContext): RedemptionDecision {
  const { redemption, now } = context;
  if (redemption.status !== "returning" || redemption.deactivatedAt !== null) {
    return unchanged(redemption);
  }
  return withoutPostings(context, { deactivatedAt: now });
}

/**
 * The voucher was switched off long enough and was read as unused: `redeemed → available` of the
 * same lots. What the member owes is repaid from it at once. Unchanged unless the voucher is
 * returning and switched off. Rule: docs/engine.md §3.
 */
export function decideReturned(context: RedemptionContext): RedemptionDecision {
  const { redemption, now } = context;
  if (redemption.status !== "returning" || redemption.deactivatedAt === null) {
    return unchanged(redemption);
  }
  return giveBack(context, { status: "returned", endedAt: now }, "redeemed", {
    key: "returned",
    kind: "voucher_returned",
    explanation: { key: "voucher_returned", params: rewardParams(redemption) },
  });
}
