// One member's ledger under the member's lock, as decisions about single members need it.
import type { MemberLedger } from "../core/ledger/entry.ts";
import { loadLots, loadNamedLots } from "./ledger-store.ts";
import { lockMembers } from "./member-store.ts";
import type { LockedMember } from "./member-store.ts";
import type { Sql } from "./pool.ts";
import type { ShopKey } from "./rows.ts";

export interface LockedLedger {
  readonly member: LockedMember;
  /** Balances, the lots that hold points, and the named ones. */
  readonly ledger: MemberLedger;
}

/** Locks a member and loads the ledger. Nothing when there is no such member. */
export async function lockMemberLedger(
  tx: Sql,
  { shopId, id }: ShopKey,
  lotIds: readonly string[] = [],
): Promise<LockedLedger | undefined> {
  const [member] = await lockMembers(tx, [{ shopId, id }]);
  if (!member) return undefined;
  const held = (await loadLots(tx, [member])).get(id) ?? [];
  const known = new Set(held.map((lot) => lot.id));
  const missing = lotIds
    .filter((lotId) => !known.has(lotId))
    .map((lotId) => ({ shopId, memberId: id, id: lotId }));
  const named = (await loadNamedLots(tx, missing)).get(id) ?? [];
  return { member, ledger: { memberId: id, balances: member.balances, lots: [...held, ...named] } };
}
