// The database of an app that was given none: the embedded PostgreSQL, migrated, for as long as the
// process lives.
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { deployMigrations } from "./migrate.ts";

/**
 * Where DATABASE_URL is unset: starts PostgreSQL in `.data/`, migrates it, sets the variable. Not
 * in production, where the app refuses to start without one.
 */
export async function ensureDatabase(folder?: string): Promise<void> {
  if (process.env["DATABASE_URL"]) return;
  if ((process.env["NODE_ENV"] || "production") === "production") return;
  const server = await startEmbeddedPostgres(folder === undefined ? {} : { folder });
  // Stopping is synchronous at heart, so it works while the process exits.
  process.once("exit", () => void server.stop());
  await deployMigrations(server.ownerUrl);
  process.env["DATABASE_URL"] = server.applicationUrl;
}
