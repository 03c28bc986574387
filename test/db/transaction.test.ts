// One helper for all writes: it commits once, repeats what PostgreSQL asks to repeat, and leaves
// nothing behind.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import type { Transaction } from "../../app/db/transaction.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { insertShop } from "../support/shops.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await insertShop(db.pool, { domain: "one.myshopify.com" });
  await insertShop(db.pool, { domain: "two.myshopify.com" });
});
afterAll(() => db.drop());
beforeEach(() => db.pool.query("update shop set name = ''"));

async function readNames(): Promise<string[]> {
  const { rows } = await db.pool.query<{ name: string }>("select name from shop order by shop_id");
  return rows.map((row) => row.name);
}

const rename = (tx: Transaction, domain: string, suffix: string) =>
  tx.query("update shop set name = name || $2 where domain = $1", [domain, suffix]);

describe("a transaction", () => {
  test("commits what it did and answers its result", async () => {
    const answer = await withTransaction(async (tx) => {
      await rename(tx, "one.myshopify.com", "a");
      return 7;
    });
    expect(answer).toBe(7);
    expect(await readNames()).toEqual(["a", ""]);
  });

  test("that throws leaves nothing, and gives its connection back", async () => {
    const attempts = Array.from({ length: 30 }, () =>
      withTransaction(async (tx) => {
        await rename(tx, "one.myshopify.com", "a");
        throw new Error("no");
      }),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    expect(await readNames()).toEqual(["", ""]);
  });

  test("that meets a deadlock is repeated, and each side's work is there once", async () => {
    const [one, two] = ["one.myshopify.com", "two.myshopify.com"];
    let met: () => void = () => undefined;
    const bothHaveTheFirst = new Promise<void>((resolve) => (met = resolve));
    let holding = 0;
    let runs = 0;
    const cross = (first: string, second: string) =>
      withTransaction(async (tx) => {
        runs++;
        await rename(tx, first, "x");
        if (++holding === 2) met();
        await bothHaveTheFirst;
        await rename(tx, second, "x");
      });
    await Promise.all([cross(one, two), cross(two, one)]);
    expect(runs).toBe(3);
    expect(await readNames()).toEqual(["xx", "xx"]);
  });

  test("that PostgreSQL keeps refusing is given up after a number of attempts", async () => {
    let runs = 0;
    const refused = withTransaction(async (tx) => {
      runs++;
      await tx.query("do $$ begin raise exception sqlstate '40001'; end $$");
    });
    await expect(refused).rejects.toMatchObject({ code: "40001" });
    expect(runs).toBe(5);
  });

  test("whose connection breaks fails, and the pool goes on without it", async () => {
    const narrow = createPool({ url: db.url, size: 1 });
    const cut = withTransaction((tx) => tx.query("select pg_terminate_backend(pg_backend_pid())"), {
      pool: narrow,
    });
    await expect(cut).rejects.toThrow(/terminat/);
    expect((await narrow.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await narrow.end();
  });
});

describe("values", () => {
  test("beyond 2^53 keep every digit", async () => {
    const { rows } = await db.pool.query(
      "select 9007199254740993::int8 as points, 7::int4 as count",
    );
    expect(rows).toEqual([{ points: 9007199254740993n, count: 7 }]);
  });
});
