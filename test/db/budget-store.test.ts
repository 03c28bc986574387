// A budget that many workers grant from at once is used up exactly: never more, never less.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBudgets, saveBudgets } from "../../app/db/budget-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { insertShop } from "../support/shops.ts";

let db: TestDatabase;
let shopId: bigint;
beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await insertShop(db.pool);
});
afterAll(() => db.drop());
beforeEach(() => db.ownerPool.query("truncate budget"));

const YEAR = "year/2026";

/** Asks for points of one budget, and takes as many as there are. */
async function grant(wanted: bigint, limit: bigint, key = YEAR): Promise<bigint> {
  return withTransaction(async (tx) => {
    const book = await openBudgets(tx, [{ shopId, key, limit, wanted }]);
    const left = book.left(shopId, key, limit);
    const granted = left < wanted ? left : wanted;
    if (granted > 0n) book.take(shopId, key, granted);
    await saveBudgets(tx, book);
    return granted;
  });
}

async function usedOf(key = YEAR): Promise<bigint> {
  const { rows } = await db.pool.query<{ used: bigint }>(
    "select coalesce(sum(used), 0)::bigint as used from budget where shop_id = $1 and key = $2",
    [shopId, key],
  );
  return rows[0]?.used ?? -1n;
}

async function grantMany(workers: number, rounds: number, wanted: bigint, limit: bigint) {
  const granted = await Promise.all(
    Array.from({ length: workers }, async () => {
      let sum = 0n;
      for (let round = 0; round < rounds; round += 1) sum += await grant(wanted, limit);
      return sum;
    }),
  );
  return granted.reduce((sum, points) => sum + points, 0n);
}

describe("a budget", () => {
  test("grants what is asked for while there is enough", async () => {
    expect(await grant(300n, 1_000n)).toBe(300n);
    expect(await grant(700n, 1_000n)).toBe(700n);
    expect(await grant(1n, 1_000n)).toBe(0n);
    expect(await usedOf()).toBe(1_000n);
  });

  test("grants the rest where less is left than is asked for", async () => {
    expect(await grant(999n, 1_000n)).toBe(999n);
    expect(await grant(50n, 1_000n)).toBe(1n);
  });

  test("that is smaller than its number of stripes is granted in full", async () => {
    expect(await grant(2n, 3n)).toBe(2n);
    expect(await grant(2n, 3n)).toBe(1n);
    expect(await grant(2n, 3n)).toBe(0n);
  });

  test("of another key or shop is another budget", async () => {
    await grant(1_000n, 1_000n);
    expect(await grant(10n, 1_000n, "campaign/spring")).toBe(10n);
  });

  test("that nobody asks of is not touched", async () => {
    expect(await grant(0n, 1_000n)).toBe(0n);
    expect((await db.pool.query("select from budget")).rowCount).toBe(0);
  });

  test.each([
    [8, 50, 7n, 100_000n],
    [8, 50, 7n, 1_000n],
    [8, 40, 90n, 5_003n],
    [12, 30, 1n, 100n],
  ])(
    "is used up exactly by %i workers that ask %i times for %s of %s points",
    { timeout: 60_000 },
    async (workers, rounds, wanted, limit) => {
      const granted = await grantMany(workers, rounds, wanted, limit);
      const asked = BigInt(workers * rounds) * wanted;
      expect(granted).toBe(asked < limit ? asked : limit);
      expect(await usedOf()).toBe(granted);
    },
  );

  test("is given to two workers at once, neither waiting for the other", async () => {
    await grant(16n, 16_000n);
    await withTransaction(async (tx) => {
      const demand = { shopId, key: YEAR, limit: 16_000n, wanted: 100n };
      const book = await openBudgets(tx, [demand]);
      book.take(shopId, YEAR, 100n);
      expect(await grant(100n, 16_000n)).toBe(100n);
      await saveBudgets(tx, book);
    });
    expect(await usedOf()).toBe(216n);
  });

  test("keeps nothing of a transaction that was given up", async () => {
    await grant(16n, 1_000n);
    const failed = withTransaction(async (tx) => {
      const book = await openBudgets(tx, [{ shopId, key: YEAR, limit: 1_000n, wanted: 984n }]);
      book.take(shopId, YEAR, 984n);
      await saveBudgets(tx, book);
      throw new Error("given up");
    });
    await expect(failed).rejects.toThrow("given up");
    expect(await grant(984n, 1_000n)).toBe(984n);
  });
});

describe("a limit that changes", () => {
  test("grants more when it is raised, also after it was used up", async () => {
    await grant(1_000n, 1_000n);
    expect(await grant(600n, 1_500n)).toBe(500n);
    expect(await usedOf()).toBe(1_500n);
  });

  test("grants nothing while more was granted than it allows", async () => {
    await grant(800n, 1_000n);
    expect(await grant(100n, 500n)).toBe(0n);
    expect(await grant(300n, 1_000n)).toBe(200n);
  });

  test("is kept by two workers that see different limits", async () => {
    const [low, high] = await Promise.all([
      grantMany(4, 40, 9n, 1_000n),
      grantMany(4, 40, 9n, 2_000n),
    ]);
    const left = 2_000n - low;
    expect(low).toBeLessThanOrEqual(1_000n);
    expect(high).toBe(left < 1_440n ? left : 1_440n);
  });

  test("is kept for each of two limits in one transaction", async () => {
    await grant(900n, 1_000n);
    await withTransaction(async (tx) => {
      const book = await openBudgets(tx, [
        { shopId, key: YEAR, limit: 1_000n, wanted: 500n },
        { shopId, key: YEAR, limit: 2_000n, wanted: 500n },
      ]);
      expect(book.left(shopId, YEAR, 1_000n)).toBe(100n);
      book.take(shopId, YEAR, 100n);
      expect(book.left(shopId, YEAR, 1_000n)).toBe(0n);
      expect(book.left(shopId, YEAR, 2_000n)).toBe(1_000n);
      book.take(shopId, YEAR, 500n);
      await saveBudgets(tx, book);
    });
    expect(await usedOf()).toBe(1_500n);
  });
});

describe("several budgets", () => {
  test("asked for in any order, near their ends, keep nobody waiting in a circle", async () => {
    const keys = ["campaign/a", "campaign/b", YEAR];
    const limit = 1_000n;
    const ask = async (worker: number) => {
      for (let round = 0; round < 30; round += 1) {
        await withTransaction(async (tx) => {
          const turned = worker % 2 === 0 ? keys : keys.toReversed();
          const demands = turned.map((key) => ({ shopId, key, limit, wanted: 11n }));
          const book = await openBudgets(tx, demands);
          for (const key of turned) {
            const left = book.left(shopId, key, limit);
            if (left > 0n) book.take(shopId, key, left < 11n ? left : 11n);
          }
          await saveBudgets(tx, book);
        });
      }
    };
    const deadlocks = await deadlocksDuring(() =>
      Promise.all(Array.from({ length: 8 }, (_each, worker) => ask(worker))),
    );
    for (const key of keys) expect(await usedOf(key)).toBe(limit);
    expect(deadlocks).toBe(0n);
  });

  async function deadlocksDuring(work: () => Promise<unknown>): Promise<bigint> {
    const count = async () => {
      await db.ownerPool.query("select pg_stat_clear_snapshot()");
      const { rows } = await db.ownerPool.query<{ deadlocks: bigint }>(
        "select deadlocks from pg_stat_database where datname = current_database()",
      );
      return rows[0]?.deadlocks ?? 0n;
    };
    const before = await count();
    await work();
    return (await count()) - before;
  }
});
