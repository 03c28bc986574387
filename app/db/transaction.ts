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

/**
 * Statements that do not wait for one another: all are sent at once and carried out in the order in
 * which they are named. Resolves or throws when the last of them is answered, so that none is left
 * behind on a transaction that has ended.
 */
export async function together<Answers extends readonly unknown[]>(
  ...statements: { readonly [Place in keyof Answers]: Promise<Answers[Place]> }
): Promise<Answers> {
  const outcomes = await Promise.allSettled(statements);
  const faults = outcomes.flatMap((outcome) =>
    outcome.status === "rejected" ? [outcome.reason as unknown] : [],
  );
  if (faults.length > 0) throw faults.find((fault) => codeOf(fault) !== ABORTED) ?? faults[0];
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as never;
}

/** What statements hear that come after the one that failed. */
const ABORTED = "25P02";

async function runOnce<T>(source: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await source.connect();
  let broken: Error | undefined;
  const onBreak = (error: Error): void => {
    broken = error;
  };
  let isOver = false;
  // A statement that came after the end would be a transaction of its own.
  const tx = {
    query: (...statement: unknown[]) =>
      isOver
        ? Promise.reject(new Error("A statement came after the end of its transaction"))
        : (client.query as (...all: unknown[]) => unknown).apply(client, statement),
  } as Transaction;
  // The pool listens to idle connections only; this one would end the process if it broke unheard.
  client.on("error", onBreak);
  try {
    await client.query("begin");
    const result = await work(tx);
    isOver = true;
    const { command } = await client.query("commit");
    // What PostgreSQL answers where a statement had failed and nobody heard of it.
    if (command !== "COMMIT") throw new Error("The transaction was rolled back");
    return result;
  } catch (error) {
    isOver = true;
    // Where the connection is gone, its transaction is, too.
    await client.query("rollback").catch(onBreak);
    throw error;
  } finally {
    client.off("error", onBreak);
    client.release(broken);
  }
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}

function isRetried(error: unknown): boolean {
  const code = codeOf(error);
  return typeof code === "string" && retriedCodes.has(code);
}
