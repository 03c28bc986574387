// A database of its own for a test file: a clone of the migrated template, reached as the
// application's role.
import { randomBytes } from "node:crypto";
import type pg from "pg";
import { inject } from "vitest";
import { closePool, createPool, openPool } from "../../app/db/pool.ts";
import { addressAs, addressOf, runAsOwner } from "./database-server.ts";
import type { DatabaseServer } from "./database-server.ts";

/** PostgreSQL's code for a right that a role has not. */
const insufficientPrivilege = "42501";

export type TestDatabase = {
  /** The application's role; also what `pool()` answers while the test runs. */
  url: string;
  pool: pg.Pool;
  /** The owner of the tables, for looking and for what the app may not do. */
  ownerUrl: string;
  ownerPool: pg.Pool;
  drop: () => Promise<void>;
};

const testPoolSize = 12;

/** Clones the template and opens the app's pool on it. Call `drop` in `afterAll`. */
export async function createTestDatabase(
  server: DatabaseServer = inject("databaseServer"),
): Promise<TestDatabase> {
  const name = `regulars_test_${randomBytes(6).toString("hex")}`;
  await runAsOwner(server.ownerUrl, `create database ${name} template ${server.template}`);
  const ownerUrl = addressOf(server.ownerUrl, name);
  const url = addressAs(ownerUrl, server.role, server.rolePassword);
  const ownerPool = createPool({ url: ownerUrl, size: 2 });
  const database = openPool({ url, size: testPoolSize });
  return {
    url,
    pool: database,
    ownerUrl,
    ownerPool,
    drop: async () => {
      await closePool();
      await ownerPool.end();
      await dropDatabase(server.ownerUrl, name);
    },
  };
}

/**
 * Connections that a killed process left are ended by force. Autovacuum at work there belongs to
 * the superuser, which the owner may not end: without force PostgreSQL itself sends it away.
 */
async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  try {
    await runAsOwner(ownerUrl, `drop database ${name} with (force)`);
  } catch (error) {
    if ((error as { code?: unknown }).code !== insufficientPrivilege) throw error;
    await runAsOwner(ownerUrl, `drop database ${name}`);
  }
}
