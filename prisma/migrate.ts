// Migrations without a download: `node prisma/migrate.ts deploy|status|diff|new NAME`. It writes
// the normal `_prisma_migrations` table, so `prisma migrate deploy` can take over at any time.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  migrationsFolder,
  noFilters,
  readMigrations,
  readSchema,
  withDatabaseEngine,
  withShadowEngine,
} from "./schema-engine.ts";

/**
 * Applies what is missing and answers the names of what was applied. A migration is one
 * transaction, so one that failed before has left nothing and is tried again.
 */
export function deployMigrations(ownerUrl: string): Promise<string[]> {
  return withDatabaseEngine(ownerUrl, async (engine) => {
    const migrationsList = await readMigrations();
    const before = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: noFilters,
    });
    for (const migrationName of before.failedMigrationNames) {
      await engine.markMigrationRolledBack({ migrationName });
    }
    const applied = await engine.applyMigrations({ migrationsList, filters: noFilters });
    return applied.appliedMigrationNames;
  });
}

export type MigrationStatus = { pending: string[]; failed: string[]; edited: string[] };

/** Compares the database's history with the folder. */
export function readMigrationStatus(ownerUrl: string): Promise<MigrationStatus> {
  return withDatabaseEngine(ownerUrl, async (engine) => {
    const found = await engine.diagnoseMigrationHistory({
      migrationsList: await readMigrations(),
      optInToShadowDatabase: false,
      filters: noFilters,
    });
    const behind =
      found.history !== null && "unappliedMigrationNames" in found.history
        ? found.history.unappliedMigrationNames
        : [];
    return {
      pending: behind,
      failed: found.failedMigrationNames,
      edited: found.editedMigrationNames,
    };
  });
}

/** The SQL that would bring the migrations to schema.prisma; empty when they agree. */
export function diffMigrationsWithSchema(): Promise<string> {
  return withShadowEngine(async (engine) => {
    const result = await engine.diff({
      from: { tag: "migrations", ...(await readMigrations()) },
      to: { tag: "schemaDatamodel", ...(await readSchema()) },
      script: true,
      exitCode: true,
      filters: noFilters,
    });
    return result.exitCode === 2 ? (result.stdout ?? "") : "";
  });
}

/** Writes the next migration: what schema.prisma says and the migrations do not yet. */
export async function createMigration(name: string, now: Date): Promise<string> {
  const script = await diffMigrationsWithSchema();
  const stamp = now.toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  const file = join(migrationsFolder, `${stamp}_${slug}`, "migration.sql");
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, script === "" ? "-- Nothing that Prisma knows of changes.\n" : script);
  return file;
}

/** The owner's address: migrations never run as the application's role. */
async function resolveOwnerUrl(): Promise<{ url: string; close: () => Promise<void> }> {
  const url = process.env["DATABASE_OWNER_URL"] || process.env["DATABASE_URL"];
  if (url) return { url, close: async () => undefined };
  const { startEmbeddedPostgres } = await import("./embedded-postgres.ts");
  const server = await startEmbeddedPostgres();
  return { url: server.ownerUrl, close: server.stop };
}

async function runOnDatabase(use: (url: string) => Promise<string>): Promise<void> {
  const { url, close } = await resolveOwnerUrl();
  try {
    console.log(await use(url));
  } finally {
    await close();
  }
}

const commands: Record<string, (args: string[]) => Promise<void>> = {
  deploy: () =>
    runOnDatabase(async (url) => {
      const applied = await deployMigrations(url);
      return applied.length === 0
        ? "The database is up to date."
        : `Applied ${applied.join(", ")}.`;
    }),
  status: () =>
    runOnDatabase(async (url) => {
      const { pending, failed, edited } = await readMigrationStatus(url);
      if (pending.length + failed.length + edited.length > 0) process.exitCode = 1;
      return JSON.stringify({ pending, failed, edited });
    }),
  diff: async () => {
    const script = await diffMigrationsWithSchema();
    if (script !== "") process.exitCode = 2;
    console.log(script === "" ? "The migrations say what schema.prisma says." : script);
  },
  new: async ([name]) => {
    if (name === undefined) throw new Error("A migration needs a name.");
    console.log(await createMigration(name, new Date()));
  },
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [command = "", ...args] = process.argv.slice(2);
  const run = commands[command];
  if (run === undefined) throw new Error(`Say one of: ${Object.keys(commands).join(", ")}.`);
  await run(args);
}
