// npm run ledger:as-of -- --shop DOMAIN --member ID [--at ISO] [--by occurred] [--demo]: how a
// member stood at a moment, or stands now: balances, tier, lots, and the entries that explain them.
// Reads, and changes nothing.
import { parseArgs } from "node:util";
import { memberAsOf } from "../app/core/ledger/member-as-of.ts";
import type { MemberAsOf } from "../app/core/ledger/member-as-of.ts";
import { findMember, loadMemberRecords } from "../app/db/as-of-store.ts";
import { createPool } from "../app/db/pool.ts";
import type { Sql } from "../app/db/pool.ts";
import { loadProgramPeriods } from "../app/db/program-store.ts";
import { loadTimeZones } from "../app/db/shop-store.ts";
import {
  CommandRefused,
  findDatabase,
  findShopId,
  readMoment,
  runCommand,
} from "./command-database.ts";

const { values } = parseArgs({
  options: {
    shop: { type: "string" },
    member: { type: "string" },
    at: { type: "string" },
    by: { type: "string", default: "recorded" },
    demo: { type: "boolean", default: false },
  },
});

async function read(sql: Sql): Promise<MemberAsOf> {
  const { shop, member, at = new Date().toISOString(), by } = values;
  if (shop === undefined || member === undefined)
    throw new CommandRefused("Give --shop and --member");
  if (by !== "recorded" && by !== "occurred")
    throw new CommandRefused("--by is recorded or occurred");
  const shopId = await findShopId(sql, shop);
  const memberId = await findMember(sql, shopId, member);
  if (memberId === undefined) throw new CommandRefused(`No member ${member} is known`);
  const periods = (await loadProgramPeriods(sql, [shopId])).get(shopId) ?? [];
  const timeZone = (await loadTimeZones(sql, [shopId])).get(shopId) ?? "UTC";
  const records = await loadMemberRecords(sql, shopId, memberId);
  const moment = { at: readMoment("at", at), by: `${by}At` as const };
  return memberAsOf(records, { periods, timeZone }, moment);
}

function tell({ balances, tierId, lots, entries }: MemberAsOf): string[] {
  const { available, pending, reserved, shortfall } = balances;
  return [
    `available ${available}, pending ${pending}, reserved ${reserved}, owed ${shortfall}`,
    `tier ${tierId ?? "none"}`,
    ...lots.map(
      (lot) =>
        `lot ${lot.id} of ${dateText(lot.accruedAt)}, ends ${dateText(lot.expiresAt)}: ` +
        `available ${lot.available}, pending ${lot.pending}, reserved ${lot.reserved}, ` +
        `expired ${lot.expired}`,
    ),
    ...entries.map(
      ({ occurredAt, key, explanation, postings }) =>
        `${dateText(occurredAt)} ${key}: ${explanation.key} ${JSON.stringify(explanation.params)} ` +
        postings.map(({ from, to, points }) => `${from} → ${to} ${points}`).join(", "),
    ),
  ];
}

function dateText(instant: number | null): string {
  return instant === null ? "never" : new Date(instant).toISOString();
}

await runCommand(async () => {
  const { url, close } = await findDatabase(values.demo);
  const pool = createPool({ url, size: 1 });
  try {
    for (const line of tell(await read(pool))) console.log(line);
  } finally {
    await pool.end();
    await close();
  }
});
