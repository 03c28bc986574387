// Rows of crediting: orders that wait in the inbox until their points are committed to the ledger,
// by two worker processes, against pgbench, against SQL alone, and one hot shop against many.
import type pg from "pg";
import { createPool } from "../../app/db/pool.ts";
import { medianTurn, takeTurns } from "./compare.ts";
import type { Rate } from "./compare.ts";
import { postgresCpuUs } from "./cpu-time.ts";
import { startCreditWorkers } from "./credit-workers.ts";
import type { CreditWorkers } from "./credit-workers.ts";
import { fillInbox } from "./inbox-fill.ts";
import type { OrderRange } from "./inbox-fill.ts";
import { limitRow, rateRow } from "./rows.ts";
import type { Rows } from "./rows.ts";
import type { BenchServer } from "./server.ts";
import type { Sizes } from "./sizes.ts";
import { measureSqlCredits } from "./sql-credits.ts";
import { measureTpcb, prepareTpcb, tpcbProgram } from "./tpcb.ts";
import { useProgram } from "./workload.ts";
import type { Spread } from "./workload.ts";

const WORKERS = 2;
/**
 * Under each program. Node compiles what runs often beside the work; until that is done, after some
 * ten thousand orders in each worker, an order takes it a third more of the processor.
 */
const WARM_UP_ORDERS = 40_000;
const TPCB_GOAL = 1.5;
const SQL_GOAL = 0.5;
/** One hot shop may be so much slower than many: a fifth. */
const HOT_GOAL = 0.8;
const MEMORY_LIMIT_MIB = 300;
const MEBIBYTE = 1_048_576;

interface Credited extends Rate {
  readonly nodeUsPerOrder: number;
  /** Null where the system does not tell. */
  readonly postgresUsPerOrder: number | null;
}

/** The first number of an order that no measurement used yet. */
let nextNumber = 1_000_000;

export async function measureCredits(server: BenchServer, sizes: Sizes): Promise<Rows> {
  await prepareTpcb(server.owner);
  const pool = createPool({ url: server.applicationUrl, size: 2 });
  const workers = await startCreditWorkers(server.applicationUrl, WORKERS);
  const bench = { server, pool, workers };
  try {
    await warmUp(bench);
    const young = workers.usage();
    const beside = await compareWithBaselines(bench, sizes);
    const spread = await compareSpreads(bench, sizes);
    while (workers.usage().handled < sizes.memoryOrders) {
      await credit(bench, rangeOf("mixed", sizes.orders));
    }
    const old = workers.usage();
    const memoryMib = old.memoryBytes / MEBIBYTE;
    return {
      rows: [
        ...beside.rows,
        ...spread.rows,
        limitRow("memory of a worker", "MiB", memoryMib, MEMORY_LIMIT_MIB),
      ],
      notes: [
        ...beside.notes,
        `memory: ${Math.round(young.memoryBytes / MEBIBYTE)} MiB after ${young.handled} orders, ` +
          `${Math.round(memoryMib)} MiB after ${old.handled}, by ${WORKERS} workers, the larger one`,
      ],
    };
  } finally {
    await workers.end();
    await pool.end();
  }
}

interface Bench {
  readonly server: BenchServer;
  readonly pool: pg.Pool;
  readonly workers: CreditWorkers;
}

async function warmUp(bench: Bench): Promise<void> {
  await creditUnderFullProgram(bench, rangeOf("many", WARM_UP_ORDERS));
  await credit(bench, rangeOf("mixed", WARM_UP_ORDERS));
  await bench.server.owner.query("analyze");
}

async function compareWithBaselines(bench: Bench, sizes: Sizes): Promise<Rows> {
  let credited = rangeOf("mixed", 0);
  const products: Credited[] = [];
  const turns = await takeTurns<"tpcb" | "product" | "sql", Rate>(sizes.turns, {
    tpcb: async () => {
      await bench.server.settle();
      return measureTpcb(bench.server.ownerUrl);
    },
    product: async () => {
      credited = rangeOf("mixed", sizes.orders);
      const result = await credit(bench, credited);
      products.push(result);
      return result;
    },
    sql: () => measureSqlCredits(bench.server, credited),
  });
  const tpcb = medianTurn(turns, "product", "tpcb");
  const sql = medianTurn(turns, "product", "sql");
  const cost = products.toSorted((a, b) => a.nodeUsPerOrder - b.nodeUsPerOrder)[
    Math.floor(products.length / 2)
  ];
  return {
    rows: [
      rateRow(
        "orders credited",
        "orders/s",
        { value: tpcb.product.perSecond, baseline: tpcb.tpcb.perSecond },
        TPCB_GOAL,
      ),
      rateRow(
        "orders credited, beside SQL alone",
        "orders/s",
        { value: sql.product.perSecond, baseline: sql.sql.perSecond },
        SQL_GOAL,
      ),
    ],
    notes: [
      `orders credited: beside ${tpcbProgram()}; ${sizes.orders} orders a turn; processor time ` +
        `for one order: ${Math.round(cost?.nodeUsPerOrder ?? 0)} µs in Node, ` +
        `${Math.round(cost?.postgresUsPerOrder ?? 0)} µs in PostgreSQL`,
    ],
  };
}

async function compareSpreads(bench: Bench, sizes: Sizes): Promise<Rows> {
  const turns = await takeTurns<"many" | "hot" | "full", Rate>(sizes.turns, {
    many: () => credit(bench, rangeOf("many", sizes.orders)),
    hot: () => credit(bench, rangeOf("hot", sizes.orders)),
    full: () => creditUnderFullProgram(bench, rangeOf("many", sizes.orders)),
  });
  const rowOf = (name: string, side: "hot" | "full", goal: number | null) => {
    const turn = medianTurn(turns, side, "many");
    const rates = { value: turn[side].perSecond, baseline: turn.many.perSecond };
    return rateRow(name, "orders/s", rates, goal);
  };
  return {
    rows: [
      rowOf("one hot shop, beside many", "hot", HOT_GOAL),
      rowOf("a full program, beside a plain one", "full", null),
    ],
    notes: ["a full program: tiers, a rule, a campaign, limits, waiting and an end of points"],
  };
}

async function creditUnderFullProgram(bench: Bench, range: OrderRange): Promise<Credited> {
  await useProgram(bench.server.owner, 2);
  try {
    return await credit(bench, range);
  } finally {
    await useProgram(bench.server.owner, 1);
  }
}

function rangeOf(spread: Spread, count: number): OrderRange {
  const first = nextNumber;
  nextNumber += count;
  return { first, count, spread };
}

/** The clock runs from the first look into the filled inbox until the last commit. */
async function credit({ server, pool, workers }: Bench, range: OrderRange): Promise<Credited> {
  await fillInbox(pool, range);
  await server.settle();
  const creditedBefore = await countCredited(server.owner);
  const before = { ...workers.usage(), postgresUs: postgresCpuUs(server.folder) };
  const startedMs = performance.now();
  workers.go();
  await workers.handled(before.handled + range.count);
  const seconds = (performance.now() - startedMs) / 1_000;
  workers.pause();
  const postgresUs = postgresCpuUs(server.folder);
  const credited = (await countCredited(server.owner)) - creditedBefore;
  if (credited !== range.count) throw new Error(`Of ${range.count} orders ${credited} counted.`);
  return {
    perSecond: range.count / seconds,
    nodeUsPerOrder: (workers.usage().cpuUs - before.cpuUs) / range.count,
    postgresUsPerOrder:
      postgresUs === null || before.postgresUs === null
        ? null
        : (postgresUs - before.postgresUs) / range.count,
  };
}

/** A rate of orders that were lost would be worth nothing. Copies have keys of another form. */
async function countCredited(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ accruals: number; dead: number }>(
    `select (select count(*)::int from journal_entry
         where kind = 'accrual' and key like '%/accrual/1') as accruals,
       (select count(*)::int from inbox_message where status = 'dead') as dead`,
  );
  if (rows[0]?.dead !== 0) throw new Error("Orders went to the dead letters.");
  return rows[0].accruals;
}
