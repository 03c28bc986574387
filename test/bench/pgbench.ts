// Runs pgbench, which comes with most installations of PostgreSQL but not with the embedded one.
import { execFile, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

/** Where Debian keeps the programs of each version of PostgreSQL. */
const VERSIONS_FOLDER = "/usr/lib/postgresql";
const run = promisify(execFile);

/** The program's path; nothing where it is not installed. */
export function findPgbench(): string | undefined {
  if (spawnSync("pgbench", ["--version"]).status === 0) return "pgbench";
  if (!existsSync(VERSIONS_FOLDER)) return undefined;
  return readdirSync(VERSIONS_FOLDER)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(VERSIONS_FOLDER, version, "bin", "pgbench"))
    .find((path) => existsSync(path));
}

/** Transactions a second of one run with prepared statements, without the time to connect. */
export async function runPgbench(
  pgbench: string,
  url: string,
  args: readonly string[],
): Promise<number> {
  const { stdout } = await run(pgbench, ["-n", "-M", "prepared", ...args, url]);
  const failed = Number(/failed transactions: (\d+)/.exec(stdout)?.[1] ?? 0);
  const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  if (failed > 0 || !(rate > 0)) throw new Error(`pgbench did not do its work:\n${stdout}`);
  return rate;
}
