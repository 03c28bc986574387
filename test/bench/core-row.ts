// Rows of the core alone on one core, without database and JSON: what an order may earn and what it
// is worth, under a plain program and under a full one.
import { startChild } from "./child.ts";
import type { CoreWork } from "./core-work.ts";
import { rateRow } from "./rows.ts";
import type { ResultRow, Rows } from "./rows.ts";

const NAME = "orders evaluated by the core";
const WANTED_PER_SECOND = 100_000;

export async function measureCore(): Promise<Rows> {
  const rows: ResultRow[] = [];
  const notes: string[] = [];
  for (const program of ["plain", "full"]) {
    const child = startChild("core-work.ts", [program]);
    const { perSecond, perProcessorSecond } = await child.next<CoreWork>();
    await child.end();
    const rates = { value: perSecond, baseline: WANTED_PER_SECOND };
    rows.push(rateRow(`${NAME}, ${program} program`, "orders/s", rates, 1));
    const thousands = Math.round(perProcessorSecond / 1_000);
    notes.push(`${program} program: ${thousands} thousand for a second of processor time`);
  }
  return { rows, notes: [`${NAME}: the baseline is what is wanted; ${notes.join(", ")}`] };
}
