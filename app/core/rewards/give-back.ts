// Points of a redemption that go back to the member, whether Shopify refused the voucher or it
// ended unused.
import { applyPostings } from "../ledger/apply-postings.ts";
import type { Allocation } from "../ledger/allocate.ts";
import { endOfEmptied } from "../expiry/catch-up.ts";
import type { EntryDraft, MemberLedger, PostingDraft } from "../ledger/entry.ts";
import { isEmpty } from "../ledger/lot.ts";
import { receivePoints } from "../ledger/receive-points.ts";
import type { Points } from "../points/points.ts";
import { journalled, ownPostings, redemptionEntry } from "./redemption.ts";
import type { Redemption, RedemptionContext, RedemptionStep } from "./redemption.ts";

/**
 * Moves the redemption's points from where they are to `available` of the lots that they came from.
 * What the member owes is repaid from them at once; in lots that have ended meanwhile the rest ends
 * at once. `owedAgain` was written off because these points were thought to be gone, and is owed
 * again. Rule: returns go back to their lots, and end as if they had been there all the time
 * (docs/engine.md §3).
 */
export function giveBack(
  context: RedemptionContext,
  changes: Partial<Redemption>,
  from: "reserved" | "redeemed",
  entry: Pick<EntryDraft, "key" | "kind" | "explanation"> & Partial<Pick<EntryDraft, "actor">>,
  owedAgain: Points = 0n,
): RedemptionStep {
  const { redemption, allocations, now } = context;
  const ledger = withEndsOfNow(context);
  const postings = [
    ...ownPostings(allocations, from, "available"),
    ...postingsOwedAgain(allocations, owedAgain),
  ];
  const draft = redemptionEntry(redemption, {
    actor: "system",
    ...entry,
    occurredAt: now,
    postings,
  });
  const back = { entries: journalled(draft), ledger: applyPostings(ledger, postings) };
  const lotIds = allocations.map(({ lotId }) => lotId);
  const change = receivePoints(back, lotIds, { ...draft, key: `${draft.key}/repayment` }, now);
  return { outcome: "changed", redemption: { ...redemption, ...changes }, change };
}

/** Lots that held nothing did not follow the program and the tier; those of the voucher do now. */
function withEndsOfNow({ ledger, allocations, missed }: RedemptionContext): MemberLedger {
  if (!missed) return ledger;
  const own = new Set(allocations.map(({ lotId }) => lotId));
  const lots = ledger.lots.map((lot) => {
    const changes = missed.get(lot.id);
    if (!changes || !own.has(lot.id) || !isEmpty(lot)) return lot;
    const expiresAt = endOfEmptied(lot, changes);
    return expiresAt === lot.expiresAt ? lot : { ...lot, expiresAt };
  });
  return { ...ledger, lots };
}

function postingsOwedAgain(
  [first]: readonly Allocation[],
  points: Points,
): readonly PostingDraft[] {
  if (!first || points <= 0n) return [];
  return [{ lotId: first.lotId, from: "shortfall", to: "forgiven", points }];
}
