// The one way to write: a transaction that is repeated, a bounded number of times, when PostgreSQL
// asks for it.
import type pg from "pg";
import { pool } from "./pool.ts";
import type { Sql } from "./pool.ts";

export type Transaction = Sql;

const maxAttempts = 5;
const firstPauseMs = 5;
/** Serialization failure and deadlock: nothing was written, and a repetition may succeed. */
const retriedCodes = new Set(["40001", "40P01"]);

export type TransactionOptions = {
  pool?: pg.Pool;
};

/**
 * Runs `work` in one transaction and commits it. `work` may run more than once, so it must not
 * touch anything but the transaction it is given, and never the network.
 */
export async function withTransaction<T>(
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const source = options.pool ?? pool();
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(source, work);
    } catch (error) {
      if (attempt >= maxAttempts || !isRetried(error)) throw error;
      const pauseMs = firstPauseMs * 2 ** attempt * (0.5 + Math.random());
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

async function runOnce<T>(source: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await source.connect();
  let broken: Error | undefined;
  const onBreak = (error: Error): void => {
    broken = error;
  };
  // The pool listens to idle connections only; this one would end the process if it broke unheard.
  client.on("error", onBreak);
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    // Where the connection is gone, its transaction is, too.
    await client.query("rollback").catch(onBreak);
    throw error;
  } finally {
    client.off("error", onBreak);
    client.release(broken);
  }
}

function isRetried(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && retriedCodes.has(code);
}
