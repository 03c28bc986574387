// A voucher seen on an order is used, whatever we believed of it before.
import type { Account } from "../ledger/accounts.ts";
import { allocate } from "../ledger/allocate.ts";
import { applyPostings } from "../ledger/apply-postings.ts";
import type { PostingDraft } from "../ledger/entry.ts";
import type { ShortfallTerms } from "../ledger/forgive-shortfall.ts";
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import { forgiveSpent } from "./forgive-spent.ts";
import { spendReserved } from "./decide-settlement.ts";
import {
  journalled,
  redemptionEntry,
  rewardParams,
  unchanged,
  withoutPostings,
} from "./redemption.ts";
import type { Redemption, RedemptionContext, RedemptionDecision } from "./redemption.ts";

/** The order that carried the code. */
export interface VoucherUse {
  readonly orderId: string;
  readonly orderName: string;
}

/**
 * The step to used, and by program policy the forgiveness of what was owed for the voucher: from
 * now on its points are spent for good. `terms` are about the member's other vouchers.
 *
 * From issued or returning no point moves: they are spent already. From an open reservation
 * Shopify's answer was lost, so the points are spent now. From returned or refused they had gone
 * back and are taken again, the rest as shortfall. The first order that carried the code is kept.
 * Where the points went back because that order was refunded, nothing more that is heard of it
 * changes anything. Rule: docs/engine.md §3.
 */
export function decideUsed(
  context: RedemptionContext,
  use: VoucherUse,
  terms: ShortfallTerms,
): RedemptionDecision {
  const late = context.redemption.endedAt !== null;
  const decision = decideUse(context, use);
  return late ? decision : forgiveSpent(context, decision, terms);
}

function decideUse(context: RedemptionContext, use: VoucherUse): RedemptionDecision {
  const { redemption, now } = context;
  const used = { status: "used", usedOrderId: use.orderId, endedAt: now } as const;
  switch (redemption.status) {
    case "used":
      return unchanged(redemption);
    case "issued":
    case "returning":
      return withoutPostings(context, used);
    case "reserved":
    case "unsettled":
      return spendReserved(
        context,
        { ...used, issuedAt: now },
        {
          key: "posted",
          kind: "redemption_posted",
          explanation: {
            key: "redeemed",
            params: { reward: redemption.reward.id, ...rewardParams(redemption) },
          },
        },
      );
    case "returned":
      return isSettledOrder(redemption, use) ? unchanged(redemption) : takeAgain(context, use);
    case "refused":
      return takeAgain(context, use);
  }
}

function isSettledOrder({ returnReason, usedOrderId }: Redemption, use: VoucherUse): boolean {
  return returnReason === "order_refunded" && usedOrderId === use.orderId;
}

function takeAgain(context: RedemptionContext, use: VoucherUse): RedemptionDecision {
  const { redemption, ledger, now } = context;
  const postings = postingsOfLateUse(context);
  const entry = redemptionEntry(redemption, {
    key: `used-late/${use.orderId}`,
    kind: "voucher_used_late",
    actor: "system",
    explanation: {
      key: "voucher_used_late",
      params: { order: use.orderName, ...rewardParams(redemption) },
    },
    occurredAt: now,
    postings,
  });
  return {
    outcome: "changed",
    redemption: { ...redemption, status: "used", usedOrderId: use.orderId, endedAt: now },
    change: { entries: journalled(entry), ledger: applyPostings(ledger, postings) },
  };
}

/**
 * What went back pays first: what is available of the lots that it went to, then what expired of
 * them. Then what is available elsewhere; what is missing becomes a shortfall, booked on the lot
 * that first held the points.
 */
function postingsOfLateUse(context: RedemptionContext): readonly PostingDraft[] {
  const { redemption, allocations, ledger } = context;
  const postings: PostingDraft[] = [];
  let missing = redemption.points;
  const take = (lotId: string, from: Account, held: Points): void => {
    const points = leastPoints(held, missing);
    if (points <= 0n) return;
    postings.push({ lotId, from, to: "redeemed", points });
    missing -= points;
  };
  const lots = new Map(ledger.lots.map((lot) => [lot.id, lot]));
  for (const { lotId, points } of allocations) {
    const { available, expired } = lots.get(lotId) ?? { available: 0n, expired: 0n };
    const own = leastPoints(available, points);
    take(lotId, "available", own);
    take(lotId, "expired", leastPoints(expired, points - own));
  }
  const left = applyPostings(ledger, postings).lots;
  for (const { lotId, points } of allocate(left, "available", missing)) {
    take(lotId, "available", points);
  }
  const lotId = allocations[0]?.lotId;
  if (lotId !== undefined) take(lotId, "shortfall", missing);
  return postings;
}
