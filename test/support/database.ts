// A database of its own for a test file: a clone of the migrated template, reached as the
// application's role.
import type pg from "pg";
import { inject } from "vitest";
import { closePool, createPool, openPool } from "../../app/db/pool.ts";
import { cloneTemplate } from "./database-server.ts";
import type { DatabaseServer } from "./database-server.ts";

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
  const clone = await cloneTemplate(server);
  const ownerPool = createPool({ url: clone.ownerUrl, size: 2 });
  const database = openPool({ url: clone.url, size: testPoolSize });
  return {
    ...clone,
    pool: database,
    ownerPool,
    drop: async () => {
      await closePool();
      await ownerPool.end();
      await clone.drop();
    },
  };
}
