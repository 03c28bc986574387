// Points of a redemption that go back to the member, whether Shopify refused the voucher or it
// ended unused.
import { applyPostings } from "../ledger/apply-postings.ts";
import type { EntryDraft } from "../ledger/entry.ts";
import { receivePoints } from "../ledger/receive-points.ts";
import { ownPostings, redemptionEntry } from "./redemption.ts";
import type { Redemption, RedemptionContext, RedemptionStep } from "./redemption.ts";

/**
 * Moves the redemption's points from where they are to `available` of the lots that they came from.
 * What the member owes is repaid from them at once; in lots that have ended meanwhile the rest ends
 * at once. Rule: returns go back to their lots and keep their expiry (design §3).
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
  const back = { entries: [draft], ledger: applyPostings(context.ledger, postings) };
  const lotIds = allocations.map(({ lotId }) => lotId);
  const change = receivePoints(back, lotIds, { ...draft, key: `${draft.key}/repayment` }, now);
  return { outcome: "changed", redemption: { ...redemption, ...changes }, change };
}
