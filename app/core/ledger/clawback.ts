// Taking points back from a member, always in full.
import type { Points } from "../points/points.ts";
import type { LotAccount } from "./accounts.ts";
import { allocate } from "./allocate.ts";
import type { LotState, MemberLedger, PostingDraft } from "./entry.ts";

/**
 * Moves `points` back to `issued`: from the order's own lot first (what waits for its release, then
 * what is available), then from what other lots have available, earliest expiry first, then from
 * what waits in them. What is missing then becomes a shortfall on the own lot. Reserved points are
 * never touched.
 */
export function clawbackPostings(
  ledger: MemberLedger,
  ownLotId: string,
  points: Points,
): readonly PostingDraft[] {
  const own = ledger.lots.filter(({ id }) => id === ownLotId);
  const others = ledger.lots.filter(({ id }) => id !== ownLotId);
  const postings: PostingDraft[] = [];
  let missing = points;
  const take = (lots: readonly LotState[], account: LotAccount): void => {
    for (const allocation of allocate(lots, account, missing)) {
      postings.push({ ...allocation, from: account, to: "issued" });
      missing -= allocation.points;
    }
  };
  take(own, "pending");
  take(own, "available");
  take(others, "available");
  take(others, "pending");
  if (missing > 0n) {
    postings.push({ lotId: ownLotId, from: "shortfall", to: "issued", points: missing });
  }
  return postings;
}
