// A flood does not slow down its own handling: whoever takes the next messages reads those and no
// more, although the statistics still speak of an empty table.
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimDeliveries } from "../../app/db/inbox-store.ts";
import { claimMessages } from "../../app/db/outbox-store.ts";
import { createPool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

const FLOOD = 5_000;
const TAKEN = 50;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.ownerPool.query("alter table inbox_message set (autovacuum_enabled = off)");
  await db.ownerPool.query("alter table outbox_message set (autovacuum_enabled = off)");
  await db.ownerPool.query("analyze inbox_message, outbox_message");
  await db.pool.query(
    `insert into inbox_message (shop_id, id, topic, webhook_id, ordering_key, body, received_at,
       next_attempt_at)
     select 1, lpad(n::text, 32, '0')::uuid, 'orders/paid', n::text, 'order/' || n, '{}', now(), now()
     from generate_series(1, $1::int) as n`,
    [FLOOD],
  );
  await db.pool.query(
    `insert into outbox_message (shop_id, id, kind, key, payload, next_attempt_at, created_at)
     select 1, $1, 'write_note', n::text, '{}', now(), now()
     from generate_series(1, $2::int) as n`,
    [uuidv7(), FLOOD],
  );
});
afterAll(() => db.drop());

/** How many entries of an index one piece of work reads, on a connection of its own. */
async function countReads(
  index: string,
  work: (pool: ReturnType<typeof createPool>) => Promise<{ length: number }>,
): Promise<number> {
  const single = createPool({ url: db.url, size: 1 });
  const read = async (): Promise<number> => {
    await single.query("select pg_stat_force_next_flush()");
    await single.query("select pg_stat_clear_snapshot()");
    const { rows } = await single.query<{ count: number }>(
      "select idx_tup_read::int as count from pg_stat_user_indexes where indexrelname = $1",
      [index],
    );
    return rows[0]?.count ?? -1;
  };
  const before = await read();
  expect(await work(single)).toHaveLength(TAKEN);
  const after = await read();
  await single.end();
  return after - before;
}

test("a claim of webhooks reads the head of the queue alone", async () => {
  const claim = (single: ReturnType<typeof createPool>) =>
    withTransaction((tx) => claimDeliveries(tx, TAKEN), { pool: single });
  const reads = await countReads("inbox_message_waiting", claim);
  expect(reads).toBeLessThan(TAKEN * 2);
});

test("a claim of side effects reads the head of the queue alone", async () => {
  const claim = (pool: ReturnType<typeof createPool>) => claimMessages(pool, TAKEN, 60_000);
  expect(await countReads("outbox_message_waiting", claim)).toBeLessThan(TAKEN * 2);
});
