// Two rows: the webhook door against one insert per request, and the balance answer against one
// select.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { startChild } from "./child.ts";
import { compareInTurns } from "./compare.ts";
import type { Turn } from "./compare.ts";
import type { LoadPlan, LoadResult } from "./load.ts";
import {
  MEMBERS_PER_SHOP,
  SHOPS,
  balanceRequest,
  selectRequest,
  webhookRequest,
} from "./workload.ts";

const CONNECTIONS = 32;
const WARM_UP_MS = 1_000;
const MEASURED_MS = 2_500;
const DISTINCT_REQUESTS = 400;
const TURNS = 5;

type Requests = LoadPlan["requests"];
type MakeRequest = (number: number) => Requests[number];

export async function measureDoor(url: string, pool: pg.Pool): Promise<Turn<LoadResult>> {
  await pool.query(
    `create table bench_inbox (shop text, topic text, webhook_id text, body bytea not null,
       received_at timestamptz not null default now(), primary key (shop, topic, webhook_id));
     grant insert, select on bench_inbox to regulars_app`,
  );
  const comparison = await compare("door", url, webhookRequest, webhookRequest);
  await pool.query("truncate bench_inbox, inbox_message");
  return comparison;
}

export async function measureBalance(url: string, pool: pg.Pool): Promise<Turn<LoadResult>> {
  await pool.query(
    `create table bench_balance (id bigint primary key, available bigint not null);
     insert into bench_balance
       select n, n from generate_series(1, ${SHOPS * MEMBERS_PER_SHOP}) as n;
     grant select on bench_balance to regulars_app`,
  );
  await pool.query("vacuum analyze bench_balance, member, shop");
  return compare("balance", url, balanceRequest, selectRequest);
}

function compare(
  subject: string,
  url: string,
  product: MakeRequest,
  baseline: MakeRequest,
): Promise<Turn<LoadResult>> {
  return compareInTurns(
    TURNS,
    () => measureOne(subject, "baseline", url, baseline),
    () => measureOne(subject, "product", url, product),
  );
}

async function measureOne(
  subject: string,
  side: string,
  url: string,
  make: MakeRequest,
): Promise<LoadResult> {
  const server = startChild("serve.ts", [subject, side, url]);
  const { port } = await server.next<{ port: number }>();
  const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  const plan: LoadPlan = {
    port,
    connections: CONNECTIONS,
    warmUpMs: WARM_UP_MS,
    measuredMs: MEASURED_MS,
    requests: Array.from({ length: DISTINCT_REQUESTS }, (_, number) => make(number)),
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
