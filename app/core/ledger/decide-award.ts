// Points for something else than an order: given once, and taken back once where that fell through.
import type { Instant } from "../calendar/instant.ts";
import type { Explanation } from "../explanations/explanation.ts";
import type { Points } from "../points/points.ts";
import { applyPostings } from "./apply-postings.ts";
import { followedBy } from "./change.ts";
import { clawbackPostings } from "./clawback.ts";
import type { EntryDraft, LedgerChange, LotState, MemberLedger, PostingDraft } from "./entry.ts";
import { forgiveShortfall } from "./forgive-shortfall.ts";
import type { ShortfallTerms } from "./forgive-shortfall.ts";
import { emptyLot, withLot } from "./lot.ts";
import { receivePoints } from "./receive-points.ts";

/** What both entries of an award say. */
interface AwardName {
  /** What happened, and the rule that rewards it: both together name the award in its shop. */
  readonly occurrence: string;
  readonly ruleId: string;
  /** Above zero. */
  readonly points: Points;
  readonly programVersionId: string;
  readonly explanation: Explanation;
  readonly now: Instant;
}

export interface Award extends AwardName {
  /** The member's balances; every lot that holds available points where the member owes any. */
  readonly ledger: MemberLedger;
  /** The lot of the points: its id, when they can be spent (null: at once), and their end. */
  readonly lot: Pick<LotState, "id" | "releasesAt" | "expiresAt">;
  readonly occurredAt: Instant;
}

/** `action/<occurrence>/<rule>/award/1`. Rule: an occurrence is rewarded once by each rule. */
export function awardKey({ occurrence, ruleId }: Pick<AwardName, "occurrence" | "ruleId">): string {
  return `action/${occurrence}/${ruleId}/award/1`;
}

function takenBackKey({ occurrence, ruleId }: Pick<AwardName, "occurrence" | "ruleId">): string {
  return `action/${occurrence}/${ruleId}/taken-back/1`;
}

/**
 * Issues the points into a lot of their own: pending where they wait, else available, where they
 * first repay what the member owes, and end at once where the lot has ended by now. Rule:
 * docs/earning.md, "What becomes of the points".
 */
export function decideAward(award: Award): LedgerChange {
  const { points, programVersionId, now, occurredAt } = award;
  const waits = award.lot.releasesAt !== null && award.lot.releasesAt > now;
  const lot = emptyLot({
    ...award.lot,
    releasesAt: waits ? award.lot.releasesAt : null,
    orderId: null,
    accruedAt: occurredAt,
    termsVersionId: programVersionId,
  });
  const to = waits ? "pending" : "available";
  const postings: PostingDraft[] = [{ lotId: lot.id, from: "issued", to, points }];
  const entry = entryOf(award, { kind: "award", key: awardKey(award), occurredAt, postings });
  const given = { entries: [entry], ledger: applyPostings(withLot(award.ledger, lot), postings) };
  if (waits) return given;
  return receivePoints(given, [lot.id], { ...entry, key: `${entry.key}/repayment` }, now);
}

export interface AwardTakenBack extends AwardName {
  /** The member's balances, the award's own lot, and every lot that holds points. */
  readonly ledger: MemberLedger;
  readonly lotId: string;
  /** What the program says of points that are spent already. */
  readonly terms: ShortfallTerms;
}

/**
 * Takes the points back in full, as a refund does: from their own lot first, then from what else
 * can be spent; what is missing is owed, or written off as the program says. Rule: docs/engine.md
 * §3.
 */
export function decideAwardTakenBack(award: AwardTakenBack): LedgerChange {
  const { ledger, lotId, points, terms, now } = award;
  const reach = terms.shortfallPolicy === "pending_only" ? "pending_only" : "spendable";
  const postings = clawbackPostings(ledger, lotId, points, reach);
  const entry = entryOf(award, {
    kind: "award_taken_back",
    key: takenBackKey(award),
    occurredAt: now,
    postings,
  });
  const taken = { entries: [entry], ledger: applyPostings(ledger, postings) };
  const owed = taken.ledger.balances.shortfall - ledger.balances.shortfall;
  const cause = { ...entry, key: `${entry.key}/forgiven`, lotId };
  return followedBy(taken, (left) => forgiveShortfall(left, owed, terms, cause));
}

function entryOf(
  { ledger, programVersionId, explanation }: Award | AwardTakenBack,
  own: Pick<EntryDraft, "kind" | "key" | "occurredAt" | "postings">,
): EntryDraft {
  return {
    ...own,
    memberId: ledger.memberId,
    orderId: null,
    redemptionId: null,
    programVersionId,
    actor: "system",
    explanation,
  };
}
