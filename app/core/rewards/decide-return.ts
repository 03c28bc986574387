// A voucher that is given up: switched off first, its points returned once it is proven unused.
import { applyPostings } from "../ledger/allocate.ts";
import type { Actor } from "../ledger/entry.ts";
import { repayShortfall } from "../ledger/repay-shortfall.ts";
import {
  ownPostings,
  redemptionEntry,
  rewardAmount,
  unchanged,
  withoutPostings,
} from "./redemption.ts";
import type { RedemptionContext, RedemptionDecision, ReturnReason } from "./redemption.ts";

/**
 * The voucher is to be switched off. Only an issued one can be; points stay spent until
 * `decideReturned`.
 */
export function decideReturning(
  context: RedemptionContext,
  returnReason: ReturnReason,
): RedemptionDecision {
  const { redemption } = context;
  if (redemption.status !== "issued") return unchanged(redemption);
  return withoutPostings(context, { status: "returning", returnReason });
}

/** Shopify confirmed that the code no longer works. */
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
 * returning and switched off.
 */
export function decideReturned(context: RedemptionContext): RedemptionDecision {
  const { redemption, allocations, now } = context;
  if (redemption.status !== "returning" || redemption.deactivatedAt === null) {
    return unchanged(redemption);
  }
  const actor: Actor = "system";
  const postings = ownPostings(allocations, "redeemed", "available");
  const entry = redemptionEntry(redemption, {
    key: "returned",
    kind: "voucher_returned",
    actor,
    explanation: { key: "voucher_returned", params: rewardAmount(redemption) },
    occurredAt: now,
    postings,
  });
  const repaid = repayShortfall(applyPostings(context.ledger, postings), {
    key: `redemption/${redemption.id}/repayment`,
    orderId: null,
    redemptionId: redemption.id,
    programVersionId: redemption.programVersionId,
    actor,
    occurredAt: now,
  });
  return {
    outcome: "changed",
    redemption: { ...redemption, status: "returned", endedAt: now },
    change: { entries: [entry, ...repaid.entries], ledger: repaid.ledger },
  };
}
