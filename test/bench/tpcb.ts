// The yardstick of databases: pgbench's TPC-B-like script, 8 clients, prepared, scale 100, on the
// same PostgreSQL. Where pgbench is not installed, the same statements run through `pg`; the table
// says so.
import { spawnSync } from "node:child_process";
import type pg from "pg";
import { createPool } from "../../app/db/pool.ts";
import type { Rate } from "./compare.ts";
import { findPgbench, runPgbench } from "./pgbench.ts";

const CLIENTS = 8;
const THREADS = 2;
const SECONDS = 12;
const SCALE = 100;
const ACCOUNTS_PER_BRANCH = 100_000;
const TELLERS_PER_BRANCH = 10;

/** What ran, for the notes. */
export function tpcbProgram(): string {
  const pgbench = findPgbench();
  return pgbench === undefined
    ? "TPC-B-like statements through `pg`, because pgbench is not installed here"
    : `TPC-B-like script of ${versionOf(pgbench)}`;
}

function versionOf(pgbench: string): string {
  return spawnSync(pgbench, ["--version"], { encoding: "utf8" }).stdout.trim();
}

export async function measureTpcb(ownerUrl: string): Promise<Rate> {
  const pgbench = findPgbench();
  if (pgbench === undefined) return { perSecond: await runByHand(ownerUrl) };
  const args = ["-c", `${CLIENTS}`, "-j", `${THREADS}`, "-T", `${SECONDS}`];
  return { perSecond: await runPgbench(pgbench, ownerUrl, args) };
}

/** The tables of `pgbench -i`, which is not there everywhere. */
export async function prepareTpcb(owner: pg.Pool): Promise<void> {
  for (const statement of [
    "create table pgbench_branches (bid int not null, bbalance int, filler char(88))",
    "create table pgbench_tellers (tid int not null, bid int, tbalance int, filler char(84))",
    "create table pgbench_accounts (aid int not null, bid int, abalance int, filler char(84))",
    `create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp,
       filler char(22))`,
    `insert into pgbench_branches (bid, bbalance) select n, 0 from generate_series(1, ${SCALE}) n`,
    `insert into pgbench_tellers (tid, bid, tbalance)
       select n, (n - 1) / ${TELLERS_PER_BRANCH} + 1, 0
       from generate_series(1, ${SCALE * TELLERS_PER_BRANCH}) n`,
    `insert into pgbench_accounts (aid, bid, abalance, filler)
       select n, (n - 1) / ${ACCOUNTS_PER_BRANCH} + 1, 0, ''
       from generate_series(1, ${SCALE * ACCOUNTS_PER_BRANCH}) n`,
    "alter table pgbench_branches add primary key (bid)",
    "alter table pgbench_tellers add primary key (tid)",
    "alter table pgbench_accounts add primary key (aid)",
    "vacuum analyze pgbench_branches, pgbench_tellers, pgbench_accounts, pgbench_history",
  ]) {
    await owner.query(statement);
  }
}

async function runByHand(url: string): Promise<number> {
  const pool = createPool({ url, size: CLIENTS });
  let done = 0;
  const untilMs = performance.now() + SECONDS * 1_000;
  const client = async (): Promise<void> => {
    const connection = await pool.connect();
    while (performance.now() < untilMs) {
      await transact(connection);
      done++;
    }
    connection.release();
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await pool.end();
  return done / SECONDS;
}

function below(limit: number): number {
  return 1 + Math.floor(Math.random() * limit);
}

async function transact(connection: pg.PoolClient): Promise<void> {
  const aid = below(SCALE * ACCOUNTS_PER_BRANCH);
  const tid = below(SCALE * TELLERS_PER_BRANCH);
  const bid = below(SCALE);
  const delta = below(10_001) - 5_001;
  const run = (name: string, text: string, values: unknown[]) =>
    connection.query({ name, text, values });
  await connection.query("begin");
  await run("tpcb_account", "update pgbench_accounts set abalance = abalance + $1 where aid = $2", [
    delta,
    aid,
  ]);
  await run("tpcb_read", "select abalance from pgbench_accounts where aid = $1", [aid]);
  await run("tpcb_teller", "update pgbench_tellers set tbalance = tbalance + $1 where tid = $2", [
    delta,
    tid,
  ]);
  await run("tpcb_branch", "update pgbench_branches set bbalance = bbalance + $1 where bid = $2", [
    delta,
    bid,
  ]);
  await run(
    "tpcb_history",
    `insert into pgbench_history (tid, bid, aid, delta, mtime)
     values ($1, $2, $3, $4, current_timestamp)`,
    [tid, bid, aid, delta],
  );
  await connection.query("commit");
}
