// Taking points back from a member, always in full.
import type { Account } from "./accounts.ts";
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import { allocate } from "./allocate.ts";
import type { MemberLedger, PostingDraft } from "./entry.ts";

/** From where points may be taken: also from what the member can spend, or not. */
export type Reach = "spendable" | "pending_only";

/**
 * Moves `points` back to `issued`: from the order's own lot first (what waits for its release, then
 * what is available, then what expired of it: points that ended unused are not taken from others
 * again), then from what other lots have available, earliest expiry first. What is missing becomes
 * a shortfall on the own lot. Reserved points and the pending points of other orders are never
 * touched. Rule: a clawback is always posted in full (docs/engine.md §3).
 */
export function clawbackPostings(
  ledger: MemberLedger,
  ownLotId: string,
  points: Points,
  reach: Reach,
): readonly PostingDraft[] {
  const own = ledger.lots.find(({ id }) => id === ownLotId);
  const postings: PostingDraft[] = [];
  let missing = points;
  const take = (lotId: string, from: Account, held: Points): void => {
    const taken = leastPoints(held, missing);
    if (taken <= 0n) return;
    postings.push({ lotId, from, to: "issued", points: taken });
    missing -= taken;
  };
  if (own) {
    take(ownLotId, "pending", own.pending);
    if (reach === "spendable") take(ownLotId, "available", own.available);
    take(ownLotId, "expired", own.expired);
  }
  if (reach === "spendable") {
    const others = ledger.lots.filter(({ id }) => id !== ownLotId);
    for (const allocation of allocate(others, "available", missing)) {
      take(allocation.lotId, "available", allocation.points);
    }
  }
  take(ownLotId, "shortfall", missing);
  return postings;
}
