// A row: the core alone on one core, without database and JSON: what an order may earn and what it
// is worth.
import { startChild } from "./child.ts";
import type { Rate } from "./compare.ts";
import { rateRow } from "./rows.ts";
import type { Rows } from "./rows.ts";

const WANTED_PER_SECOND = 100_000;

export async function measureCore(): Promise<Rows> {
  const child = startChild("core-work.ts", []);
  const { perSecond } = await child.next<Rate>();
  await child.end();
  const rates = { value: perSecond, baseline: WANTED_PER_SECOND };
  return {
    rows: [rateRow("orders evaluated by the core", "orders/s", rates, 1)],
    notes: ["orders evaluated by the core: the baseline is what is wanted, on one core"],
  };
}
