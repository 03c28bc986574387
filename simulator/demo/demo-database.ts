// A fresh database for each start of the demo, in the embedded PostgreSQL: the simulated shops
// forget, so it must too.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { demoPrefix, withDatabase } from "../../prisma/demo-postgres.ts";
import { startEmbeddedPostgres } from "../../prisma/embedded-postgres.ts";
import { deployMigrations } from "../../prisma/migrate.ts";

export type DemoDatabase = {
  ownerUrl: string;
  applicationUrl: string;
  stop: () => Promise<void>;
};

/** Starts PostgreSQL in `folder`, drops what earlier demos left, and migrates a new database. */
export async function startDemoDatabase(folder: string): Promise<DemoDatabase> {
  const server = await startEmbeddedPostgres({ folder });
  const name = `${demoPrefix}${randomBytes(5).toString("hex")}`;
  await asOwner(server.ownerUrl, async (client) => {
    await dropUnusedDemos(client);
    await client.query(`create database ${name}`);
  });
  const ownerUrl = withDatabase(server.ownerUrl, name);
  await deployMigrations(ownerUrl);
  const applicationUrl = withDatabase(server.applicationUrl, name);
  return { ownerUrl, applicationUrl, stop: server.stop };
}

/** Another demo may run at this moment on the same server: its database is in use and stays. */
async function dropUnusedDemos(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database d where datname like '${demoPrefix}%'
     and not exists (select 1 from pg_stat_activity a where a.datname = d.datname)`,
  );
  for (const { datname } of rows) await client.query(`drop database if exists "${datname}"`);
}

async function asOwner(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
