// Two rows: the webhook door against one insert per request, and the balance answer against one
// select.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild } from "./child.ts";
import { medianTurn, takeTurns } from "./compare.ts";
import type { Turn } from "./compare.ts";
import type { LoadPlan, LoadResult } from "./load.ts";
import { rateRow } from "./rows.ts";
import type { Rows } from "./rows.ts";
import type { BenchServer } from "./server.ts";
import type { Sizes } from "./sizes.ts";
import { MEMBERS, balanceRequest, selectRequest, webhookRequest } from "./workload.ts";

const CONNECTIONS = 32;
const WARM_UP_MS = 1_000;
const MEASURED_MS = 2_500;
const DISTINCT_REQUESTS = 400;
const DOOR_GOAL = 1.5;

type Requests = LoadPlan["requests"];
type MakeRequest = (number: number) => Requests[number];

export async function measureDoor({ owner, applicationUrl }: BenchServer, sizes: Sizes) {
  await owner.query(
    `create table bench_inbox (shop text, topic text, webhook_id text, body bytea not null,
       received_at timestamptz not null default now(), primary key (shop, topic, webhook_id));
     grant insert, select on bench_inbox to regulars_app`,
  );
  const turn = await compare("door", applicationUrl, sizes.turns, webhookRequest, webhookRequest);
  await owner.query("drop table bench_inbox; truncate inbox_message, inbox_receipt");
  return rowsOf("webhook door", "webhooks/s", turn, DOOR_GOAL, "one insert per request");
}

export async function measureBalance({ owner, applicationUrl }: BenchServer, sizes: Sizes) {
  await owner.query(
    `create table bench_balance (id bigint primary key, available bigint not null);
     insert into bench_balance select n, n from generate_series(1, ${MEMBERS}) as n;
     grant select on bench_balance to regulars_app`,
  );
  await owner.query("vacuum analyze bench_balance, member, shop");
  const turn = await compare("balance", applicationUrl, sizes.turns, balanceRequest, selectRequest);
  return rowsOf("balance answers", "answers/s", turn, null, "one select by key per request");
}

type Sides = Turn<"product" | "baseline", LoadResult>;

function rowsOf(
  name: string,
  unit: string,
  { product, baseline }: Sides,
  goal: number | null,
  beside: string,
): Rows {
  const rates = { value: product.perSecond, baseline: baseline.perSecond };
  const [p50, p99] = [product.p50Ms.toFixed(1), product.p99Ms.toFixed(1)];
  return {
    rows: [rateRow(name, unit, rates, goal)],
    notes: [`${name}: beside ${beside}; p50 ${p50} ms, p99 ${p99} ms`],
  };
}

async function compare(
  subject: string,
  url: string,
  turns: number,
  product: MakeRequest,
  baseline: MakeRequest,
): Promise<Sides> {
  const taken = await takeTurns<"baseline" | "product", LoadResult>(turns, {
    baseline: () => measureOne(subject, "baseline", url, baseline),
    product: () => measureOne(subject, "product", url, product),
  });
  return medianTurn(taken, "product", "baseline");
}

interface LoadWishes extends Partial<Pick<LoadPlan, "warmUpMs" | "measuredMs" | "perSecond">> {
  /** How many different requests take turns. */
  readonly distinct?: number;
}

/** One server and one load, in processes of their own. */
export async function measureOne(
  subject: string,
  side: string,
  url: string,
  make: MakeRequest,
  {
    distinct = DISTINCT_REQUESTS,
    warmUpMs = WARM_UP_MS,
    measuredMs = MEASURED_MS,
    perSecond = null,
  }: LoadWishes = {},
): Promise<LoadResult> {
  const server = startChild("serve.ts", [subject, side, url]);
  const { port } = await server.next<{ port: number }>();
  const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  const plan: LoadPlan = {
    port,
    connections: CONNECTIONS,
    warmUpMs,
    measuredMs,
    perSecond,
    requests: Array.from({ length: distinct }, (_, number) => make(number)),
  };
  try {
    const file = join(folder, "plan.json");
    writeFileSync(file, JSON.stringify(plan));
    const load = startChild("load.ts", [file]);
    const result = await load.next<LoadResult>();
    await load.end();
    if (result.failures > 0) throw new Error(`${subject} ${side}: ${result.failures} failures`);
    return result;
  } finally {
    await server.end();
    rmSync(folder, { recursive: true });
  }
}
