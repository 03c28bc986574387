// Releases, expiries and transfers come of the calendar or of other members, not of one order or
// voucher: their entries are numbered per member.
import { applyPostings } from "./apply-postings.ts";
import type { EntryDraft, LedgerChange, MemberLedger } from "./entry.ts";

const KEY_WORDS = {
  release: "release",
  expiry: "expiry",
  transfer_out: "transfer-out",
  transfer_in: "transfer-in",
} as const;
export type TurnKind = keyof typeof KEY_WORDS;

export type TurnDraft = Pick<
  EntryDraft,
  "orderId" | "programVersionId" | "explanation" | "occurredAt" | "postings"
> & { readonly kind: TurnKind };

/** Writes one more turn into the ledger; its key is `expiry/MEMBER/3`. */
export function takeTurn(ledger: MemberLedger, draft: TurnDraft): LedgerChange {
  const turnCount = ledger.turnCount + 1;
  const entry: EntryDraft = {
    ...draft,
    key: `${KEY_WORDS[draft.kind]}/${ledger.memberId}/${turnCount}`,
    memberId: ledger.memberId,
    redemptionId: null,
    actor: "system",
  };
  return {
    entries: [entry],
    ledger: { ...applyPostings(ledger, draft.postings), turnCount },
  };
}

/** Whether entries of the kind are counted as turns. */
export function isTurn(kind: string): kind is TurnKind {
  return Object.hasOwn(KEY_WORDS, kind);
}
