// npm run ledger:verify [-- --shop DOMAIN] [--as-of ISO]: proves that postings, lots and balances
// agree. Ends with 1 when they do not; repairs nothing.
import { parseArgs } from "node:util";
import { auditLedger } from "../app/db/ledger-audit-store.ts";
import type { AuditOptions } from "../app/db/ledger-audit-store.ts";
import { createPool } from "../app/db/pool.ts";

const { values } = parseArgs({
  options: { shop: { type: "string" }, "as-of": { type: "string" } },
});

/** The configured database, or the embedded one. */
async function findDatabase(): Promise<{ url: string; close: () => Promise<void> }> {
  const url = process.env["DATABASE_URL"];
  if (url !== undefined && url !== "") return { url, close: async () => undefined };
  const { startEmbeddedPostgres } = await import("./embedded-postgres.ts");
  const server = await startEmbeddedPostgres();
  return { url: server.applicationUrl, close: server.stop };
}

async function readOptions(url: string): Promise<AuditOptions> {
  const options: { shopId?: bigint; asOf?: number } = {};
  if (values["as-of"] !== undefined) {
    options.asOf = Date.parse(values["as-of"]);
    if (Number.isNaN(options.asOf)) throw new Error("--as-of takes a moment such as 2026-03-01");
  }
  if (values.shop !== undefined) {
    const pool = createPool({ url, size: 1 });
    const { rows } = await pool.query<{ shop_id: bigint }>(
      "select shop_id from shop where domain = $1",
      [values.shop],
    );
    await pool.end();
    if (!rows[0]) throw new Error(`No shop ${values.shop} is known`);
    options.shopId = rows[0].shop_id;
  }
  return options;
}

const { url, close } = await findDatabase();
try {
  const { postings, findings } = await auditLedger(url, await readOptions(url));
  for (const { rule, shopId, subject, posted, stored } of findings) {
    const figures = [
      ...(posted === null ? [] : [`posted ${posted}`]),
      ...(stored === null ? [] : [`stored ${stored}`]),
    ];
    const where = `shop ${shopId}: ${rule}: ${subject}`;
    console.log(figures.length === 0 ? where : `${where}: ${figures.join(", ")}`);
  }
  if (findings.length > 0) {
    process.exitCode = 1;
    console.log(`${findings.length} disagreements in ${postings} postings.`);
  } else {
    console.log(`${postings} postings: ledger, lots, balances, orders, vouchers, tiers and limits agree.`);
  }
} finally {
  await close();
}
