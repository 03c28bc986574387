// What was claimed is marked done, however its row fared meanwhile.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { claimDeliveries, keepClaimed, removeHandled } from "../../app/db/inbox-store.ts";
import type { Sql } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { readInboxRow, storeWebhooks } from "../support/inbox.ts";
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
beforeEach(() => db.pool.query("delete from inbox_message"));

/** Three messages, of which the first two are claimed. */
function store(): Promise<string[]> {
  const message = (id: number) => ({ shopId, topic: "orders/paid" as const, body: `{"id":${id}}` });
  return storeWebhooks([1, 2, 3].map(message));
}

async function statuses(ids: readonly string[]): Promise<string[]> {
  const rows = await Promise.all(ids.map(readInboxRow));
  return rows.map(({ status }) => status);
}

test("what was claimed is done, and nothing else", async () => {
  const ids = await store();
  await withTransaction(async (tx) => removeHandled(tx, await claimDeliveries(tx, 2)));
  expect(await statuses(ids)).toEqual(["done", "done", "ready"]);
});

test("what its own transaction wrote to after the claim is done, too", async () => {
  const ids = await store();
  await withTransaction(async (tx) => {
    const claimed = await claimDeliveries(tx, 2);
    await tx.query("update inbox_message set body = null where id = $1", [ids[0]]);
    await removeHandled(tx, claimed);
  });
  expect(await statuses(ids)).toEqual(["done", "done", "ready"]);
});

test.each(["text", "bytes"] as const)(
  "bodies that travel as %s are the same bytes",
  async (form) => {
    const body = Buffer.from('{"name":"Zoë 注文 🎁","path":"a\\\\b"}');
    await storeWebhooks([{ shopId, topic: "orders/paid", body }]);
    const claimed = await withTransaction((tx) => claimDeliveries(tx, 1, { form }));
    expect(Buffer.from(claimed[0]?.body ?? "")).toEqual(body);
  },
);

test("what is not kept of a claim is free for others, and what is kept is not", async () => {
  const ids = await store();
  await withTransaction(async (tx) => {
    const kept = await keepClaimed(tx, (await claimDeliveries(tx, 3)).slice(1, 2));
    expect(kept.map(({ id }) => id)).toEqual([ids[1]]);
    const others = await withTransaction((other) => claimDeliveries(other, 3));
    expect(others.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
    await removeHandled(tx, kept);
  });
  expect(await statuses(ids)).toEqual(["ready", "done", "ready"]);
});

test("what others have taken or done since is not kept", async () => {
  const ids = await store();
  const claimed = await withTransaction((tx) => claimDeliveries(tx, 3));
  await withTransaction((tx) => removeHandled(tx, claimed.slice(0, 1)));
  await withTransaction(async (other) => {
    await claimDeliveries(other, 1);
    const kept = await withTransaction(async (tx) => {
      await tx.query("savepoint claim");
      return keepClaimed(tx, claimed);
    });
    expect(kept.map(({ id }) => id)).toEqual([ids[2]]);
  });
});

test("what follows a claim of which some was freed is planned as always", async () => {
  await store();
  await withTransaction(async (tx) => {
    await keepClaimed(tx, (await claimDeliveries(tx, 3)).slice(1, 2));
    const { rows } = await tx.query(
      "select current_setting('enable_sort') as sort, current_setting('enable_bitmapscan') as bitmap",
    );
    expect(rows).toEqual([{ sort: "on", bitmap: "on" }]);
  });
});

test("a long queue costs no more to clean up than a short one, even planned as one", async () => {
  // As when the statistics were taken of an empty queue: its plans would read all of a long one.
  await db.ownerPool.query("vacuum analyze inbox_message");
  const client = await db.pool.connect();
  try {
    for (let round = 0; round < 8; round++) {
      await store();
      await client.query("begin");
      await removeHandled(client, await claimDeliveries(client, 3));
      await client.query("commit");
    }
    await storeWebhooks(
      Array.from({ length: 3_000 }, (_, id) => ({
        shopId,
        topic: "orders/paid" as const,
        body: `{"id":${id}}`,
      })),
    );
    await client.query("begin");
    const claimed = await claimDeliveries(client, 20);
    const readBefore = await rowsRead(client);
    await removeHandled(client, claimed);
    expect((await rowsRead(client)) - readBefore).toBeLessThan(100);
    await client.query("commit");
  } finally {
    client.release();
  }
});

/** Of the queue, in the client's transaction. */
async function rowsRead(client: Sql): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select (seq_tup_read + idx_tup_fetch)::int as count from pg_stat_xact_user_tables
     where relname = 'inbox_message'`,
  );
  return rows[0]?.count ?? Number.NaN;
}
