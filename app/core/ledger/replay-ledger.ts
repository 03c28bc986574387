// A member's balances and lots told anew from the journal alone, now or as of any past moment.
import type { Instant } from "../calendar/instant.ts";
import { addToBalances, addToLot } from "./apply-postings.ts";
import { NO_BALANCES } from "./entry.ts";
import type { EntryKind, LotState, MemberBalances, PostingDraft } from "./entry.ts";
import { emptyLot } from "./lot.ts";
import type { NewLot } from "./lot.ts";
import { isTurn } from "./turn.ts";

/** An entry as it stands in the journal. */
export interface JournalEntry {
  readonly kind: EntryKind;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly postings: readonly PostingDraft[];
}

/**
 * Up to which moment, inclusive. `recordedAt`: what the books said then. `occurredAt`: what had
 * happened by then as far as is known today; late news count at their own moment, so points may
 * have been spent, in these figures, before they were there.
 */
export interface ReplayMoment {
  readonly at: Instant;
  readonly by: "recordedAt" | "occurredAt";
}

export interface ReplayedLedger {
  readonly balances: MemberBalances;
  /** Those that a posting named by then, in the order in which that happened. */
  readonly lots: readonly LotState[];
  readonly turnCount: number;
}

/**
 * Adds up the entries of one member. Rule: replaying the journal into an empty state gives the same
 * balances and lots that are stored. Throws when an entry names a lot that is not among `lots`.
 */
export function replayLedger(
  lots: readonly NewLot[],
  entries: readonly JournalEntry[],
  moment: ReplayMoment | null = null,
): ReplayedLedger {
  const known = new Map(lots.map((lot) => [lot.id, lot]));
  const replayed = new Map<string, LotState>();
  let balances = NO_BALANCES;
  let turnCount = 0;
  for (const { kind, postings, ...times } of entries) {
    if (moment && times[moment.by] > moment.at) continue;
    if (isTurn(kind)) turnCount++;
    for (const posting of postings) {
      const lot = replayed.get(posting.lotId) ?? bornOf(known.get(posting.lotId), posting);
      replayed.set(lot.id, addToLot(lot, posting));
      balances = addToBalances(balances, posting);
    }
  }
  return { balances, lots: [...replayed.values()], turnCount };
}

function bornOf(lot: NewLot | undefined, { lotId }: PostingDraft): LotState {
  if (!lot) throw new RangeError(`Lot ${lotId} is in the journal and nowhere else`);
  return emptyLot(lot);
}
