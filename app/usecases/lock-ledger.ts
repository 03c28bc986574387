// A member's ledger under its lock: balances, the lots that hold points, and the lots that are
// asked for by name.
import type { LotState, MemberLedger } from "../core/ledger/entry.ts";
import { loadLots, loadNamedLots } from "../db/ledger-store.ts";
import { lockMembers } from "../db/member-store.ts";
import type { LockedMember } from "../db/member-store.ts";
import type { Transaction } from "../db/transaction.ts";

export interface LockedLedger {
  readonly member: LockedMember;
  readonly ledger: MemberLedger;
}

/** Nothing where there is no such member. */
export async function lockLedger(
  tx: Transaction,
  shopId: bigint,
  memberId: string,
  lotIds: readonly string[] = [],
): Promise<LockedLedger | undefined> {
  const [member] = await lockMembers(tx, [{ shopId, id: memberId }]);
  if (member === undefined) return undefined;
  const lots = new Map<string, LotState>();
  const holding = await loadLots(tx, [{ shopId, id: memberId }]);
  const named = await loadNamedLots(
    tx,
    lotIds.map((id) => ({ shopId, memberId, id })),
  );
  for (const found of [holding, named]) {
    for (const lot of found.get(memberId) ?? []) lots.set(lot.id, lot);
  }
  return { member, ledger: ledgerOf(member, [...lots.values()]) };
}

/** The ledger of a locked member, as far as its lots are loaded. */
export function ledgerOf(member: LockedMember, lots: readonly LotState[]): MemberLedger {
  const { id: memberId, balances, balanceExpiresAt, turnCount } = member;
  return { memberId, balances, lots, balanceExpiresAt, turnCount };
}
