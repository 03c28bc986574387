// Whether the database can be reached and has the tables that this version of the app expects.
import { readdir } from "node:fs/promises";
import type { Sql } from "./pool.ts";

/** The migrations that the app was delivered with; nothing where the folder is not there. */
export async function listMigrations(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Those of the expected migrations that the database does not have. */
export async function findMissingMigrations(
  sql: Sql,
  expected: readonly string[],
): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>({
    name: "readiness_migrations",
    text: `select name from unnest($1::text[]) as name where not exists (
        select from _prisma_migrations as applied
        where applied.migration_name = name and applied.finished_at is not null
          and applied.rolled_back_at is null)`,
    values: [expected],
  });
  return rows.map((row) => row.name);
}

/** The app should work as a role that cannot rewrite the ledger. */
export async function mayRewriteLedger(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ may: boolean }>({
    name: "readiness_privileges",
    text: `select has_table_privilege('journal_entry', 'update')
        or has_table_privilege('posting', 'update, delete') as may`,
  });
  return rows[0]?.may === true;
}
