// Random stores, random programs, random deliveries: the app and a second, naive implementation
// must hold the same points. With the households of months.test.ts there are ten thousand
// histories. ORACLE_RUNS and ORACLE_SEED choose how many, and which: a million take a night.
import fc from "fast-check";
import { expect, test } from "vitest";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import { createTestDatabase } from "../support/database.ts";
import { assertJournalReplays } from "../support/journal-replay.ts";
import { deliveriesOf } from "./deliveries.ts";
import { NaiveShop } from "./naive-engine.ts";
import { NOW, openShops, play } from "./play.ts";
import { verdictOfOracle, verdictsOfApp } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";
import { worlds } from "./worlds.ts";
import type { World } from "./worlds.ts";

const RUNS = Number(process.env["ORACLE_RUNS"] ?? 8_400);
const SEED = Number(process.env["ORACLE_SEED"] ?? Date.now() % 2 ** 31);
const SIDE_BY_SIDE = 100;
/** So many share a database: one with a million shops would fill the disk. */
const PER_DATABASE = 10_000;
/** A wide margin for a busy machine. */
const TIMEOUT_MS = Math.max(600_000, RUNS * 150);

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
    const told = `ORACLE_SEED=${seed} ORACLE_RUNS=${count}, world ${index}: ${fc.stringify(world)}`;
    expect(verdicts[index], told).toEqual(naive(world));
  }
}

test(
  `${RUNS} random histories end as the naive implementation says`,
  { timeout: TIMEOUT_MS },
  async () => {
    process.stdout.write(`ORACLE_SEED=${SEED} ORACLE_RUNS=${RUNS}\n`);
    for (let first = 0; first < RUNS; first += PER_DATABASE) {
      const database = await createTestDatabase();
      const end = Math.min(first + PER_DATABASE, RUNS);
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
