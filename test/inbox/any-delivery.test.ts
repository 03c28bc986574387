// Whatever comes late, twice, in another order or not at all: once the sweep has looked, everybody
// has the points that they would have had.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { createRandom } from "../../simulator/seed/random.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { PlayedShop, keepNews, type News } from "../support/played-shop.ts";
import { assertLedgerAgrees } from "../support/shop.ts";
import { playStory } from "../support/shop-story.ts";
import { startSimulatedShop, type SimulatedShop } from "../support/simulated-shop.ts";

/** How many stories; more of them for a long night: STORIES=500. */
const STORIES = Number(process.env["STORIES"] ?? 6);
const LENGTH = 30;

let db: TestDatabase;
let world: SimulatedShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
});

afterAll(async () => {
  await world.stop();
  await db.drop();
});

const rule = (id: string, effect: object, conditions: object) => ({
  id,
  name: id,
  addedOn: "2026-01-01",
  effect,
  conditions,
});

/** Without limits and tiers: these depend on which order was known first, by their nature. */
const programs: ProgramDocumentInput[] = [
  { ...PROGRAM_INPUT, earning: { pointsPerUnit: "1", minimumOrderMinor: "2500" } },
  {
    ...PROGRAM_INPUT,
    pending: { kind: "fulfilment" },
    earning: {
      pointsPerUnit: "1.5",
      stacking: "sum",
      rules: [
        rule("cups", { kind: "multiplier", multiplier: "2" }, { products: { tags: ["cup"] } }),
        rule("pots", { kind: "bonus_per_order", points: "50" }, { products: { tags: ["pot"] } }),
      ],
    } as ProgramDocumentInput["earning"],
  },
  {
    ...PROGRAM_INPUT,
    pending: { kind: "delivery", days: 1, atLatestDays: 10 },
    storeCreditRefunds: "kept",
    earning: { pointsPerUnit: "2", giftCardPaymentsIncluded: false, taxIncluded: false },
  },
];

test("any delivery of a story ends in the same points", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat({ max: programs.length - 1 }), async (seed, program) => {
      const document = programs[program] ?? PROGRAM_INPUT;
      const plainly = await rendition(document, seed, (played) => played.tellAll());
      const mangled = await rendition(document, seed, mangling(seed));
      expect(mangled).toEqual(plainly);
      await assertLedgerAgrees(db);
    }),
    { numRuns: STORIES },
  );
}, 3_600_000);

async function rendition(
  document: ProgramDocumentInput,
  seed: number,
  listen: (played: PlayedShop) => Promise<void>,
): Promise<bigint[]> {
  await keepNews(world);
  const played = await PlayedShop.open(world, db, document);
  const customers = await playStory(played, seed, LENGTH, () => listen(played));
  await listen(played);
  played.passTime({ days: 1 });
  await played.sweep();
  const standings = await Promise.all(customers.map((id) => played.standing(id)));
  return standings.map(({ available, pending, shortfall }) => available + pending - shortfall);
}

/**
 * Keeps news back, tells some twice and in any order, and loses some of what the sweep can find.
 */
function mangling(seed: number): (played: PlayedShop) => Promise<void> {
  const random = createRandom(seed + 1);
  const waiting: News[] = [];
  return async (played) => {
    const fresh = played.takeNews();
    for (const item of fresh) {
      const canBeFound = /^(orders|refunds)\//.test(item.topic);
      if (canBeFound && random.chance(0.15)) continue;
      waiting.push(item, ...(random.chance(0.3) ? [item] : []));
    }
    // Nothing new: the story is over, and all that is known is told.
    const share = fresh.length === 0 ? 1 : random.next();
    const told = waiting
      .map((item) => ({ item, rank: random.next() }))
      .toSorted((a, b) => a.rank - b.rank)
      .filter(() => random.chance(share))
      .map(({ item }) => item);
    for (const item of told) waiting.splice(waiting.indexOf(item), 1);
    if (told.length > 0) await played.tell(told);
  };
}
