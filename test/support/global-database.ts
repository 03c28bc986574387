// Vitest's global set-up: one PostgreSQL for the run, and one migrated database to clone for each
// test file. Uses TEST_DATABASE_URL (a role that may create databases and roles), or the embedded
// server.
import { randomBytes } from "node:crypto";
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../prisma/embedded-postgres.ts";
import { deployMigrations } from "../../prisma/migrate.ts";
import { addressOf, dropDatabase, runAsOwner } from "./database-server.ts";
import type { DatabaseServer } from "./database-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseServer: DatabaseServer;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { server, close } = await startDatabaseServer();
  project.provide("databaseServer", server);
  return close;
}

/** A server with a migrated template and an application role of this run. */
export async function startDatabaseServer(): Promise<{
  server: DatabaseServer;
  close: () => Promise<void>;
}> {
  const { ownerUrl, stop } = await findServer();
  const run = randomBytes(5).toString("hex");
  const server: DatabaseServer = {
    ownerUrl,
    template: `regulars_template_${run}`,
    role: `regulars_test_${run}`,
    rolePassword: randomBytes(18).toString("base64url"),
  };
  await runAsOwner(ownerUrl, `create database ${server.template}`);
  await deployMigrations(addressOf(ownerUrl, server.template));
  await runAsOwner(
    ownerUrl,
    `create role ${server.role} login password '${server.rolePassword}' in role regulars_app`,
  );
  const close = async () => {
    await dropDatabase(ownerUrl, server.template);
    await runAsOwner(ownerUrl, `drop role ${server.role}`);
    await stop();
  };
  return { server, close };
}

/**
 * The embedded server of a test run lives in a temporary folder and may forget all when the power
 * fails.
 */
async function findServer(): Promise<{ ownerUrl: string; stop: () => Promise<void> }> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given !== undefined && given !== "") {
    await new pg.Pool({ connectionString: given, max: 1 }).end();
    return { ownerUrl: given, stop: async () => undefined };
  }
  const folder = mkdtempSync(join(roomyFolder(), "regulars-test-"));
  // The server may run as another user, who must be able to walk in.
  chmodSync(folder, 0o755);
  const embedded = await startEmbeddedPostgres({
    folder: join(folder, "postgres"),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
  });
  const stop = async () => {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ownerUrl: embedded.ownerUrl, stop };
}

/** Linux keeps in memory what lies here. */
const MEMORY = "/dev/shm";
/** Many times what the databases of a run need at once. */
const ROOM_BYTES = 4 * 2 ** 30;

/**
 * Memory where there is plenty: on a disk most of the time goes into the hundreds of files that
 * each new database has.
 */
function roomyFolder(): string {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    const room = Math.min(bavail * bsize, process.availableMemory());
    return room < ROOM_BYTES ? tmpdir() : MEMORY;
  } catch {
    return tmpdir();
  }
}
