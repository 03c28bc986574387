// Points end: those of lots with their day, whole balances with inactivity.
import { decideBalanceExpiry, decideLotExpiry } from "../../core/ledger/decide-expiry.ts";
import { listBalanceExpiries, listLotExpiries } from "../../db/due-store.ts";
import { loadLots } from "../../db/lot-store.ts";
import type { NightStep } from "./night.ts";
import { decideForAll, loadDueLots, lockDue } from "./night-ledgers.ts";

export const expireLots: NightStep = {
  name: "expire_lots",
  batchSize: 2_000,
  isHalved: true,
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
  batchSize: 1_000,
  isNeeded: () => true,
  list: (tx, { shopId, at, checkedUntil }, portion) =>
    listBalanceExpiries(tx, { shopId, until: at, from: checkedUntil, ...portion }),
  work: async (tx, night, items) => {
    const members = await lockDue(tx, night, items);
    const lots = await loadLots(tx, members);
    await decideForAll(tx, night, { members, lots }, (ledger) =>
      decideBalanceExpiry(ledger, night.at),
    );
  },
};
