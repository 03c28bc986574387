// Two rows: the balance answer in a database of a million members, as often as it can be given, and
// how long it takes at a steady thousand a second.
import type pg from "pg";
import { createPool } from "../../app/db/pool.ts";
import { deployMigrations } from "../../prisma/migrate.ts";
import { addressOf } from "../support/database-server.ts";
import { medianRate } from "./compare.ts";
import { measureOne } from "./http-rows.ts";
import type { LoadResult } from "./load.ts";
import { limitRow, rateRow } from "./rows.ts";
import type { Rows } from "./rows.ts";
import type { BenchServer } from "./server.ts";
import type { Sizes } from "./sizes.ts";
import { addMembers, anyoneOf, balanceRequestOf, prepareShops } from "./workload.ts";

const DATABASE = "many_members";
const LEAST_PER_SECOND = 3_000;
const STEADY_PER_SECOND = 1_000;
const STEADY_MS = 10_000;
/** A cold program falls behind at first, and a steady pace does not wait for it. */
const STEADY_WARM_UP_MS = 4_000;
const STEADY_LIMIT_MS = 20;
/** Different members: more than any cache of a connection or a processor remembers. */
const ASKED_MEMBERS = 20_000;

export async function measureMembers(server: BenchServer, sizes: Sizes): Promise<Rows> {
  const url = await prepareMembers(server, sizes.members);
  const make = (number: number) => balanceRequestOf(anyoneOf(sizes.members, number));
  const wishes = { distinct: ASKED_MEMBERS };
  const turns: LoadResult[] = [];
  for (let turn = 0; turn < sizes.turns; turn += 1) {
    turns.push(await measureOne("balance", "product", url, make, wishes));
  }
  const steady = await measureOne("balance", "product", url, make, {
    ...wishes,
    warmUpMs: STEADY_WARM_UP_MS,
    measuredMs: STEADY_MS,
    perSecond: STEADY_PER_SECOND,
  });
  await server.owner.query(`drop database ${DATABASE} with (force)`);
  const fast = medianRate(turns);
  const rates = { value: fast.perSecond, baseline: LEAST_PER_SECOND };
  const what = `balance answers at ${STEADY_PER_SECOND} a second, p99`;
  return {
    rows: [
      rateRow("balance answers, a million members", "answers/s", rates, 1),
      limitRow(what, "ms", steady.p99Ms, STEADY_LIMIT_MS),
    ],
    notes: [
      `balance answers, a million members: ${sizes.members} members, ${ASKED_MEMBERS} of them ` +
        `asked for, beside the least that is promised; p50 ${fast.p50Ms.toFixed(1)} ms, p99 ` +
        `${fast.p99Ms.toFixed(1)} ms`,
      `${what}: p50 ${steady.p50Ms.toFixed(1)} ms, ${Math.round(steady.perSecond)} answered a second`,
    ],
  };
}

/** A database of its own beside the others' on the same server; answers its address. */
async function prepareMembers(
  { owner, ownerUrl, applicationUrl }: BenchServer,
  members: number,
): Promise<string> {
  await owner.query(`create database ${DATABASE}`);
  const url = addressOf(ownerUrl, DATABASE);
  await deployMigrations(url);
  const pool = createPool({ url, size: 1, statementTimeoutMs: 0 });
  await prepareShops(pool);
  await addMembers(pool, members);
  await requireMembers(pool, members);
  await pool.end();
  return addressOf(applicationUrl, DATABASE);
}

/** Whoever is asked for must be there: nothing is found faster than what is not. */
async function requireMembers(pool: pg.Pool, members: number): Promise<void> {
  const asked = Array.from({ length: ASKED_MEMBERS }, (_, number) => anyoneOf(members, number));
  const ids = new Set(asked.map(({ customerId }) => customerId));
  const { rows } = await pool.query<{ all: number; found: number }>(
    `select (select count(*) from member)::int as all,
       (select count(*) from member where shopify_customer_id = any($1))::int as found`,
    [[...ids]],
  );
  if (rows[0]?.all !== members || rows[0].found !== ids.size) {
    throw new Error(
      `Of ${ids.size} among ${members} members there are ${JSON.stringify(rows[0])}.`,
    );
  }
}
