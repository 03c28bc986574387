// Proof that three tellings of the same points agree: postings, lots and balances.
import type { Account, LotAccount } from "./accounts.ts";
import { isInflow, isLotAccount } from "./accounts.ts";
import type { LotState, MemberBalances, PostingDraft } from "./entry.ts";

/** Everything that is told of one member. */
export interface ProvenRecords {
  readonly memberId: string;
  readonly postings: readonly PostingDraft[];
  readonly lots: readonly LotState[];
  readonly balances: MemberBalances;
}

/** One disagreement: where, and the two figures. */
export interface Discrepancy {
  readonly memberId: string;
  /** Null where the member's balance disagrees, not a lot. */
  readonly lotId: string | null;
  readonly account: Account | "original";
  /** What the postings say. */
  readonly posted: bigint;
  /** What the lot or the balance says. */
  readonly stored: bigint;
}

const LOT_ACCOUNTS: readonly LotAccount[] = ["pending", "available", "reserved"];
const LOT_FIGURES = [...LOT_ACCOUNTS, "expired"] as const;

/** Every place where lots or balances differ from the postings. Empty when all is well. */
export function verifyLedger(records: ProvenRecords): readonly Discrepancy[] {
  const lotSums = sumByLot(records.postings);
  const found: Discrepancy[] = [];
  const expect = (
    lotId: string | null,
    account: Discrepancy["account"],
    posted: bigint,
    stored: bigint,
  ): void => {
    if (posted !== stored) {
      found.push({ memberId: records.memberId, lotId, account, posted, stored });
    }
  };
  const known = new Map(records.lots.map((lot) => [lot.id, lot]));
  for (const lotId of new Set([...known.keys(), ...lotSums.keys()])) {
    const sums = lotSums.get(lotId) ?? NO_SUMS;
    const lot = known.get(lotId);
    expect(lotId, "original", sums.original, lot?.original ?? 0n);
    for (const account of LOT_FIGURES) expect(lotId, account, sums[account], lot?.[account] ?? 0n);
  }
  const sums = [...lotSums.values()];
  for (const account of LOT_ACCOUNTS) {
    expect(null, account, total(sums, account), records.balances[account]);
  }
  expect(null, "shortfall", -total(sums, "shortfall"), records.balances.shortfall);
  return found;
}

type Summed = LotAccount | "shortfall" | "expired";

interface LotSums extends Record<Summed | "original", bigint> {}

const NO_SUMS: LotSums = {
  pending: 0n,
  available: 0n,
  reserved: 0n,
  shortfall: 0n,
  expired: 0n,
  original: 0n,
};

function sumByLot(postings: readonly PostingDraft[]): Map<string, LotSums> {
  const byLot = new Map<string, LotSums>();
  for (const { lotId, from, to, points } of postings) {
    const sums = byLot.get(lotId) ?? { ...NO_SUMS };
    if (isSummed(from)) sums[from] -= points;
    if (isSummed(to)) sums[to] += points;
    if (isInflow(from, to)) sums.original += points;
    byLot.set(lotId, sums);
  }
  return byLot;
}

function isSummed(account: Account): account is Summed {
  return isLotAccount(account) || account === "shortfall" || account === "expired";
}

function total(sums: readonly LotSums[], account: keyof LotSums): bigint {
  return sums.reduce((value, lot) => value + lot[account], 0n);
}
