// Row of the night: lots of a large shop and of many small ones end in the same night, worked off
// by two processes.
import type pg from "pg";
import { dateOfDayNumber } from "../../app/core/calendar/local-date.ts";
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import { createPool } from "../../app/db/pool.ts";
import { deployMigrations } from "../../prisma/migrate.ts";
import { addressOf } from "../support/database-server.ts";
import { startChild } from "./child.ts";
import type { BenchChild } from "./child.ts";
import type { Rate } from "./compare.ts";
import { postgresCpuUs } from "./cpu-time.ts";
import type { NightNews } from "./night-worker.ts";
import { rateRow } from "./rows.ts";
import type { Rows } from "./rows.ts";
import type { BenchServer } from "./server.ts";
import type { Sizes } from "./sizes.ts";
import { MEMBERS, prepareShops } from "./workload.ts";

const NAME = "lots that end in a night";
const DATABASE = "nights";
const WORKERS = 2;
/** What was asked for, in lots a second. */
const ASKED = 10_000;
/** The night before the first that is measured: 1 March 2026, in the zone of all shops. */
const FIRST_DAY_NUMBER = 20_513;
const ZONE = "Europe/Berlin";
const POINTS = 10;

interface Night extends Rate {
  readonly nodeUsPerLot: number;
  /** Null where the system does not tell. */
  readonly postgresUsPerLot: number | null;
}

export async function measureExpiry(server: BenchServer, sizes: Sizes): Promise<Rows> {
  const owner = await prepareNights(server);
  const url = addressOf(server.applicationUrl, DATABASE);
  const workers = Array.from({ length: WORKERS }, () => startChild("night-worker.ts", [url]));
  const lotsEach = Math.ceil(sizes.dueLots / MEMBERS);
  try {
    await Promise.all(workers.map((worker) => worker.next<NightNews>()));
    const nights: Night[] = [];
    // The first one warms the processes up.
    for (let night = 0; night <= sizes.turns; night++) {
      await addLots(owner, night, lotsEach);
      nights.push(await workNight(server, workers, night, lotsEach * MEMBERS));
      await expectNothingLeft(owner);
    }
    const median = nights.slice(1).toSorted((a, b) => a.perSecond - b.perSecond)[
      Math.floor(sizes.turns / 2)
    ];
    if (!median) throw new RangeError("There is no median of no nights.");
    const rates = { value: median.perSecond, baseline: ASKED };
    const [node, postgres] = [median.nodeUsPerLot, median.postgresUsPerLot ?? 0].map(Math.round);
    const cost = `per lot ${node} us of Node, ${postgres} us of PostgreSQL`;
    return {
      rows: [rateRow(NAME, "lots/s", rates, 1)],
      notes: [`${NAME}: ${lotsEach} of each of ${MEMBERS} members, ${cost}`],
    };
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
    await owner.end();
  }
}

async function prepareNights({ owner, ownerUrl }: BenchServer): Promise<pg.Pool> {
  await owner.query(`create database ${DATABASE}`);
  const url = addressOf(ownerUrl, DATABASE);
  await deployMigrations(url);
  const pool = createPool({ url, size: 1, statementTimeoutMs: 0 });
  await prepareShops(pool);
  await pool.query("update shop set nights_done_until = $1::date", [dayBefore(0)]);
  await pool.query("update program_version set carried_out_at = now()");
  return pool;
}

function dayBefore(night: number): string {
  return dateOfDayNumber(FIRST_DAY_NUMBER + night);
}

function startOf(night: number): number {
  return startOfDay(dateOfDayNumber(FIRST_DAY_NUMBER + 1 + night), ZONE);
}

/** Lots of every member that end with the night, booked as though they had been adjusted. */
async function addLots(owner: pg.Pool, night: number, each: number): Promise<void> {
  await owner.query(
    `insert into lot (shop_id, member_id, id, accrued_at, expires_at, original, available)
     select shop_id, member.id, uuidv7(), to_timestamp($1::float8 / 1000) - interval '1 year',
       to_timestamp($1::float8 / 1000), $3, $3
     from generate_series(1, $2::int), member`,
    [startOf(night), each, POINTS],
  );
  await owner.query("update member set available = available + $1", [POINTS * each]);
  await owner.query("vacuum analyze lot, member");
}

async function workNight(
  server: BenchServer,
  workers: readonly BenchChild[],
  night: number,
  lots: number,
): Promise<Night> {
  const cpuBefore = await cpuOf(server, workers, 0);
  const startedMs = performance.now();
  const cpu = await cpuOf(server, workers, startOf(night));
  const seconds = (performance.now() - startedMs) / 1_000;
  const postgres =
    cpu.postgresUs === null || cpuBefore.postgresUs === null
      ? null
      : (cpu.postgresUs - cpuBefore.postgresUs) / lots;
  return {
    perSecond: lots / seconds,
    nodeUsPerLot: (cpu.nodeUs - cpuBefore.nodeUs) / lots,
    postgresUsPerLot: postgres,
  };
}

/** Has all workers work off what is due by an instant; answers what was taken since the start. */
async function cpuOf(
  { folder }: BenchServer,
  workers: readonly BenchChild[],
  now: number,
): Promise<{ nodeUs: number; postgresUs: number | null }> {
  const news = await Promise.all(
    workers.map((worker) => {
      worker.say(String(now));
      return worker.next<NightNews>();
    }),
  );
  const nodeUs = news.reduce((sum, { cpuUs }) => sum + cpuUs, 0);
  return { nodeUs, postgresUs: postgresCpuUs(folder) };
}

/** A rate of work that was not done would be a fine rate. */
async function expectNothingLeft(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ left: string }>(
    `select ((select count(*) from member where available > 0)
       + (select coalesce(sum(left_out), 0) from night))::text as left`,
  );
  if (rows[0]?.left !== "0") throw new Error(`Nights left ${rows[0]?.left} things undone.`);
}
