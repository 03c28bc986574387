// What the entries of a ledger in memory tell of what was taken, written off and paid.
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { Account } from "../../app/core/ledger/accounts.ts";
import type { EntryDraft, PostingDraft } from "../../app/core/ledger/entry.ts";
import type { OrderStep, WriteOff } from "../../app/core/ledger/owed-again.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";

export interface WrittenEntry extends EntryDraft {
  readonly recordedAt: Instant;
}

export function stepsOf(journal: readonly WrittenEntry[], orderId: string): OrderStep[] {
  return journal
    .filter((entry) => entry.orderId === orderId)
    .map(({ key, postings, recordedAt, explanation }) => ({
      entryKey: key,
      points: leaving(postings, "issued"),
      recordedAt,
      isMove: explanation.key === "order_moved",
    }));
}

/** One policy decided about all of them. */
export function writeOffsOf(
  journal: readonly WrittenEntry[],
  policy: ProgramDocument["shortfallPolicy"],
): WriteOff[] {
  return journal
    .map(({ key, postings, orderId, recordedAt }) => ({
      entryKey: key,
      points: leaving(postings, "forgiven"),
      orderId,
      recordedAt,
      spentAt: null,
      isOwnOnly: orderId !== null && policy === "pending_only",
    }))
    .filter(({ points }) => points !== 0n);
}

/** What an account of the program gives, less what it receives. */
function leaving(postings: readonly PostingDraft[], account: Account): bigint {
  return postings.reduce((sum, { from, to, points }) => {
    if (from === account) return sum + points;
    return to === account ? sum - points : sum;
  }, 0n);
}
