// Timers: loops that look at once when there is something, and jobs that clear away what is done.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { emptyOldLetters } from "../../app/db/dead-letter-store.ts";
import { deleteOldReceipts } from "../../app/db/inbox-receipt-store.ts";
import { deleteSentMessages } from "../../app/db/outbox-store.ts";
import { jobs } from "../../app/jobs/catalogue.ts";
import { startLoop } from "../../app/jobs/loop.ts";
import { startTimers } from "../../app/jobs/timers.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

const HOUR_MS = 3_600_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

describe("a loop", () => {
  test("goes on while there is more, sleeps when there is not, wakes when poked", async () => {
    let left = 3;
    let looks = 0;
    const loop = startLoop({
      once: async () => {
        looks++;
        return left-- > 0;
      },
      pollMs: HOUR_MS,
      onFault: (error) => expect.unreachable(String(error)),
    });
    await expect.poll(() => looks).toBe(4);
    loop.poke();
    await expect.poll(() => looks).toBe(5);
    await loop.stop();
    expect(looks).toBe(5);
  });

  test("sleeps shortly at first where there was something, then twice as long each time", async () => {
    let looks = 0;
    const loop = startLoop({
      once: async () => ++looks === 1,
      pollMs: HOUR_MS,
      firstPollMs: 1,
      onFault: (error) => expect.unreachable(String(error)),
    });
    // A sleep of an hour would let only two looks be.
    await expect.poll(() => looks).toBeGreaterThan(5);
    await loop.stop();
  });

  test("does not miss a poke that comes while it looks", async () => {
    let looks = 0;
    const loop = startLoop({
      once: async () => {
        if (++looks === 1) loop.poke();
        return false;
      },
      pollMs: HOUR_MS,
      onFault: (error) => expect.unreachable(String(error)),
    });
    await expect.poll(() => looks).toBe(2);
    await loop.stop();
  });

  test("survives a fault and tells of it", async () => {
    const faults: unknown[] = [];
    let looks = 0;
    const loop = startLoop({
      once: async () => {
        if (++looks === 1) throw new Error("the database is gone");
        return false;
      },
      pollMs: HOUR_MS,
      onFault: (error) => faults.push(error),
    });
    await expect.poll(() => faults).toHaveLength(1);
    loop.poke();
    await expect.poll(() => looks).toBe(2);
    await loop.stop();
  });

  test("stops only when the portion under way is done", async () => {
    let finish: (hasMore: boolean) => void = () => undefined;
    let isDone = false;
    const loop = startLoop({
      once: async () => {
        const hasMore = await new Promise<boolean>((resolve) => (finish = resolve));
        isDone = true;
        return hasMore;
      },
      pollMs: HOUR_MS,
      onFault: (error) => expect.unreachable(String(error)),
    });
    await Promise.resolve();
    const stopping = loop.stop();
    finish(true);
    await stopping;
    expect(isDone).toBe(true);
  });
});

describe("clearing away", () => {
  beforeEach(async () => {
    await db.pool.query("delete from inbox_message");
    await db.pool.query("delete from inbox_receipt");
    await db.pool.query("delete from outbox_message");
  });

  async function store(status: string, daysAgo: number, count: number): Promise<void> {
    await db.pool.query(
      `with receipt as (
         insert into inbox_receipt (shop_id, topic, webhook_id, received_at)
         select 1, 'orders/paid', $1 || n, now() - $2 * interval '1 day'
         from generate_series(1, $3::int) as n returning *)
       insert into inbox_message (shop_id, id, topic, webhook_id, body, status, received_at,
         next_attempt_at)
       select shop_id, gen_random_uuid(), topic, webhook_id, '{}', $1, received_at, now()
       from receipt where $1 <> 'done'`,
      [status, daysAgo, count],
    );
    await db.pool.query(
      `insert into outbox_message (shop_id, id, kind, key, payload, status, next_attempt_at,
         created_at, sent_at)
       select 1, $1, 'write_note', $2 || n, '{}', case $2 when 'done' then 'sent' else $2 end,
         now(), now(), now() - $3 * interval '1 day'
       from generate_series(1, $4::int) as n`,
      [randomUUID(), status, daysAgo, count],
    );
  }

  async function statuses(table: string): Promise<Record<string, number>> {
    const { rows } = await db.pool.query<{ status: string; count: number }>(
      `select status, count(*)::int as count from ${table} group by status`,
    );
    return Object.fromEntries(rows.map((row) => [row.status, row.count]));
  }

  test("empties dead letters that are too old, in batches, and leaves their rows", async () => {
    await store("dead", 31, 3);
    await store("ready", 31, 1);
    const { rows } = await db.pool.query<{ id: string }>(
      `insert into inbox_message (shop_id, id, topic, webhook_id, ordering_key, body, status,
         received_at, next_attempt_at)
       select 1, gen_random_uuid(), 'customers/update', key, key, '{}', 'dead',
         now() - days * interval '1 day', now()
       from (values ('customer/1', 31), ('order/1', 31), ('order/2', 29)) as letter (key, days)
       returning id`,
    );
    expect(await emptyOldLetters(db.pool, 30, 4)).toBe(4);
    expect(await emptyOldLetters(db.pool, 30, 4)).toBe(1);
    expect(await emptyOldLetters(db.pool, 30, 4)).toBe(0);
    expect(await statuses("inbox_message")).toEqual({ ready: 1, dead: 6 });
    const { rows: left } = await db.pool.query(
      `select ordering_key, body is not null as has_body from inbox_message
       where id = any($1) order by webhook_id`,
      [rows.map(({ id }) => id)],
    );
    expect(left).toEqual([
      { ordering_key: null, has_body: false },
      { ordering_key: "order/1", has_body: false },
      { ordering_key: "order/2", has_body: true },
    ]);
  });

  test("takes old receipts and what was sent long ago in batches, nothing that waits", async () => {
    await store("done", 10, 25);
    await store("ready", 10, 2);
    await store("dead", 10, 3);
    expect(await deleteOldReceipts(db.pool, 4, 20)).toBe(20);
    expect(await deleteOldReceipts(db.pool, 4, 20)).toBe(10);
    expect(await deleteSentMessages(db.pool, 7, 20)).toBe(20);
    expect(await deleteSentMessages(db.pool, 7, 20)).toBe(5);
    expect(await statuses("inbox_message")).toEqual({ ready: 2, dead: 3 });
    expect(await statuses("outbox_message")).toEqual({ ready: 2, dead: 3 });
  });

  test("leaves what was done lately", async () => {
    await store("done", 1, 5);
    expect(await deleteOldReceipts(db.pool, 4, 20)).toBe(0);
    expect(await deleteSentMessages(db.pool, 7, 20)).toBe(0);
  });
});

describe("the catalogue", () => {
  test("runs every job on an empty database, and each does nothing", async () => {
    const now = Date.now();
    const counts = await Promise.all(jobs.map(async (job) => [job.name, await job.run(now)]));
    expect(counts).toEqual(jobs.map((job) => [job.name, 0]));
  });

  test("a full batch is followed by another at once", async () => {
    let portions = 0;
    const job = {
      name: "count",
      everyMs: HOUR_MS,
      batchSize: 2,
      run: async () => (++portions < 4 ? 2 : 1),
    };
    const done: number[] = [];
    const timers = startTimers({
      jobs: [job],
      now: async () => 0,
      onDone: (_name, count) => done.push(count),
      onFault: (_name, error) => expect.unreachable(String(error)),
    });
    await expect.poll(() => done, { timeout: 10_000 }).toEqual([2, 2, 2, 1]);
    await timers.stop();
  });
});
