// Points of a redemption that go back to the member, whether Shopify refused the voucher or it
// ended unused.
import { applyPostings } from "../ledger/allocate.ts";
import type { EntryDraft } from "../ledger/entry.ts";
import { repayShortfall } from "../ledger/repay-shortfall.ts";
import { ownPostings, redemptionEntry } from "./redemption.ts";
import type { Redemption, RedemptionContext, RedemptionStep } from "./redemption.ts";

/**
 * Moves the redemption's points from where they are to `available` of the lots that they came from.
 * What the member owes is repaid from them at once.
 */
export function giveBack(
  context: RedemptionContext,
  changes: Partial<Redemption>,
  from: "reserved" | "redeemed",
  entry: Pick<EntryDraft, "key" | "kind" | "explanation">,
): RedemptionStep {
  const { redemption, allocations, now } = context;
  const postings = ownPostings(allocations, from, "available");
  const draft = redemptionEntry(redemption, {
    ...entry,
    actor: "system",
    occurredAt: now,
    postings,
  });
  const repaid = repayShortfall(applyPostings(context.ledger, postings), {
    key: `redemption/${redemption.id}/repayment`,
    orderId: null,
    redemptionId: redemption.id,
    programVersionId: redemption.programVersionId,
    actor: "system",
    occurredAt: now,
  });
  return {
    outcome: "changed",
    redemption: { ...redemption, ...changes },
    change: { entries: [draft, ...repaid.entries], ledger: repaid.ledger },
  };
}
