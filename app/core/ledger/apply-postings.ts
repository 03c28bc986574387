// What a set of postings leaves behind.
import type { MemberAccount } from "./accounts.ts";
import { isInflow, isLotAccount } from "./accounts.ts";
import type { LotState, MemberBalances, MemberLedger, PostingDraft } from "./entry.ts";

/**
 * The member's ledger after the postings. Throws when a posting names a lot that was not loaded,
 * moves nothing, or would leave a lot or balance below zero: decisions never ask for that, so it is
 * a programmer's mistake.
 */
export function applyPostings(
  ledger: MemberLedger,
  postings: readonly PostingDraft[],
): MemberLedger {
  const lots = new Map(ledger.lots.map((lot) => [lot.id, lot]));
  let { balances } = ledger;
  for (const posting of postings) {
    const { from, to, points } = posting;
    if (points <= 0n) throw new RangeError("A posting moves a positive number of points");
    const lot = lots.get(posting.lotId);
    if (!lot) throw new RangeError(`Lot ${posting.lotId} is not loaded`);
    const after = addToLot(lot, posting);
    balances = addToBalances(balances, posting);
    if (isOverdrawn(after)) {
      throw new RangeError(`Lot ${lot.id} has too few points for ${from} → ${to} of ${points}`);
    }
    if (Object.values(balances).some((balance) => balance < 0n)) {
      throw new RangeError(`The balances are too small for ${from} → ${to} of ${points}`);
    }
    lots.set(lot.id, after);
  }
  return { ...ledger, balances, lots: [...lots.values()] };
}

/** The lot after one posting, whether the points were there or not. */
export function addToLot(lot: LotState, { from, to, points }: PostingDraft): LotState {
  const after = { ...lot };
  if (isLotAccount(from)) after[from] -= points;
  if (isLotAccount(to)) after[to] += points;
  if (from === "expired") after.expired -= points;
  if (to === "expired") after.expired += points;
  if (isInflow(from, to)) after.original += points;
  return after;
}

/** The balances after one posting, whether the points were there or not. */
export function addToBalances(
  balances: MemberBalances,
  { from, to, points }: PostingDraft,
): MemberBalances {
  const after = { ...balances };
  if (isMemberAccount(from)) after[from] += from === "shortfall" ? points : -points;
  if (isMemberAccount(to)) after[to] += to === "shortfall" ? -points : points;
  return after;
}

function isOverdrawn({ pending, available, reserved, expired }: LotState): boolean {
  return pending < 0n || available < 0n || reserved < 0n || expired < 0n;
}

function isMemberAccount(account: string): account is MemberAccount {
  return account === "shortfall" || isLotAccount(account as MemberAccount);
}
