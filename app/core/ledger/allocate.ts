// Which lots give points, and what a set of postings leaves behind.
import type { Points } from "../points/points.ts";
import { leastPoints } from "../points/points.ts";
import type { LotAccount, MemberAccount } from "./accounts.ts";
import { isLotAccount } from "./accounts.ts";
import type { LotState, MemberBalances, MemberLedger, PostingDraft } from "./entry.ts";

/** Points taken from one lot. */
export interface Allocation {
  readonly lotId: string;
  readonly points: Points;
}

/**
 * Takes up to `wanted` points from the lots' `account`: the earliest expiry first, then the oldest
 * lot; lots that never expire come last. Returns fewer points than wanted where the lots hold
 * fewer.
 */
export function allocate(
  lots: readonly LotState[],
  account: LotAccount,
  wanted: Points,
): readonly Allocation[] {
  const allocations: Allocation[] = [];
  let missing = wanted;
  for (const lot of lots.toSorted(compareForSpending)) {
    if (missing <= 0n) break;
    const points = leastPoints(lot[account], missing);
    if (points <= 0n) continue;
    allocations.push({ lotId: lot.id, points });
    missing -= points;
  }
  return allocations;
}

/** The points of all allocations together. */
export function allocatedPoints(allocations: readonly Allocation[]): Points {
  return allocations.reduce((total, allocation) => total + allocation.points, 0n);
}

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
  let balances = ledger.balances;
  for (const posting of postings) {
    if (posting.points <= 0n) throw new RangeError("A posting moves a positive number of points");
    const lot = lots.get(posting.lotId);
    if (!lot) throw new RangeError(`Lot ${posting.lotId} is not loaded`);
    lots.set(lot.id, lotAfter(lot, posting));
    balances = balancesAfter(balances, posting);
  }
  return { memberId: ledger.memberId, balances, lots: [...lots.values()] };
}

function compareForSpending(a: LotState, b: LotState): number {
  if (a.expiresAt !== b.expiresAt) {
    if (a.expiresAt === null) return 1;
    if (b.expiresAt === null) return -1;
    return a.expiresAt - b.expiresAt;
  }
  if (a.accruedAt !== b.accruedAt) return a.accruedAt - b.accruedAt;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function lotAfter(lot: LotState, { from, to, points }: PostingDraft): LotState {
  const after = { ...lot };
  if (isLotAccount(from)) after[from] -= points;
  if (isLotAccount(to)) after[to] += points;
  if ((from === "issued" || from === "adjusted") && isLotAccount(to)) after.original += points;
  if (after.pending < 0n || after.available < 0n || after.reserved < 0n) {
    throw new RangeError(`Lot ${lot.id} has too few points for ${from} → ${to} of ${points}`);
  }
  return after;
}

function balancesAfter(
  balances: MemberBalances,
  { from, to, points }: PostingDraft,
): MemberBalances {
  const after = { ...balances };
  if (isMemberAccount(from)) after[from] += from === "shortfall" ? points : -points;
  if (isMemberAccount(to)) after[to] += to === "shortfall" ? -points : points;
  if (after.pending < 0n || after.available < 0n || after.reserved < 0n || after.shortfall < 0n) {
    throw new RangeError(`The balances are too small for ${from} → ${to} of ${points}`);
  }
  return after;
}

function isMemberAccount(account: string): account is MemberAccount {
  return account === "shortfall" || isLotAccount(account as MemberAccount);
}
