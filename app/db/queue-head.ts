// Reads the first rows of a queue in the order of its index. A queue grows from nothing to a flood
// between two looks of the statistics: trusting those, the server would sort the whole flood for
// every few rows.
import type pg from "pg";
import type { Sql } from "./pool.ts";

/**
 * This moment, as queues keep it: in whole milliseconds. Rounded up, a message would not be due yet
 * when the worker is told of it.
 */
export const dueNow = "date_trunc('milliseconds', now())";

/** What a script says beside its query. */
const SILENT = new Set(["SET", "SAVEPOINT"]);

/**
 * Runs one query without parameters, with the plans that read all before they answer switched off
 * for it. It is sent as one script, which is one transaction even by itself, and is planned anew
 * each time. A savepoint stands before all of it: going back to it brings these plans back, too.
 */
export async function readQueueHead<Row extends pg.QueryResultRow>(
  tx: Sql,
  query: string,
  { savepoint }: { readonly savepoint?: string } = {},
): Promise<Row[]> {
  const script = [
    ...(savepoint === undefined ? [] : [`savepoint ${savepoint}`]),
    "set local enable_sort to off",
    "set local enable_bitmapscan to off",
    query,
    "set local enable_sort to default",
    "set local enable_bitmapscan to default",
  ].join(";\n");
  const results = (await tx.query(script)) as unknown as pg.QueryResult<Row>[];
  return results.find(({ command }) => !SILENT.has(command))?.rows ?? [];
}
