// What Shopify's answer to the creation of a voucher means: issued, refused, or not known for now.
import { applyPostings } from "../ledger/allocate.ts";
import type { EntryDraft } from "../ledger/entry.ts";
import {
  ownPostings,
  redemptionEntry,
  rewardAmount,
  unchanged,
  withoutPostings,
} from "./redemption.ts";
import type { Redemption, RedemptionContext, RedemptionDecision } from "./redemption.ts";

/**
 * Shopify confirmed the voucher: `reserved → redeemed` of the same lots. Unchanged from any later
 * state.
 */
export function decideIssued(context: RedemptionContext): RedemptionDecision {
  const { redemption, now } = context;
  if (!isOpenReservation(redemption)) return unchanged(redemption);
  return moveReserved(context, { status: "issued", issuedAt: now }, "redeemed", {
    key: "posted",
    kind: "redemption_posted",
    explanation: {
      key: "redeemed",
      params: { reward: redemption.reward.id, ...rewardAmount(redemption) },
    },
  });
}

/**
 * Shopify definitely refused the voucher: `reserved → available` of the same lots, and `refusal`
 * says why.
 */
export function decideRefused(context: RedemptionContext, refusal: string): RedemptionDecision {
  const { redemption, now } = context;
  if (!isOpenReservation(redemption)) return unchanged(redemption);
  return moveReserved(context, { status: "refused", refusal, endedAt: now }, "available", {
    key: "voided",
    kind: "redemption_voided",
    explanation: { key: "redemption_refused", params: rewardAmount(redemption) },
  });
}

/**
 * The shop was uninstalled before Shopify answered: points stay reserved until the app is installed
 * again.
 */
export function decideUnsettled(context: RedemptionContext): RedemptionDecision {
  const { redemption } = context;
  if (redemption.status !== "reserved") return unchanged(redemption);
  return withoutPostings(context, { status: "unsettled" });
}

/** Points are held and Shopify's answer is still open. */
export function isOpenReservation(redemption: Redemption): boolean {
  return redemption.status === "reserved" || redemption.status === "unsettled";
}

/** Ends the reservation by moving its points on, each from the lot in which it lies. */
export function moveReserved(
  context: RedemptionContext,
  changes: Partial<Redemption>,
  to: "redeemed" | "available",
  entry: Pick<EntryDraft, "key" | "kind" | "explanation">,
): RedemptionDecision {
  const { redemption, allocations, ledger, now } = context;
  const postings = ownPostings(allocations, "reserved", to);
  const draft = redemptionEntry(redemption, {
    ...entry,
    actor: "system",
    occurredAt: now,
    postings,
  });
  return {
    outcome: "changed",
    redemption: { ...redemption, ...changes },
    change: { entries: [draft], ledger: applyPostings(ledger, postings) },
  };
}
