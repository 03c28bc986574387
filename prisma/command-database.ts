// The database that a command reads, and the shop that it was asked for.
import type { Sql } from "../app/db/pool.ts";

/** Why a command cannot be carried out, in words for whoever typed it. */
export class CommandRefused extends Error {}

const UNDEFINED_TABLE = "42P01";

/** What a command refuses is told in its words alone; other faults with their place in the code. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const isEmpty = (error as { code?: unknown }).code === UNDEFINED_TABLE;
    if (!isEmpty && !(error instanceof CommandRefused)) throw error;
    const words = "The database has no tables yet: `npm run db:deploy` makes them";
    console.error(isEmpty ? words : (error as Error).message);
    process.exitCode = 1;
  }
}

/** The newest demo's database where that is asked for, else the configured or the embedded one. */
export async function findDatabase(
  isDemo: boolean,
): Promise<{ url: string; close: () => Promise<void> }> {
  if (isDemo) {
    const { openNewestDemo } = await import("./demo-postgres.ts");
    const demo = await openNewestDemo();
    if (demo === null) throw new CommandRefused("There is no demo yet: `npm run demo` makes one");
    return demo;
  }
  const url = process.env["DATABASE_URL"];
  if (url !== undefined && url !== "") return { url, close: async () => undefined };
  const { startEmbeddedPostgres } = await import("./embedded-postgres.ts");
  const server = await startEmbeddedPostgres();
  return { url: server.applicationUrl, close: server.stop };
}

/** Throws where no shop has the domain. */
export async function findShopId(sql: Sql, domain: string): Promise<bigint> {
  const { rows } = await sql.query<{ shop_id: bigint }>(
    "select shop_id from shop where domain = $1",
    [domain],
  );
  if (!rows[0]) throw new CommandRefused(`No shop ${domain} is known`);
  return rows[0].shop_id;
}

/** An option that names a moment. */
export function readMoment(option: string, text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw new CommandRefused(`--${option} takes a moment such as 2026-03-01T12:00:00Z`);
  return at;
}
