// The database that a command reads, and the shop that it was asked for.
import type { Sql } from "../app/db/pool.ts";

/** The configured database, or the embedded one. */
export async function findDatabase(): Promise<{ url: string; close: () => Promise<void> }> {
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
  if (!rows[0]) throw new Error(`No shop ${domain} is known`);
  return rows[0].shop_id;
}

/** An option that names a moment. */
export function readMoment(option: string, text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Error(`--${option} takes a moment such as 2026-03-01T12:00:00Z`);
  return at;
}
