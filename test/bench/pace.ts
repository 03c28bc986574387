// Sends orders at a steady pace, whatever the answers, and watches some of them become visible:
// `pace.ts PORT FIRST_NUMBER SECONDS ORDERS_PER_SECOND`. Prints the times from the moment at which
// an order was due to be sent until the balance door shows its points.
import { Agent, request } from "node:http";
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { balancePath, deliveryHeaders, paidOrder } from "./workload.ts";

export interface PaceResult {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly watched: number;
  readonly perSecond: number;
}

const [port = 0, first = 0, seconds = 0, perSecond = 0] = process.argv.slice(2).map(Number);
/** Programs run slowly at first; what is measured comes after so many seconds. */
const WARM_UP_SECONDS = 4;
/** One order in so many is watched. */
const WATCHED = 10;
const LOOK_MS = 5;
/** No order takes longer in a program that works. */
const LOST_MS = 30_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function send({ body, ...exchange }: Exchange): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ ...exchange, port, host: "127.0.0.1", agent }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => (text += chunk));
      answer.once("end", () => {
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`${exchange.path} answered ${answer.statusCode}`));
      });
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

async function readBalance(number: number): Promise<number> {
  const path = balancePath(number);
  const text = await send({ method: "GET", path, headers: { host: "bench" }, body: "" });
  return (JSON.parse(text) as { available: number }).available;
}

interface Planned {
  readonly delivery: Exchange;
  /** What the balance shows before; null for an order that is not watched. */
  readonly before: number | null;
}

async function plan(number: number): Promise<Planned> {
  const { body } = paidOrder(number);
  const headers = deliveryHeaders(number, body, randomUUID());
  const delivery = { method: "POST", path: "/webhooks/shopify", headers, body };
  const isWatched = number % WATCHED < 2 && Math.floor(number / WATCHED) % 2 === 0;
  return { delivery, before: isWatched ? await readBalance(number) : null };
}

async function watch(number: number, before: number, dueMs: number): Promise<number> {
  while ((await readBalance(number)) === before) {
    if (performance.now() - dueMs > LOST_MS) throw new Error(`Order ${number} was lost.`);
    await wait(LOOK_MS);
  }
  return performance.now() - dueMs;
}

const planned: Planned[] = [];
for (let index = 0; index < seconds * perSecond; index++) planned.push(await plan(first + index));
const startMs = performance.now() + 100;
const visibleMs: number[] = [];
await Promise.all(
  planned.map(async ({ delivery, before }, index) => {
    const dueMs = startMs + (index * 1_000) / perSecond;
    await wait(Math.max(dueMs - performance.now(), 0));
    await send(delivery);
    if (before === null) return;
    const tookMs = await watch(first + index, before, dueMs);
    if (index >= WARM_UP_SECONDS * perSecond) visibleMs.push(tookMs);
  }),
);
const tookSeconds = (performance.now() - startMs) / 1_000;
visibleMs.sort((a, b) => a - b);
const at = (share: number) => visibleMs[Math.floor(visibleMs.length * share)] ?? 0;
const result: PaceResult = {
  p50Ms: at(0.5),
  p99Ms: at(0.99),
  watched: visibleMs.length,
  perSecond: planned.length / tookSeconds,
};
console.log(JSON.stringify(result));
agent.destroy();
process.exit(0);
