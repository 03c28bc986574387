// Whatever merchants do with versions in whatever sequence: at every moment one of them is in
// force, the one that a plain list of beginnings says, and the past never changes.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { ProgramHistory, programSteps } from "../support/program-history.ts";
import { createShop } from "../support/shop.ts";

const HISTORIES = 100;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const histories = fc.array(
  fc.record({
    kind: fc.constantFrom(...programSteps),
    waits: fc.integer({ min: 0, max: 3 }),
    ahead: fc.integer({ min: 1, max: 8 }),
    pick: fc.nat(),
  }),
  { maxLength: 14 },
);

test("one version is in force at every moment, as a list of beginnings says", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (steps) => {
      const history = new ProgramHistory(db, await createShop(db));
      for (const step of steps) {
        await history.step(step);
        expect(await history.disagreements()).toEqual([]);
      }
    }),
    { numRuns: HISTORIES },
  );
});
