// A voucher whose order was given back: by program policy its points go back, too.
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import { giveBack } from "./give-back.ts";
import type { VoucherUse } from "./decide-used.ts";
import { rewardParams, unchanged } from "./redemption.ts";
import type { RedemptionContext, RedemptionDecision } from "./redemption.ts";

/**
 * The order that used the voucher counts as refunded under the program: `redeemed → available` of
 * the lots that gave the points, which first repays what the member owes. Unchanged unless the
 * voucher stands as used on this very order, and of a gift, which has no points to give back.
 * `isRefundedInFull` tells when to ask.
 *
 * `forgivenSince`: what was written off for the member since the voucher was reserved because
 * points were spent for good, as `owedAgainByVoucher` tells. As far as these very points come back,
 * it is owed again: else refunding two orders in one sequence would leave points that the other
 * sequence takes. Rule: spent points come back on a full refund (docs/engine.md §3).
 */
export function decideRefundedUse(
  context: RedemptionContext,
  { orderId, orderName }: VoucherUse,
  forgivenSince: Points,
): RedemptionDecision {
  const { redemption } = context;
  const { status, usedOrderId, occasion } = redemption;
  if (status !== "used" || usedOrderId !== orderId || occasion !== null) {
    return unchanged(redemption);
  }
  const returned = { status: "returned", returnReason: "order_refunded" } as const;
  const entry = {
    key: `order-refunded/${orderId}`,
    kind: "voucher_points_returned",
    explanation: {
      key: "voucher_points_returned",
      params: { order: orderName, ...rewardParams(redemption) },
    },
  } as const;
  const owedAgain = leastPoints(forgivenSince, redemption.points);
  return giveBack(context, { ...returned, endedAt: context.now }, "redeemed", entry, owedAgain);
}
