// Months of a store, with a night for each day or after days of silence: what waits, what ends, who
// rises and falls, who turns out to be the same person. The app and the naive implementation must
// tell the same of every household; how many there are says how-many.ts. A town in which they do
// not joins former-differences.ts once it is known who was wrong.
import fc from "fast-check";
import { expect, test } from "vitest";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { createTestDatabase } from "../support/database.ts";
import { assertJournalReplays } from "../support/journal-replay.ts";
import { formerDifferences } from "./former-differences.ts";
import { HOUSEHOLDS, SEED, tellRuns, timeoutMs } from "./how-many.ts";
import { nightsOnTimeAndLate, stepsOf } from "./town-days.ts";
import { liveThrough, naiveVerdict, ofHousehold } from "./town-play.ts";
import { towns } from "./towns.ts";
import type { Town } from "./towns.ts";
import { expectAlike, verdictsOfApp } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

const HOUSEHOLDS_IN_TOWN = 50;
const SIDE_BY_SIDE = 3;
const TOWNS = Math.ceil(HOUSEHOLDS / HOUSEHOLDS_IN_TOWN);
/** So many towns share a database: one with all of a million households would fill the disk. */
const PER_DATABASE = 150;
/** One town of so many is lived through twice more. */
const LATE_TOWNS_SHARE = 12;

function townOf(seed: number): Town {
  const [town] = fc.sample(towns(HOUSEHOLDS_IN_TOWN), { numRuns: 1, seed });
  if (!town) throw new Error("No town");
  return town;
}

/** How to see it again. */
function nameOf(seed: number): string {
  return `ORACLE_SEED=${seed} ORACLE_RUNS=1`;
}

async function verdictOf(town: Town, name: string): Promise<Verdict> {
  const shopId = await liveThrough(town, stepsOf(town), name);
  const [verdict] = await verdictsOfApp([shopId]);
  if (!verdict) throw new Error("No verdict");
  return verdict;
}

/** Both must tell the same of every household. */
function expectSame(name: string, town: Town, verdict: Verdict, expected: Verdict): void {
  const { households, ...place } = town;
  for (const [index, household] of households.entries()) {
    expectAlike(
      ofHousehold(verdict, index),
      ofHousehold(expected, index),
      () => `${name}, household ${index} of ${fc.stringify(place)}: ${fc.stringify(household)}`,
    );
  }
}

/** So many towns from the first seed. */
async function forTowns(count: number, visit: (seed: number) => Promise<void>): Promise<void> {
  tellRuns();
  const seeds = Array.from({ length: count }, (_, index) => SEED + index);
  await forEach(seeds, visit);
}

/** Some side by side; the ledger must agree with itself after all of them. */
async function forEach<Item>(
  items: readonly Item[],
  visit: (item: Item) => Promise<void>,
): Promise<void> {
  for (let first = 0; first < items.length; first += PER_DATABASE) {
    const database = await createTestDatabase();
    const waiting = items.slice(first, first + PER_DATABASE);
    const lane = async (): Promise<void> => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
        await visit(item);
      }
    };
    try {
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
      const { findings } = await auditLedger(database.ownerUrl);
      expect(findings).toEqual([]);
      await assertJournalReplays(database.ownerPool);
    } finally {
      await database.drop();
    }
  }
}

test(
  "households of which the two once told otherwise come through alike",
  { timeout: timeoutMs(HOUSEHOLDS) },
  async () => {
    const named = formerDifferences.map((each, index) => ({ ...each, name: `former-${index}` }));
    await forEach(named, async ({ rule, town, name }) => {
      const verdict = await verdictOf(town, name);
      expectSame(rule, town, verdict, naiveVerdict(town, stepsOf(town)));
    });
  },
);

test(
  `${HOUSEHOLDS} households come through the months as the naive implementation says`,
  { timeout: timeoutMs(HOUSEHOLDS) },
  async () => {
    await forTowns(TOWNS, async (seed) => {
      const town = townOf(seed);
      const verdict = await verdictOf(town, `town-${seed}`);
      expectSame(nameOf(seed), town, verdict, naiveVerdict(town, stepsOf(town)));
    });
  },
);

test(
  "nights that are caught up before the news leave what nights on time do",
  { timeout: timeoutMs(HOUSEHOLDS) },
  async () => {
    await forTowns(Math.ceil(TOWNS / LATE_TOWNS_SHARE), async (seed) => {
      const [onTime, late] = nightsOnTimeAndLate(townOf(seed));
      const expected = await verdictOf(onTime, `on-time-${seed}`);
      expectSame(nameOf(seed), late, await verdictOf(late, `late-${seed}`), expected);
    });
  },
);
