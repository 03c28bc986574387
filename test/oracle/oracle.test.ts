// Random stores, random programs, random deliveries: the app and a second, naive implementation
// must hold the same points. How many there are says how-many.ts.
import fc from "fast-check";
import { expect, test } from "vitest";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import { createTestDatabase } from "../support/database.ts";
import { assertJournalReplays } from "../support/journal-replay.ts";
import { deliveriesOf } from "./deliveries.ts";
import { SEED, WORLDS, tellRuns, timeoutMs } from "./how-many.ts";
import { NaiveShop } from "./naive-engine.ts";
import { NOW, openShops, play } from "./play.ts";
import { expectAlike, verdictOfOracle, verdictsOfApp } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";
import { worlds } from "./worlds.ts";
import type { World } from "./worlds.ts";

const SIDE_BY_SIDE = 100;
/** So many share a database: one with a million shops would fill the disk. */
const PER_DATABASE = 10_000;
/** So many of all bring at least as many worlds as are played side by side. */
const TO_SEE_AGAIN = 2 * SIDE_BY_SIDE;

function naive(world: World): Verdict {
  const shop = new NaiveShop(programDocumentSchema.parse(world.program), "Europe/Berlin");
  for (const delivery of deliveriesOf(world)) shop.receive(delivery, NOW);
  return verdictOfOracle(shop);
}

async function compare(seed: number, count: number): Promise<void> {
  const some = fc.sample(worlds, { numRuns: count, seed });
  const shopIds = await openShops(some, `world-${seed}`);
  await play(
    some.map((world, index) => ({
      shopId: shopIds[index] as bigint,
      deliveries: deliveriesOf(world),
    })),
  );
  const verdicts = await verdictsOfApp(shopIds);
  for (const [index, world] of some.entries()) {
    expectAlike(
      verdicts[index],
      naive(world),
      () =>
        `ORACLE_SEED=${seed} ORACLE_RUNS=${TO_SEE_AGAIN}, world ${index}: ${fc.stringify(world)}`,
    );
  }
}

test(
  `${WORLDS} random histories end as the naive implementation says`,
  { timeout: timeoutMs(WORLDS) },
  async () => {
    tellRuns();
    for (let first = 0; first < WORLDS; first += PER_DATABASE) {
      const database = await createTestDatabase();
      const end = Math.min(first + PER_DATABASE, WORLDS);
      for (let run = first; run < end; run += SIDE_BY_SIDE) {
        await compare(SEED + run, Math.min(SIDE_BY_SIDE, end - run));
      }
      const { findings } = await auditLedger(database.ownerUrl);
      expect(findings).toEqual([]);
      await assertJournalReplays(database.ownerPool);
      await database.drop();
    }
  },
);
