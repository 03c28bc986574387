// Rows about many lots: the balance answer beside few and beside many of them.
import type pg from "pg";
import { createPool } from "../../app/db/pool.ts";
import { deployMigrations } from "../../prisma/migrate.ts";
import { addressOf } from "../support/database-server.ts";
import { medianTurn, takeTurns } from "./compare.ts";
import { measureOne } from "./http-rows.ts";
import type { LoadResult } from "./load.ts";
import { rateRow } from "./rows.ts";
import type { Rows } from "./rows.ts";
import type { BenchServer } from "./server.ts";
import type { Sizes } from "./sizes.ts";
import { MEMBERS, balanceRequest, prepareShops } from "./workload.ts";

const FEW_DATABASE = "few_lots";
/** As flat as can be told apart from noise. */
const FLAT_GOAL = 0.9;

export async function measureLots(server: BenchServer, sizes: Sizes): Promise<Rows> {
  await addLots(server.owner, sizes.lots / MEMBERS);
  const fewUrl = await prepareFewLots(server);
  const measure = (url: string) => measureOne("balance", "product", url, balanceRequest);
  const turns = await takeTurns<"few" | "many", LoadResult>(sizes.turns, {
    few: () => measure(fewUrl),
    many: () => measure(server.applicationUrl),
  });
  const { few, many } = medianTurn(turns, "many", "few");
  const rates = { value: many.perSecond, baseline: few.perSecond };
  return {
    rows: [rateRow("balance answers beside many lots", "answers/s", rates, FLAT_GOAL)],
    notes: [`balance answers beside many lots: ${sizes.lots} lots, in the baseline ${MEMBERS}`],
  };
}

/** A second database on the same server, with one lot for each member; answers its address. */
async function prepareFewLots({ owner, ownerUrl, applicationUrl }: BenchServer): Promise<string> {
  await owner.query(`create database ${FEW_DATABASE}`);
  const url = addressOf(ownerUrl, FEW_DATABASE);
  await deployMigrations(url);
  const pool = createPool({ url, size: 1, statementTimeoutMs: 0 });
  await prepareShops(pool);
  await addLots(pool, 1);
  await pool.end();
  return addressOf(applicationUrl, FEW_DATABASE);
}

/** Gives every member so many lots, one round after the other, as time would. */
async function addLots(pool: pg.Pool, each: number): Promise<void> {
  for (let round = 1; round <= each; round++) {
    await pool.query(
      `insert into lot (shop_id, member_id, id, accrued_at, expires_at, original, available)
       select shop_id, id, uuidv7(), now(), now() + $1 * interval '1 day', 10, 10 from member`,
      [round],
    );
  }
  await pool.query("update member set available = available + $1", [10 * each]);
  await pool.query("vacuum analyze lot, member");
}
