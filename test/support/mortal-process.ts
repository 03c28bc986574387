// A process that can be killed between any two of its steps: what it has done stays done, and
// whatever it would do afterwards never happens. A step is what others can see of it: a commit, a
// statement that writes, a call of Shopify's that took effect.
import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";
import type { Random } from "../../simulator/seed/random.ts";

/** What a dead process meets wherever it turns. Nobody is left to read it. */
export class Killed extends Error {
  override readonly name = "Killed";
}

export interface Fate {
  /** Dies after so many steps. */
  readonly diesAfter?: number;
  /** After so many steps it waits for `until`, or at its end where it takes fewer. */
  readonly pausesAfter?: { readonly steps: number; readonly until: () => Promise<void> };
  /** Lets others go first now and then. */
  readonly jitter?: Random;
}

const running = new AsyncLocalStorage<MortalProcess>();

export class MortalProcess {
  /** `commit`, the name of a statement, or what Shopify was asked: `mutation CreateDiscount`. */
  readonly steps: string[] = [];
  /** How often it turned to the database or to Shopify so far. */
  turns = 0;
  readonly #fate: Fate;
  #hasPaused = false;

  constructor(fate: Fate = {}) {
    this.#fate = fate;
  }

  get isDead(): boolean {
    return this.#fate.diesAfter !== undefined && this.steps.length >= this.#fate.diesAfter;
  }

  /** Everything that `work` begins belongs to the process, however long it lasts. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    return running.run(this, work);
  }

  /** Where it can go no further. */
  live(): void {
    if (this.isDead) throw new Killed("The process was killed");
  }

  /** Before it turns to the database or to Shopify. */
  async enter(): Promise<void> {
    this.live();
    this.turns += 1;
    const { pausesAfter, jitter } = this.#fate;
    for (let left = jitter?.between(0, MOST_PAUSES) ?? 0; left > 0; left -= 1) await othersTurn();
    if (pausesAfter && this.steps.length >= pausesAfter.steps) await this.end();
    this.live();
  }

  /** It has nothing more to do. */
  async end(): Promise<void> {
    if (this.#hasPaused) return;
    this.#hasPaused = true;
    await this.#fate.pausesAfter?.until();
  }

  /** Something took effect. Where it is the last step, its answer is never read. */
  did(step: string): void {
    this.live();
    this.steps.push(step);
    this.live();
  }
}

const MOST_PAUSES = 3;

/** Lets whatever is due go first. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Lets processes die that use the pool and `fetch`. Answers how to end that. */
export function makeMortal(pool: pg.Pool): () => void {
  const { fetch } = globalThis;
  const bound = { query: pool.query.bind(pool), connect: pool.connect.bind(pool) } as AnyPool;
  Object.assign(pool, {
    query: (...args: unknown[]) => {
      const process = running.getStore();
      return process ? queryAlone(process, bound, args) : bound.query(...args);
    },
    connect: (...args: unknown[]) => {
      const process = running.getStore();
      // The pool's own way to a connection has a callback, and was let in before.
      return process && args.length === 0 ? connected(process, bound) : bound.connect(...args);
    },
  });
  globalThis.fetch = async (input, init) => {
    const process = running.getStore();
    await process?.enter();
    const response = await fetch(input, init);
    const step = process && operationOf(input, init?.body);
    if (step !== undefined) process?.did(step);
    return response;
  };
  return () => {
    // The pool's own come to light again.
    for (const name of ["query", "connect"]) Reflect.deleteProperty(pool, name);
    globalThis.fetch = fetch;
  };
}

interface AnyPool {
  query: (...args: unknown[]) => Promise<pg.QueryResult>;
  connect: (...args: unknown[]) => Promise<pg.PoolClient>;
}

async function queryAlone(process: MortalProcess, pool: AnyPool, args: unknown[]) {
  await process.enter();
  const result = await pool.query(...args);
  const { name, text } = statementOf(args[0]);
  if (hasWritten(result, text)) process.did(name);
  return result;
}

async function connected(process: MortalProcess, pool: AnyPool): Promise<pg.PoolClient> {
  await process.enter();
  const client = await pool.connect();
  const run = client.query.bind(client) as (...args: unknown[]) => Promise<pg.QueryResult>;
  /** Those that travel together must keep their order: nothing is waited for. */
  const ask = (...args: unknown[]): Promise<pg.QueryResult> => {
    if (process.isDead) return Promise.reject(new Killed("The process was killed"));
    process.turns += 1;
    const isEnd = statementOf(args[0]).text === "commit";
    return isEnd ? commit(process, () => run(...args)) : run(...args);
  };
  return new Proxy(client, {
    get(target, property) {
      if (property === "query") return ask;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

async function commit(process: MortalProcess, run: () => Promise<pg.QueryResult>) {
  const result = await run();
  process.did("commit");
  return result;
}

const writing = new Set(["INSERT", "UPDATE", "DELETE"]);

/** Of a script each statement has a result. */
function hasWritten(result: pg.QueryResult | pg.QueryResult[], text: string): boolean {
  const results = [result].flat();
  return (
    results.some(({ command, rowCount }) => writing.has(command) && (rowCount ?? 0) > 0) ||
    /^\s*with\b[^]*\bupdate\b/i.test(text)
  );
}

function statementOf(statement: unknown): { name: string; text: string } {
  if (typeof statement === "string") return { name: shortened(statement), text: statement };
  const { name, text = "" } = statement as { name?: string; text?: string };
  return { name: name ?? shortened(text), text };
}

const MOST_CHARACTERS = 40;

function shortened(text: string): string {
  return text.trim().slice(0, MOST_CHARACTERS);
}

/** What Shopify was asked for: an operation, or a token; nothing for other calls. */
function operationOf(address: unknown, body: unknown): string | undefined {
  if (String(address).endsWith("/access_token")) return "access_token";
  if (!(body instanceof ArrayBuffer)) return undefined;
  return /(?:query|mutation) \w+/.exec(Buffer.from(body).toString("utf8"))?.[0];
}
