// `npm run bench`: how fast the product is, each figure beside a baseline taken in the same run on
// the same PostgreSQL. Prints a table and writes bench-results.json. Takes about two minutes.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createPool } from "../../app/db/pool.ts";
import { startEmbeddedPostgres } from "../../prisma/embedded-postgres.ts";
import { deployMigrations } from "../../prisma/migrate.ts";
import type { Turn } from "./compare.ts";
import { measureCredits } from "./credit-row.ts";
import { measureBalance, measureDoor } from "./http-rows.ts";
import { benchSecret, prepareShops } from "./workload.ts";

interface ResultRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  readonly ratio: number;
  /** The least ratio asked for; null where none is. */
  readonly goal: number | null;
}

const RESULTS_FILE = "bench-results.json";
const DOOR_GOAL_RATIO = 1.5;

/** The balance door reads the configuration; here it stands for an installation of its own. */
Object.assign(process.env, {
  NODE_ENV: "test",
  SHOPIFY_API_KEY: "bench",
  SHOPIFY_API_SECRET: benchSecret,
  SHOPIFY_APP_URL: "http://localhost",
  TOKEN_ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  LOG_LEVEL: "silent",
});

function rowOf(
  name: string,
  unit: string,
  turn: Turn<{ readonly perSecond: number }>,
  goal: number | null,
): ResultRow {
  return {
    name,
    value: Math.round(turn.product.perSecond),
    unit,
    baseline: Math.round(turn.baseline.perSecond),
    ratio: Math.round(turn.ratio * 100) / 100,
    goal,
  };
}

function print(rows: readonly ResultRow[], notes: readonly string[]): void {
  const head = ["", "value", "baseline", "ratio", "goal"];
  const lines = rows.map((row) => [
    row.name,
    `${row.value} ${row.unit}`,
    `${row.baseline} ${row.unit}`,
    String(row.ratio),
    row.goal === null ? "-" : `>= ${row.goal}`,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  for (const line of [head, ...lines]) {
    console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  }
  for (const note of notes) console.log(note);
}

async function measureAll(): Promise<{ rows: ResultRow[]; notes: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  // The server may run as another user, who must be able to walk in.
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder: join(folder, "postgres") });
  const owner = createPool({ url: server.ownerUrl, size: 2, statementTimeoutMs: 0 });
  try {
    await deployMigrations(server.ownerUrl);
    await prepareShops(owner);
    const door = await measureDoor(server.applicationUrl, owner);
    const balance = await measureBalance(server.applicationUrl, owner);
    const credits = await measureCredits(server.applicationUrl, server.ownerUrl, owner);
    return {
      rows: [
        rowOf("webhook door", "webhooks/s", door, DOOR_GOAL_RATIO),
        rowOf("orders credited", "orders/s", credits, null),
        rowOf("balance answers", "answers/s", balance, null),
      ],
      notes: [
        `door: p50 ${door.product.p50Ms.toFixed(1)} ms, p99 ${door.product.p99Ms.toFixed(1)} ms; ` +
          `balance: p50 ${balance.product.p50Ms.toFixed(1)} ms, ` +
          `p99 ${balance.product.p99Ms.toFixed(1)} ms`,
        `baselines: one insert per request; TPC-B-like transactions by ${credits.program} with ` +
          `8 clients; one select by key per request. ${cpus().length} cores, ` +
          `Node ${process.versions.node}`,
      ],
    };
  } finally {
    await owner.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const { rows, notes } = await measureAll();
print(rows, notes);
writeFileSync(RESULTS_FILE, `${JSON.stringify(rows, null, 2)}\n`);
