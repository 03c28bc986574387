// The PostgreSQL of a benchmark: the embedded one as the product sets it up, with the product's
// tables, shops and members, in a folder that is gone afterwards.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type pg from "pg";
import { createPool } from "../../app/db/pool.ts";
import { startEmbeddedPostgres } from "../../prisma/embedded-postgres.ts";
import { deployMigrations } from "../../prisma/migrate.ts";
import { prepareShops } from "./workload.ts";

export interface BenchServer {
  readonly applicationUrl: string;
  readonly ownerUrl: string;
  /** Where the cluster lies. */
  readonly folder: string;
  /** Connections of the owner of the tables. */
  readonly owner: pg.Pool;
  /** Resolves once what ran before is on disk and swept: what comes next is to pay for itself. */
  readonly settle: () => Promise<void>;
}

const LOOK_MS = 1_000;
/** Longer than the server waits between two sweeps. */
const QUIET_LOOKS = 6;
const MOST_LOOKS = 60;

export async function withServer<Result>(
  use: (server: BenchServer) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  // The server may run as another user, who must be able to walk in.
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder: join(folder, "postgres") });
  const owner = createPool({ url: server.ownerUrl, size: 2, statementTimeoutMs: 0 });
  const superuser = createPool({ url: superuserUrl(server), size: 1, statementTimeoutMs: 0 });
  try {
    await deployMigrations(server.ownerUrl);
    await prepareShops(owner);
    return await use({ ...server, owner, settle: () => settle(superuser) });
  } finally {
    await superuser.end();
    await owner.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function superuserUrl({ folder, ownerUrl }: { folder: string; ownerUrl: string }): string {
  const { superuser } = JSON.parse(readFileSync(join(folder, "passwords.json"), "utf8"));
  return ownerUrl.replace(/\/\/[^@]+@/, `//postgres:${superuser}@`);
}

async function settle(superuser: pg.Pool): Promise<void> {
  let quietLooks = 0;
  for (let look = 0; look < MOST_LOOKS && quietLooks < QUIET_LOOKS; look++) {
    const { rowCount } = await superuser.query(
      "select from pg_stat_activity where backend_type = 'autovacuum worker'",
    );
    quietLooks = rowCount === 0 ? quietLooks + 1 : 0;
    await setTimeout(LOOK_MS);
  }
  await superuser.query("checkpoint");
}
