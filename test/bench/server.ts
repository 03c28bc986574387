// The PostgreSQL of a benchmark: the embedded one as the product sets it up, with the product's
// tables, shops and members, in a folder that is gone afterwards.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
}

export async function withServer<Result>(
  use: (server: BenchServer) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  // The server may run as another user, who must be able to walk in.
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder: join(folder, "postgres") });
  const owner = createPool({ url: server.ownerUrl, size: 2, statementTimeoutMs: 0 });
  try {
    await deployMigrations(server.ownerUrl);
    await prepareShops(owner);
    return await use({ ...server, owner });
  } finally {
    await owner.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
