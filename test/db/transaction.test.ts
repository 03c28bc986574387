// One helper for all writes: it commits once, repeats what PostgreSQL asks to repeat, and leaves
// nothing behind.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPool } from "../../app/db/pool.ts";
import { together, withTransaction } from "../../app/db/transaction.ts";
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

describe("statements that are sent together", () => {
  test("are carried out in the order in which they are named", async () => {
    const [first, second] = await withTransaction((tx) =>
      together(rename(tx, "one.myshopify.com", "a"), rename(tx, "one.myshopify.com", "b")),
    );
    expect([first.rowCount, second.rowCount]).toEqual([1, 1]);
    expect(await readNames()).toEqual(["ab", ""]);
  });

  test("leave nothing when one of them fails, and the fault is its own", async () => {
    const failed = withTransaction((tx) =>
      together(
        rename(tx, "one.myshopify.com", "a"),
        tx.query("select 1 / 0"),
        rename(tx, "two.myshopify.com", "a"),
      ),
    );
    await expect(failed).rejects.toMatchObject({ code: "22012" });
    expect(await readNames()).toEqual(["", ""]);
  });

  test("name the fault, not what followed from it, wherever it stands", async () => {
    const failed = withTransaction((tx) => {
      const late = rename(tx, "one.myshopify.com", "a").then(() =>
        rename(tx, "one.myshopify.com", "b"),
      );
      return together(late, tx.query("select 1 / 0"));
    });
    await expect(failed).rejects.toMatchObject({ code: "22012" });
    expect(await readNames()).toEqual(["", ""]);
  });

  test("are repeated with the rest where PostgreSQL asks for it", async () => {
    let runs = 0;
    await withTransaction((tx) =>
      together(
        rename(tx, "one.myshopify.com", "a"),
        ++runs === 1
          ? tx.query("do $$ begin raise exception sqlstate '40001'; end $$")
          : rename(tx, "two.myshopify.com", "b"),
      ),
    );
    expect(runs).toBe(2);
    expect(await readNames()).toEqual(["a", "b"]);
  });
});

describe("a statement that nobody waited for", () => {
  test("is refused after the end, instead of becoming a transaction of its own", async () => {
    let kept: Transaction | undefined;
    const failed = withTransaction((tx) => {
      kept = tx;
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    await expect(kept?.query("update shop set name = 'x'")).rejects.toThrow("after the end");
    expect(await readNames()).toEqual(["", ""]);
  });

  test("takes the transaction with it when it fails", async () => {
    const failed = withTransaction(async (tx) => {
      await rename(tx, "one.myshopify.com", "a");
      await tx.query("select 1 / 0").catch(() => undefined);
    });
    await expect(failed).rejects.toThrow("rolled back");
    expect(await readNames()).toEqual(["", ""]);
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
