// The points that a tier gives its members on entering it.
import type { Instant } from "../calendar/instant.ts";
import type { Points } from "../points/points.ts";
import { applyPostings } from "./apply-postings.ts";
import type { EntryDraft, LedgerChange, LotState, MemberLedger, PostingDraft } from "./entry.ts";
import { emptyLot, withLot } from "./lot.ts";
import { receivePoints } from "./receive-points.ts";

export interface TierEntry {
  /** The member's balances; every lot that holds available points where the member owes any. */
  readonly ledger: MemberLedger;
  readonly tier: { readonly id: string; readonly name: string };
  /** Above zero. */
  readonly points: Points;
  /** The year of the entry in the shop's calendar. */
  readonly year: number;
  readonly programVersionId: string;
  /** The lot that the points form: its id, and when it ends. */
  readonly lot: Pick<LotState, "id" | "expiresAt">;
  /** When the tier was entered. */
  readonly enteredAt: Instant;
  readonly now: Instant;
}

/**
 * Names the reward of a tier and year: once it stands in the ledger, `decideTierEntry` is not asked
 * again. Rule: entry points are given once a year (docs/engine.md §6).
 */
export function tierEntryKey(memberId: string, tierId: string, year: number): string {
  return `tier/${memberId}/${tierId}/${year}`;
}

/**
 * Issues the points into a lot of their own. They first repay what the member owes, and end at once
 * where the lot has ended by now. Rule: docs/engine.md §6.
 */
export function decideTierEntry(entering: TierEntry): LedgerChange {
  const { ledger, tier, points, enteredAt, programVersionId, now } = entering;
  const lot = emptyLot({
    ...entering.lot,
    orderId: null,
    accruedAt: enteredAt,
    releasesAt: null,
    termsVersionId: programVersionId,
  });
  const postings: PostingDraft[] = [{ lotId: lot.id, from: "issued", to: "available", points }];
  const entry: EntryDraft = {
    key: tierEntryKey(ledger.memberId, tier.id, entering.year),
    kind: "tier_entry",
    memberId: ledger.memberId,
    orderId: null,
    redemptionId: null,
    programVersionId,
    actor: "system",
    explanation: { key: "tier_entered", params: { tier: tier.name, points: points.toString() } },
    occurredAt: enteredAt,
    postings,
  };
  const given = { entries: [entry], ledger: applyPostings(withLot(ledger, lot), postings) };
  return receivePoints(given, [lot.id], { ...entry, key: `${entry.key}/repayment` }, now);
}
