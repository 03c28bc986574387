// Points end: those of lots with their day, whole balances with inactivity.
import { endsWithBalance } from "../../core/expiry/recalculate.ts";
import { decideBalanceExpiry, decideLotExpiry } from "../../core/ledger/decide-expiry.ts";
import { listBalanceExpiries, listLotExpiries } from "../../db/due-store.ts";
import { loadLots } from "../../db/ledger-store.ts";
import type { LotState } from "../../core/ledger/entry.ts";
import type { LockedMember } from "../../db/member-store.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { Night, NightStep } from "./night.ts";
import { decideForAll, loadDueLots, lockDue } from "./night-ledgers.ts";
import type { MemberLots } from "./night-ledgers.ts";

export const expireLots: NightStep = {
  name: "expire_lots",
  batchSize: 1_000,
  isNeeded: () => true,
  list: (tx, { shopId, at }, portion) => listLotExpiries(tx, { shopId, until: at, ...portion }),
  work: async (tx, night, items) => {
    const members = await lockDue(tx, night, items);
    const lots = await loadDueLots(tx, night, items);
    await decideForAll(tx, night, { members, lots }, (ledger) => decideLotExpiry(ledger, night.at));
  },
};

export const expireBalances: NightStep = {
  name: "expire_balances",
  batchSize: 500,
  isNeeded: () => true,
  list: (tx, { shopId, at, checkedUntil }, portion) =>
    listBalanceExpiries(tx, { shopId, until: at, from: checkedUntil, ...portion }),
  work: async (tx, night, items) => {
    const members = await lockDue(tx, night, items);
    const lots = await lotsThatEndWithBalances(tx, night, members);
    await decideForAll(tx, night, { members, lots }, (ledger) =>
      decideBalanceExpiry(ledger, night.at),
    );
  },
};

/** Points that keep terms of their own end on their own day, whatever the balance does. */
export async function lotsThatEndWithBalances(
  tx: Transaction,
  { periods, at }: Pick<Night, "periods" | "at">,
  members: readonly LockedMember[],
): Promise<MemberLots["lots"]> {
  const lots = await loadLots(tx, members);
  const ending = new Map<string, LotState[]>();
  for (const { id, tier } of members) {
    const terms = { periods, at, tierId: tier.tierId };
    const held = lots.get(id) ?? [];
    ending.set(
      id,
      held.filter((lot) => endsWithBalance(lot, terms)),
    );
  }
  return ending;
}
