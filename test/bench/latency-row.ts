// A row: from the moment at which Shopify sends an order until the shopper's balance shows its
// points, through both doors, with one web and one worker process.
import { startChild } from "./child.ts";
import { startCreditWorkers } from "./credit-workers.ts";
import type { PaceResult } from "./pace.ts";
import { limitRow } from "./rows.ts";
import type { Rows } from "./rows.ts";
import type { BenchServer } from "./server.ts";

const ORDERS_PER_SECOND = 500;
const SECONDS = 20;
const LIMIT_MS = 1_000;
/** Numbers of orders that no other measurement uses. */
const FIRST_NUMBER = 0;

export async function measureLatency({ applicationUrl }: BenchServer): Promise<Rows> {
  const web = startChild("serve.ts", ["both", "product", applicationUrl]);
  const worker = await startCreditWorkers(applicationUrl, 1);
  try {
    const { port } = await web.next<{ port: number }>();
    worker.go();
    const numbers = [port, FIRST_NUMBER, SECONDS, ORDERS_PER_SECOND].map(String);
    const pace = startChild("pace.ts", numbers);
    const result = await pace.next<PaceResult>();
    await pace.end();
    return {
      rows: [limitRow("order sent until balance shows it, p99", "ms", result.p99Ms, LIMIT_MS)],
      notes: [
        `order sent until balance shows it: p50 ${result.p50Ms.toFixed(0)} ms, ` +
          `${result.watched} watched, ${Math.round(result.perSecond)} orders a second`,
      ],
    };
  } finally {
    await worker.end();
    await web.end();
  }
}
