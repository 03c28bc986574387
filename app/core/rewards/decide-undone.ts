// What nothing in Shopify carries: it is over after a while, and a merchant can undo it.
import type { Actor } from "../ledger/entry.ts";
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import { carrierOf } from "./carrier.ts";
import { giveBack } from "./give-back.ts";
import { unchanged, withoutPostings } from "./redemption.ts";
import type { RedemptionContext, RedemptionDecision } from "./redemption.ts";

/**
 * Nothing more can be had of it; its points were spent when it was redeemed. Rule: docs/engine.md
 * §3, docs/rewards.md.
 */
export function decideOver(context: RedemptionContext): RedemptionDecision {
  const { redemption, now } = context;
  const isOver = redemption.expiresAt !== null && redemption.expiresAt <= now;
  if (!isOver || redemption.status !== "issued" || !isUncarried(context)) {
    return unchanged(redemption);
  }
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

function isUncarried({ redemption }: RedemptionContext): boolean {
  return carrierOf(redemption.reward.kind) === "none";
}
