// Where the demo keeps its books: a cluster of its own, with a new database for each start. The
// demo makes them; commands find the newest one, while the demo runs and after.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";

/** Holds the demo's cluster, under the folder that npm starts scripts in. */
export const demoFolder = (): string => resolve(".data/demo-postgres");

/** What the names of the demo's databases begin with. */
export const demoPrefix = "regulars_demo_";

/** The address of another database of the same server. */
export function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** The newest demo's database, until it is closed; null where no demo has been started. */
export async function openNewestDemo(): Promise<{
  url: string;
  close: () => Promise<void>;
} | null> {
  if (!existsSync(demoFolder())) return null;
  const server = await startEmbeddedPostgres({ folder: demoFolder() });
  const name = await newestDemo(server.applicationUrl);
  if (name !== undefined) {
    return { url: withDatabase(server.applicationUrl, name), close: server.stop };
  }
  await server.stop();
  return null;
}

async function newestDemo(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where starts_with(datname, $1) order by oid desc limit 1",
      [demoPrefix],
    );
    return rows[0]?.datname;
  } finally {
    await client.end();
  }
}
