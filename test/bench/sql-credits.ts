// The yardstick of the ledger: the rows that the product wrote for its orders, written once more
// for copies of these orders by SQL alone. Each statement takes a hundred messages from the inbox
// and writes everything that they lead to; no program reads, decides or sends anything. One
// connection for each core.
import { cpus } from "node:os";
import type pg from "pg";
import { askedAgain } from "../../app/db/outbox-store.ts";
import { createPool } from "../../app/db/pool.ts";
import { BALANCES_PER_MESSAGE } from "../../app/usecases/balance-messages.ts";
import type { Rate } from "./compare.ts";
import { copiedTables, stageTable, writeTable } from "./copied-tables.ts";
import { fillInbox } from "./inbox-fill.ts";
import type { OrderRange } from "./inbox-fill.ts";
import { orderIdOf } from "./order-body.ts";
import { findPgbench, runPgbench } from "./pgbench.ts";
import type { BenchServer } from "./server.ts";

const BATCH = 100;
/** What the ids and keys of copies end with. */
const SUFFIX = "0";

/** Credits copies of the orders of the range, which the product must have credited. */
export async function measureSqlCredits(
  { owner, ownerUrl, settle }: BenchServer,
  range: OrderRange,
): Promise<Rate> {
  await stageCopies(owner, range);
  await fillInbox(owner, range, SUFFIX);
  await owner.query("analyze inbox_message");
  await settle();
  const before = await countEntries(owner);
  const perSecond = BATCH * (await runBatches(ownerUrl, range.count / BATCH));
  const copied = (await countEntries(owner)) - before;
  if (copied !== range.count) throw new Error(`Of ${range.count} copies ${copied} were credited.`);
  return { perSecond };
}

/** Every order of the range is to have one accrual into a lot of its own. */
async function stageCopies(owner: pg.Pool, { first, count }: OrderRange): Promise<void> {
  await owner.query("drop table if exists bench_order");
  await owner.query(
    `create table bench_order as
       select held.shop_id, held.order_id, held.lot_id, held.member_id, entry.id as entry_id,
         held.posted_points as points, held.order_id || '${SUFFIX}' as copy_id,
         'order/' || held.order_id || '${SUFFIX}' as ordering_key, uuidv7() as copy_lot_id,
         uuidv7() as copy_entry_id
       from order_state as held
       join journal_entry as entry on entry.shop_id = held.shop_id
         and entry.key = 'order/' || held.order_id || '/accrual/1'
       where held.order_id between '${orderIdOf(first)}' and '${orderIdOf(first + count - 1)}'
         and length(held.order_id) = ${orderIdOf(first).length};
     create unique index on bench_order (shop_id, ordering_key);
     analyze bench_order`,
  );
  const tables = copiedTables(SUFFIX);
  for (const table of tables) await owner.query(await stageTable(owner, table));
  const writes = [];
  for (const table of tables) writes.push(await writeTable(owner, table));
  await owner.query(functionOf(writes));
}

function functionOf(writes: readonly string[]): string {
  return `create or replace function bench_credit(most int) returns int language plpgsql as $$
    declare credited int;
    begin
      with claimed as materialized (
        select shop_id, id, ordering_key from inbox_message
        where status = 'ready' and next_attempt_at <= now()
        order by next_attempt_at, id limit most for no key update skip locked
      ), ${writes.join(", ")},
      gained as (
        select shop_id, member_id, sum(points) as points
        from claimed join bench_order using (shop_id, ordering_key) group by shop_id, member_id
      ),
      locked as materialized (
        select member.shop_id, member.id, gained.points
        from gained join member on member.shop_id = gained.shop_id
          and member.id = gained.member_id
        order by member.shop_id, member.id for no key update of member
      ),
      balances as (
        update member set available = member.available + locked.points from locked
        where member.shop_id = locked.shop_id and member.id = locked.id
      ),
      shown as (
        select shop_id, id, count(*) over (partition by shop_id) as members,
          (row_number() over (partition by shop_id order by id) - 1)
            / ${BALANCES_PER_MESSAGE} as message
        from locked
      ),
      asked as (
        insert into outbox_message as held
          (shop_id, id, kind, key, payload, next_attempt_at, created_at)
        select shop_id, uuidv7(), 'write_member_balance', id::text,
          jsonb_build_object('memberId', id), now(), now()
        from shown where members = 1
        union all
        select shop_id, uuidv7(), 'write_member_balances', uuidv7()::text,
          jsonb_build_object('memberIds', jsonb_agg(id)), now(), now()
        from shown where members > 1 group by shop_id, message
        order by 1, 3, 4 ${askedAgain}
      ),
      done as (
        delete from inbox_message as held using claimed
        where held.shop_id = claimed.shop_id and held.id = claimed.id
      )
      select count(*) into credited from claimed;
      return credited;
    end $$`;
}

/** Batches a second. */
async function runBatches(url: string, batches: number): Promise<number> {
  const connections = cpus().length;
  const each = Math.ceil(batches / connections);
  const pgbench = findPgbench();
  if (pgbench === undefined) return runByHand(url, connections, each);
  const file = new URL("sql-credits.sql", import.meta.url).pathname;
  const args = ["-c", `${connections}`, "-j", `${connections}`, "-t", `${each}`, "-f", file];
  return ((await runPgbench(pgbench, url, args)) * batches) / (each * connections);
}

async function runByHand(url: string, connections: number, each: number): Promise<number> {
  const pool = createPool({ url, size: connections, statementTimeoutMs: 0 });
  const startedMs = performance.now();
  const run = async (): Promise<void> => {
    for (let batch = 0; batch < each; batch++) {
      await pool.query({ name: "bench_credit", text: `select bench_credit(${BATCH})` });
    }
  };
  await Promise.all(Array.from({ length: connections }, run));
  const seconds = (performance.now() - startedMs) / 1_000;
  await pool.end();
  return (each * connections) / seconds;
}

async function countEntries(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    "select count(*)::int as count from journal_entry",
  );
  return rows[0]?.count ?? 0;
}
