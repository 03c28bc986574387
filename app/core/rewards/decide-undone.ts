// What is no discount code is over after a while; where nothing in Shopify carries it, a merchant
// can undo it.
import type { Actor } from "../ledger/entry.ts";
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import { carrierOf, isVoucherRedemption } from "./carrier.ts";
import { giveBack } from "./give-back.ts";
import { unchanged, withoutPostings } from "./redemption.ts";
import type { RedemptionContext, RedemptionDecision } from "./redemption.ts";

/**
 * Its end has come, and its points stay spent: money that is left of a gift card or credit is lost.
 * Unchanged before, and for discount codes, which give their points back. Rule: docs/engine.md §3,
 * docs/rewards.md.
 */
export function decideOver(context: RedemptionContext): RedemptionDecision {
  const { redemption, now } = context;
  const isOver = redemption.expiresAt !== null && redemption.expiresAt <= now;
  const isVoucher = isVoucherRedemption(redemption);
  if (!isOver || redemption.status !== "issued" || isVoucher) return unchanged(redemption);
  return withoutPostings(context, { status: "used", endedAt: now });
}

/** Who undoes it, and why: the member reads it. */
export interface Undoing {
  readonly actor: Actor;
  readonly reason: string;
}

/**
 * The merchant takes it back: `redeemed → available` of the lots that gave the points, which first
 * repays what the member owes. Unchanged unless it is had, or was, and nothing in Shopify carries
 * it. `forgivenSince` is what was written off meanwhile because points were spent for good: as far
 * as these very points come back, it is owed again, as `decideRefundedUse` tells. Rule:
 * docs/engine.md §3, docs/rewards.md.
 */
export function decideUndone(
  context: RedemptionContext,
  { actor, reason }: Undoing,
  forgivenSince: Points,
): RedemptionDecision {
  const { redemption, now } = context;
  const isHad = redemption.status === "issued" || redemption.status === "used";
  if (!isHad || !isUncarried(context)) return unchanged(redemption);
  const returned = { status: "returned", returnReason: "cancelled_by_merchant" } as const;
  const entry = {
    key: "undone",
    kind: "voucher_returned",
    actor,
    explanation: { key: "adjusted", params: { reason } },
  } as const;
  const owedAgain = leastPoints(forgivenSince, redemption.points);
  return giveBack(context, { ...returned, endedAt: now }, "redeemed", entry, owedAgain);
}

/**
 * The occasion of a gift that nothing in Shopify carries is gone: it is not had any more. Unchanged
 * unless it is had, and for everything else. Rule: docs/rewards.md, "Gifts".
 */
export function decideGiftUndone(context: RedemptionContext): RedemptionDecision {
  const { redemption, now } = context;
  const { status, occasion } = redemption;
  if (status !== "issued" || occasion === null || !isUncarried(context)) {
    return unchanged(redemption);
  }
  const returned = { status: "returned", returnReason: "occasion_gone" } as const;
  return withoutPostings(context, { ...returned, endedAt: now });
}

function isUncarried({ redemption }: RedemptionContext): boolean {
  return carrierOf(redemption.reward.kind) === "none";
}
