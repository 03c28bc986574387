// Evaluates orders for a while in a process of its own and prints how many a second it managed:
// `core-work.ts plain|full`, which names the program.
import { evaluateOrder } from "../../app/core/earning/evaluate-order.ts";
import { targetPoints } from "../../app/core/earning/target-points.ts";
import { mergeOrder } from "../../app/core/orders/merge-order.ts";
import { emptyOrderState } from "../../app/core/orders/order-state.ts";
import type { OrderState } from "../../app/core/orders/order-state.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import { parseOrder } from "../../app/inbox/parse-order.ts";
import { context, version } from "../support/order-builder.ts";
import { FULL_PROGRAM, PLAIN_PROGRAM } from "./programs.ts";
import { paidOrder } from "./workload.ts";

export interface CoreWork {
  readonly perSecond: number;
  /** Orders for one second of processor time, whoever else uses the machine. */
  readonly perProcessorSecond: number;
}

const ORDERS = 1_000;
const WARM_UP_MS = 1_000;
const MEASURED_MS = 3_000;

const isFull = process.argv[2] === "full";
const program = version(programDocumentSchema.parse(isFull ? FULL_PROGRAM : PLAIN_PROGRAM));
const member = context({ timeZone: "Europe/Berlin", tierId: isFull ? "silver" : null });
const orders = Array.from({ length: ORDERS }, (_, number) => readOrder(number));

function readOrder(number: number): OrderState {
  const answer = parseOrder("orders/paid", Buffer.from(paidOrder(number).body));
  if (answer.outcome !== "parsed") throw new Error(`Order ${number} cannot be read.`);
  return mergeOrder(emptyOrderState(answer.event.orderId), answer.event);
}

function evaluateFor(durationMs: number): number {
  const untilMs = performance.now() + durationMs;
  let count = 0;
  let points = 0n;
  while (performance.now() < untilMs) {
    for (const state of orders) {
      if (!state.paid) continue;
      const order = { head: state.paid, facts: state.facts };
      points += targetPoints(evaluateOrder(order, program, member), state).points;
    }
    count += ORDERS;
  }
  if (points === 0n) throw new Error("The orders earned nothing.");
  return count;
}

evaluateFor(WARM_UP_MS);
const startedMs = performance.now();
const cpuBefore = process.cpuUsage();
const count = evaluateFor(MEASURED_MS);
const { user, system } = process.cpuUsage(cpuBefore);
const work: CoreWork = {
  perSecond: (count * 1_000) / (performance.now() - startedMs),
  perProcessorSecond: (count * 1_000_000) / (user + system),
};
console.log(JSON.stringify(work));
