// A member's ledger under its lock: balances, the lots that hold points, and the lots that are
// asked for by name.
import type { Instant } from "../core/calendar/instant.ts";
import { ownEnds } from "../core/expiry/own-ends.ts";
import type { LotState, MemberLedger } from "../core/ledger/entry.ts";
import { loadLots, loadNamedLots } from "../db/lot-store.ts";
import { lockMembers } from "../db/member-store.ts";
import type { LockedMember } from "../db/member-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { loadShopTerms } from "./order-batch/shop-terms.ts";
import type { ShopTerms } from "./order-batch/shop-terms.ts";

export interface LockedLedger {
  readonly member: LockedMember;
  readonly ledger: MemberLedger;
}

/** Nothing where there is no such member. */
export async function lockLedger(
  tx: Transaction,
  { shopId, memberId, now }: { shopId: bigint; memberId: string; now: Instant },
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
  const terms = member.balanceExpiresAt === null ? undefined : await termsOf(tx, shopId, now);
  return { member, ledger: ledgerOf(member, [...lots.values()], terms) };
}

/** Where balances end by inactivity, which lots end with them. */
async function termsOf(tx: Transaction, shopId: bigint, now: Instant) {
  return (await loadShopTerms(tx, [shopId], now)).get(shopId);
}

/**
 * The ledger of a locked member, as far as its lots are loaded. `terms` tell which lots end with
 * the balance; without them all do.
 */
export function ledgerOf(
  member: LockedMember,
  lots: readonly LotState[],
  terms?: ShopTerms,
): MemberLedger {
  const { id: memberId, balances, balanceExpiresAt, turnCount, tier } = member;
  const ledger = { memberId, balances, lots, balanceExpiresAt, turnCount };
  if (!terms) return ledger;
  return { ...ledger, ownEnds: ownEnds(terms.periods, terms.current, tier.tierId) };
}
