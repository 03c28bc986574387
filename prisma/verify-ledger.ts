// npm run ledger:verify [-- --shop DOMAIN] [--as-of ISO] [--demo]: proves that postings, lots and
// balances agree. Ends with 1 when they do not; repairs nothing.
import { parseArgs } from "node:util";
import { auditLedger } from "../app/db/ledger-audit-store.ts";
import type { AuditOptions } from "../app/db/ledger-audit-store.ts";
import { createPool } from "../app/db/pool.ts";
import { findDatabase, findShopId, readMoment, runCommand } from "./command-database.ts";

const { values } = parseArgs({
  options: {
    shop: { type: "string" },
    "as-of": { type: "string" },
    demo: { type: "boolean", default: false },
  },
});

async function readOptions(url: string): Promise<AuditOptions> {
  const options: { shopId?: bigint; asOf?: number } = {};
  if (values["as-of"] !== undefined) options.asOf = readMoment("as-of", values["as-of"]);
  if (values.shop !== undefined) {
    const pool = createPool({ url, size: 1 });
    try {
      options.shopId = await findShopId(pool, values.shop);
    } finally {
      await pool.end();
    }
  }
  return options;
}

await runCommand(async () => {
  const { url, close } = await findDatabase(values.demo);
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
      console.log(
        `${postings} postings: ledger, lots, balances, orders, vouchers, tiers and limits agree.`,
      );
    }
  } finally {
    await close();
  }
});
