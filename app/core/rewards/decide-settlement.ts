// What Shopify's answer to the creation of a voucher means: issued, refused, or not known for now.
import { applyPostings } from "../ledger/apply-postings.ts";
import type { EntryDraft } from "../ledger/entry.ts";
import type { ShortfallTerms } from "../ledger/forgive-shortfall.ts";
import { forgiveSpent } from "./forgive-spent.ts";
import { giveBack } from "./give-back.ts";
import {
  journalled,
  ownPostings,
  redemptionEntry,
  rewardParams,
  unchanged,
  withoutPostings,
} from "./redemption.ts";
import type { Redemption, RedemptionContext, RedemptionDecision } from "./redemption.ts";

/**
 * Shopify confirmed the voucher: `reserved → redeemed` of the same lots. Unchanged from any later
 * state. Rule: docs/engine.md §8.
 */
export function decideIssued(context: RedemptionContext): RedemptionDecision {
  const { redemption, now } = context;
  if (!isOpenReservation(redemption)) return unchanged(redemption);
  return spendReserved(
    context,
    { status: "issued", issuedAt: now },
    {
      key: "posted",
      kind: "redemption_posted",
      explanation: {
        key: "redeemed",
        params: { reward: redemption.reward.id, ...rewardParams(redemption) },
      },
    },
  );
}

/**
 * The member has money for their points, which nobody can give up: as `decideIssued`, and by
 * program policy what was owed for the points is forgiven, which are spent for good from now on.
 * `terms` are about the member's vouchers. Unchanged from any later state. Rule: docs/engine.md §3.
 */
export function decideGiven(context: RedemptionContext, terms: ShortfallTerms): RedemptionDecision {
  return forgiveSpent(context, decideIssued(context), terms);
}

/**
 * Shopify definitely refused the voucher: `reserved → available` of the same lots, which first
 * repays what the member owes; `refusal` says why. Rule: docs/engine.md §8.
 */
export function decideRefused(context: RedemptionContext, refusal: string): RedemptionDecision {
  const { redemption, now } = context;
  if (!isOpenReservation(redemption)) return unchanged(redemption);
  return giveBack(context, { status: "refused", refusal, endedAt: now }, "reserved", {
    key: "voided",
    kind: "redemption_voided",
    explanation: { key: "redemption_refused", params: rewardParams(redemption) },
  });
}

/**
 * The shop was uninstalled before Shopify answered: points stay reserved until the app is installed
 * again. Rule: docs/engine.md §8.
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

/** Ends the reservation by spending its points, each from the lot in which it lies. */
export function spendReserved(
  context: RedemptionContext,
  changes: Partial<Redemption>,
  entry: Pick<EntryDraft, "key" | "kind" | "explanation">,
): RedemptionDecision {
  const { redemption, allocations, ledger, now } = context;
  const postings = ownPostings(allocations, "reserved", "redeemed");
  const draft = redemptionEntry(redemption, {
    ...entry,
    actor: "system",
    occurredAt: now,
    postings,
  });
  return {
    outcome: "changed",
    redemption: { ...redemption, ...changes },
    change: { entries: journalled(draft), ledger: applyPostings(ledger, postings) },
  };
}
