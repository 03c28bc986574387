// What a member owes for points that are spent for good by now, written off where the program says
// so.
import { forgiveShortfall } from "../ledger/forgive-shortfall.ts";
import type { ShortfallTerms } from "../ledger/forgive-shortfall.ts";
import type { RedemptionContext, RedemptionDecision } from "./redemption.ts";

/**
 * The decision that spends a redemption's points for good, and the forgiveness of what was owed for
 * them: at most what it cost. `terms` are about the member's other vouchers. Unchanged where the
 * decision is. Rule: docs/engine.md §3.
 */
export function forgiveSpent(
  context: RedemptionContext,
  decision: RedemptionDecision,
  terms: ShortfallTerms,
): RedemptionDecision {
  const lotId = context.allocations[0]?.lotId;
  if (decision.outcome === "unchanged" || lotId === undefined) return decision;
  const { redemption, change } = decision;
  const forgiven = forgiveShortfall(change.ledger, redemption.points, terms, {
    key: `redemption/${redemption.id}/forgiveness`,
    orderId: null,
    redemptionId: redemption.id,
    programVersionId: redemption.programVersionId,
    actor: "system",
    occurredAt: context.now,
    lotId,
  });
  const entries = [...change.entries, ...forgiven.entries];
  return { ...decision, change: { entries, ledger: forgiven.ledger } };
}
