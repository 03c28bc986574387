// First step of the night: pending points become spendable.
import { decideRelease } from "../../core/ledger/decide-release.ts";
import { listReleases } from "../../db/due-store.ts";
import type { NightStep } from "./night.ts";
import { decideForAll, loadDueLots, lockDue } from "./night-ledgers.ts";

export const releasePoints: NightStep = {
  name: "release",
  batchSize: 2_000,
  isHalved: true,
  isNeeded: () => true,
  list: (tx, { shopId, at }, portion) => listReleases(tx, { shopId, until: at, ...portion }),
  work: async (tx, night, items) => {
    const members = await lockDue(tx, night, items);
    const lots = await loadDueLots(tx, night, items);
    await decideForAll(tx, night, { members, lots }, (ledger) => decideRelease(ledger, night.at));
  },
};
