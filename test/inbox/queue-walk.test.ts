// A flood is walked through from its head to its end, and nobody who stays behind is forgotten.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { removeHandled } from "../../app/db/inbox-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { startQueueWalk } from "../../app/inbox/queue-walk.ts";
import type { QueueWalk } from "../../app/inbox/queue-walk.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { storeWebhooks } from "../support/inbox.ts";
import { insertShop } from "../support/shops.ts";

const LIMIT = 2;

let db: TestDatabase;
let shopId: bigint;
beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await insertShop(db.pool);
});
afterAll(() => db.drop());
beforeEach(() => db.pool.query("delete from inbox_message"));

async function store(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    ids.push(
      ...(await storeWebhooks([{ shopId, topic: "orders/paid", body: `{"id":${number}}` }])),
    );
  }
  return ids;
}

/** Takes a batch as a worker does, of which `left` stay in the queue; answers what was taken. */
function take(walk: QueueWalk, left = 0): Promise<string[]> {
  return withTransaction(async (tx) => {
    const claimed = await walk.claim(tx, "text");
    walk.goOn(claimed, left === 0);
    const taken = claimed.slice(0, claimed.length - left);
    await removeHandled(tx, taken);
    return taken.map(({ id }) => id);
  });
}

async function comeBack(id: string | undefined): Promise<void> {
  await db.pool.query(
    "update inbox_message set next_attempt_at = next_attempt_at - interval '1 hour' where id = $1",
    [id],
  );
}

test("a full claim is followed by what comes after it, a short one by the head", async () => {
  const ids = await store(5);
  const walk = startQueueWalk(LIMIT);
  expect(walk.isUnderWay()).toBe(false);
  expect(await take(walk)).toEqual(ids.slice(0, 2));
  expect(walk.isUnderWay()).toBe(true);
  await comeBack(ids[4]);
  expect(await take(walk)).toEqual(ids.slice(2, 4));
  // Nothing is ahead: what came back is found at the head.
  expect(await take(walk)).toEqual([ids[4]]);
  expect(walk.isUnderWay()).toBe(false);
  expect(await take(walk)).toEqual([]);
});

test("what a claim left is taken up by the next one", async () => {
  const ids = await store(4);
  const walk = startQueueWalk(LIMIT);
  expect(await take(walk, 1)).toEqual([ids[0]]);
  expect(walk.isUnderWay()).toBe(false);
  expect(await take(walk)).toEqual(ids.slice(1, 3));
});

test("what came back waits for no more than so many claims", async () => {
  const ids = await store(80);
  const walk = startQueueWalk(LIMIT);
  await comeBack(ids.at(-1));
  await take(walk);
  await comeBack(ids.at(-2));
  const taken: string[] = [];
  let claims = 0;
  for (; claims < 40 && !taken.includes(ids.at(-2) ?? ""); claims++) {
    taken.push(...(await take(walk)));
  }
  expect(claims).toBe(32);
});

test("a claim on the way reads nothing of what others hold behind it", async () => {
  await store(30);
  const walk = startQueueWalk(LIMIT);
  await withTransaction(async (holding) => {
    for (let claim = 0; claim < 10; claim++) walk.goOn(await walk.claim(holding, "text"), true);
    await withTransaction(async (tx) => {
      const readBefore = await rowsRead(tx);
      expect(await walk.claim(tx, "text")).toHaveLength(LIMIT);
      expect((await rowsRead(tx)) - readBefore).toBeLessThan(10);
    });
  });

  async function rowsRead(tx: Parameters<QueueWalk["claim"]>[0]): Promise<number> {
    const { rows } = await tx.query<{ count: number }>(
      `select idx_tup_fetch::int as count from pg_stat_xact_user_tables
       where relname = 'inbox_message'`,
    );
    return rows[0]?.count ?? Number.NaN;
  }
});
