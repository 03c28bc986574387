// A row: orders from the inbox's door to the ledger, against the TPC-B-like transactions of
// pgbench.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { insertReceived } from "../../app/db/inbox-store.ts";
import { createPool } from "../../app/db/pool.ts";
import { findOrderingKey } from "../../app/inbox/ordering-key.ts";
import { createReceiver } from "../../app/inbox/receive.ts";
import { startChild } from "./child.ts";
import { compareInTurns } from "./compare.ts";
import type { Turn } from "./compare.ts";
import { measureTpcb, prepareTpcb } from "./tpcb.ts";
import { paidOrder } from "./workload.ts";

/** As many as the machine that was designed for has cores. */
const WORKERS = 2;
const WARM_UP_ORDERS = 2_000;
const MEASURED_ORDERS = 8_000;
const TURNS = 3;
/** How many orders are on their way into the inbox at once. */
const SENDERS = 64;
const LOOK_MS = 5;

export interface Rate {
  readonly perSecond: number;
}

/** Orders and transactions take turns on the same server. */
export async function measureCredits(
  url: string,
  ownerUrl: string,
  owner: pg.Pool,
): Promise<Turn<Rate> & { readonly program: string }> {
  await prepareTpcb(owner);
  let first = 0;
  let program = "";
  const turn = await compareInTurns<Rate>(
    TURNS,
    async () => {
      const result = await measureTpcb(ownerUrl);
      program = result.program;
      return result;
    },
    async () => {
      const result = await creditOrders(url, owner, first);
      first += WARM_UP_ORDERS + MEASURED_ORDERS;
      return result;
    },
  );
  return { ...turn, program };
}

/**
 * Orders are taken in and credited at the same time; the clock stops when the last one is credited.
 */
async function creditOrders(url: string, owner: pg.Pool, first: number): Promise<Rate> {
  const pool = createPool({ url, size: 2 });
  const workers = Array.from({ length: WORKERS }, () => startChild("credit-worker.ts", [url]));
  try {
    await Promise.all(workers.map((worker) => worker.next()));
    await creditAll(pool, first, WARM_UP_ORDERS);
    await owner.query("analyze");
    const startedMs = performance.now();
    await creditAll(pool, first + WARM_UP_ORDERS, MEASURED_ORDERS);
    const seconds = (performance.now() - startedMs) / 1_000;
    await requireAllCredited(owner, first + WARM_UP_ORDERS + MEASURED_ORDERS);
    return { perSecond: MEASURED_ORDERS / seconds };
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
    await pool.end();
  }
}

async function creditAll(pool: pg.Pool, first: number, count: number): Promise<void> {
  const receiver = createReceiver({
    store: (messages) => insertReceived(pool, messages),
    onError: (error) => console.error(error),
  });
  let next = first;
  const send = async (): Promise<void> => {
    while (next < first + count) {
      const receipt = await receiver.receive(messageOf(next++));
      if (receipt !== "stored") throw new Error(`An order was not stored: ${receipt}`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  while (await isAnyWaiting(pool)) await wait(LOOK_MS);
}

function messageOf(number: number) {
  const { shop, body: text } = paidOrder(number);
  const body = Buffer.from(text, "utf8");
  return {
    shopId: BigInt(shop),
    id: uuidv7(),
    topic: "orders/paid",
    webhookId: randomUUID(),
    eventId: null,
    orderingKey: findOrderingKey("orders/paid", body),
    triggeredAt: null,
    body,
  };
}

async function isAnyWaiting(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ waiting: boolean }>(
    "select exists (select from inbox_message where status = 'ready') as waiting",
  );
  return rows[0]?.waiting === true;
}

/** A rate of orders that were lost would be worth nothing. */
async function requireAllCredited(owner: pg.Pool, expected: number): Promise<void> {
  const { rows } = await owner.query<{ entries: number; dead: number }>(
    `select (select count(*)::int from journal_entry where kind = 'accrual') as entries,
       (select count(*)::int from inbox_message where status = 'dead') as dead`,
  );
  if (rows[0]?.entries !== expected || rows[0].dead !== 0) {
    throw new Error(`Of ${expected} orders ${rows[0]?.entries} were credited.`);
  }
}
