// The connection pool of this process. Opened once at the start; stores and transactions take it
// from here.
import pg from "pg";

/** Anything that runs SQL: the pool, or one connection inside a transaction. */
export type Sql = Pick<pg.ClientBase, "query">;

export type PoolOptions = {
  url: string;
  /** Connections at most: beyond eight on two cores, each one slows the others. */
  size?: number;
  /** Zero for work that may take as long as it likes, such as loading test data. */
  statementTimeoutMs?: number;
  /** Hears of connections that broke while idle; the pool replaces them. */
  onError?: (error: Error) => void;
};

const defaultPoolSize = 8;
const connectTimeoutMs = 5_000;
const idleTimeoutMs = 30_000;
/** No statement of the app needs longer; a stuck one must not hold a connection for ever. */
const statementTimeoutMs = 30_000;
const idleInTransactionTimeoutMs = 30_000;

let opened: pg.Pool | undefined;

/** Opens this process's pool; the one opened before, if any, must be closed first. */
export function openPool(options: PoolOptions): pg.Pool {
  if (opened !== undefined) throw new Error("The database pool is open already.");
  opened = createPool(options);
  return opened;
}

/** The pool that `openPool` opened. */
export function pool(): pg.Pool {
  if (opened === undefined) throw new Error("The database pool was not opened.");
  return opened;
}

/** Waits for running statements and closes the pool. */
export async function closePool(): Promise<void> {
  const closing = opened;
  opened = undefined;
  await closing?.end();
}

/** A pool that nobody shares, for measurements and tests with several databases. */
export function createPool(options: PoolOptions): pg.Pool {
  const { url, size, onError } = options;
  const created = new pg.Pool({
    connectionString: url,
    max: size ?? defaultPoolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: idleTimeoutMs,
    statement_timeout: options.statementTimeoutMs ?? statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    application_name: "regulars",
    // Statements that do not wait for one another's answers travel together.
    pipeline: true,
    types: { getTypeParser: parserOf },
  });
  // Without a listener, a connection that breaks while idle would end the process.
  created.on("error", onError ?? (() => undefined));
  return created;
}

const int8Oid = 20;

/** Points and minor money are int8: a number would lose digits beyond 2^53. */
function parserOf(oid: number, format?: "text" | "binary"): (value: never) => unknown {
  if (oid === int8Oid && format !== "binary") return BigInt as (value: never) => unknown;
  return pg.types.getTypeParser(oid, format as "text") as (value: never) => unknown;
}
