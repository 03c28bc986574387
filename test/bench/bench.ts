// `npm run bench`: how fast the product is, each figure beside a baseline taken in the same run on
// the same PostgreSQL, or beside the limit it must keep. Prints a table and writes
// bench-results.json. Takes some minutes; `-- --full` measures in the sizes that are promised and
// takes an hour; `-- --only=credits,core` measures some parts and writes nothing.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { measureCore } from "./core-row.ts";
import { measureCredits } from "./credit-rows.ts";
import { measureExpiry } from "./expiry-row.ts";
import { measureBalance, measureDoor } from "./http-rows.ts";
import { measureLatency } from "./latency-row.ts";
import { measureLots } from "./lot-rows.ts";
import { measureMembers } from "./member-rows.ts";
import { measureRedemptions } from "./redemption-row.ts";
import { tableOf } from "./rows.ts";
import type { Rows } from "./rows.ts";
import { withServer } from "./server.ts";
import type { BenchServer } from "./server.ts";
import { parts, readSizes } from "./sizes.ts";
import type { Part, Sizes } from "./sizes.ts";
import { benchSecret } from "./workload.ts";

const RESULTS_FILE = "bench-results.json";

/** The balance door reads the configuration; here it stands for an installation of its own. */
Object.assign(process.env, {
  NODE_ENV: "test",
  SHOPIFY_API_KEY: "bench",
  SHOPIFY_API_SECRET: benchSecret,
  SHOPIFY_APP_URL: "http://localhost",
  TOKEN_ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  LOG_LEVEL: "silent",
});

const measurements: Readonly<Record<Part, (server: BenchServer, sizes: Sizes) => Promise<Rows>>> = {
  door: measureDoor,
  balance: measureBalance,
  members: measureMembers,
  redemptions: measureRedemptions,
  latency: measureLatency,
  credits: measureCredits,
  lots: measureLots,
  expiry: measureExpiry,
  core: measureCore,
  // A browser and Lighthouse are loaded for this part alone.
  storefront: async (server, sizes) =>
    (await import("./storefront-rows.ts")).measureStorefront(server, sizes),
};

async function measureAll(sizes: Sizes): Promise<Rows> {
  const all: { rows: Rows["rows"][number][]; notes: string[] } = { rows: [], notes: [] };
  await withServer(async (server) => {
    for (const part of sizes.parts) {
      const { rows, notes } = await measurements[part](server, sizes);
      all.rows.push(...rows);
      all.notes.push(...notes);
    }
  });
  return all;
}

const startedMs = performance.now();
const sizes = readSizes(process.argv.slice(2));
const { rows, notes } = await measureAll(sizes);
for (const line of tableOf(rows)) console.log(line);
for (const note of notes) console.log(note);
const minutes = Math.round((performance.now() - startedMs) / 6_000) / 10;
console.log(`${cpus().length} cores, Node ${process.versions.node}, ${minutes} minutes`);
if (sizes.parts.length === parts.length) {
  writeFileSync(RESULTS_FILE, `${JSON.stringify(rows, null, 2)}\n`);
}
