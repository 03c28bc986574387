// The load generator: keeps a number of connections busy with prepared requests for a while, one
// request at a time on each, as fast as they are answered or at a steady pace. It writes bytes and
// counts answers, so that it takes as little of the machine as it can.
import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { readFileSync } from "node:fs";

export interface LoadPlan {
  readonly port: number;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
  /**
   * How many requests are due in a second, whatever the answers; null: as many as are answered.
   * What a request waits for a connection counts as time of its answer.
   */
  readonly perSecond: number | null;
  /** Requests to take turns with; `{id}` in a head becomes something new each time. */
  readonly requests: readonly { readonly head: string; readonly body: string }[];
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failures: number;
  /** Requests of the whole run, those before the measurement as well. */
  readonly sent: number;
}

const plan = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as LoadPlan;
const requests = plan.requests.map(({ head, body }) => ({
  parts: head.split("{id}"),
  body: Buffer.from(body, "utf8"),
}));
const run = randomBytes(6).toString("hex");
const startedMs = performance.now();
const measureFromMs = startedMs + plan.warmUpMs;
const measureUntilMs = measureFromMs + plan.measuredMs;
const latenciesMs: number[] = [];
let planned = 0;
let sent = 0;
let failures = 0;

/** The moment at which the next request is due. */
function takeDueMs(): number {
  if (plan.perSecond === null) return performance.now();
  return startedMs + (planned++ * 1_000) / plan.perSecond;
}

function sendNext(socket: Socket): void {
  const { parts, body } = requests[sent % requests.length] as (typeof requests)[number];
  const head = parts.join(`${run}-${(sent++).toString(36)}`);
  socket.cork();
  socket.write(head, "latin1");
  if (body.length > 0) socket.write(body);
  socket.uncork();
}

/** Resolves when the time is over and the last answer is in. */
function keepBusy(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: plan.port, host: "127.0.0.1", noDelay: true });
    let dueMs = 0;
    let waitingBytes = 0;
    const go = (): void => {
      dueMs = takeDueMs();
      const earlyMs = dueMs - performance.now();
      if (dueMs >= measureUntilMs) {
        socket.end();
        resolve();
      } else if (earlyMs > 0) {
        setTimeout(sendNext, earlyMs, socket);
      } else {
        sendNext(socket);
      }
    };
    socket.once("error", reject);
    socket.once("connect", go);
    socket.on("data", (data) => {
      waitingBytes = waitingBytes > 0 ? waitingBytes - data.length : readAnswer(data);
      if (waitingBytes > 0) return;
      const nowMs = performance.now();
      if (dueMs >= measureFromMs) latenciesMs.push(nowMs - dueMs);
      go();
    });
  });
}

/**
 * How many bytes of the answer are still to come. Answers are small: their head is in one piece.
 */
function readAnswer(data: Buffer): number {
  const text = data.toString("latin1");
  if (!text.startsWith("HTTP/1.1 200")) failures++;
  const headEnd = text.indexOf("\r\n\r\n") + 4;
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return headEnd + length - data.length;
}

await Promise.all(Array.from({ length: plan.connections }, keepBusy));
latenciesMs.sort((a, b) => a - b);
const at = (share: number) => latenciesMs[Math.floor(latenciesMs.length * share)] ?? 0;
const result: LoadResult = {
  perSecond: (latenciesMs.length * 1_000) / plan.measuredMs,
  p50Ms: at(0.5),
  p99Ms: at(0.99),
  failures,
  sent,
};
console.log(JSON.stringify(result));
