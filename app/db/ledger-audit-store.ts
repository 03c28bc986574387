// Looks for places where postings, lots, balances, orders, vouchers, awards, tiers, units and
// limits do not tell the same story. Repairs nothing.
import type pg from "pg";
import type { Instant } from "../core/calendar/instant.ts";
import { awardRules } from "./award-audit-rules.ts";
import { birthdayRules } from "./birthday-audit-rules.ts";
import { eventRules } from "./event-audit-rules.ts";
import { anyTimeRules, moves, presentRules, scope } from "./ledger-audit-rules.ts";
import type { Rule } from "./ledger-audit-rules.ts";
import { memberRules } from "./member-audit-rules.ts";
import { auditOrders } from "./order-audit-store.ts";
import { createPool } from "./pool.ts";
import type { Sql } from "./pool.ts";
import { optionalInstantText } from "./rows.ts";
import { stockRules } from "./stock-audit-rules.ts";

/** One disagreement: which rule, where, and the figures. */
export interface AuditFinding {
  readonly rule: string;
  readonly shopId: bigint;
  /** The id of the member, lot, order, entry or redemption that the rule speaks of. */
  readonly subject: string;
  readonly posted: bigint | null;
  readonly stored: bigint | null;
}

export interface AuditReport {
  readonly postings: bigint;
  /** At most `MAX_FINDINGS_PER_RULE` of each rule. */
  readonly findings: readonly AuditFinding[];
}

export interface AuditOptions {
  /** One shop; all of them when it is left out. */
  readonly shopId?: bigint;
  /**
   * What had been recorded by then. Lots and balances are only known for now, so fewer rules apply.
   */
  readonly asOf?: Instant;
}

export const MAX_FINDINGS_PER_RULE = 100;

/** Reads all in one snapshot, so that work going on meanwhile disturbs nothing. */
export async function auditLedger(url: string, options: AuditOptions = {}): Promise<AuditReport> {
  const pool = createPool({ url, size: 1 });
  const client = await pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    await client.query("set local statement_timeout = 0");
    return await runRules(client, options);
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
    await pool.end();
  }
}

async function runRules(client: pg.PoolClient, options: AuditOptions): Promise<AuditReport> {
  const values = [options.shopId ?? null, optionalInstantText(options.asOf ?? null)];
  const counted = await client.query<{ count: bigint }>(
    `select count(*) as count from posting join journal_entry entry using (shop_id, member_id)
      where entry.id = posting.entry_id and ${scope}`,
    values,
  );
  const isNow = options.asOf === undefined;
  const rules = isNow
    ? [
        ...anyTimeRules,
        ...presentRules,
        ...memberRules,
        ...stockRules,
        ...eventRules,
        ...birthdayRules,
        ...awardRules,
      ]
    : anyTimeRules;
  const findings: AuditFinding[] = [];
  for (const rule of rules) findings.push(...(await runRule(client, rule, values)));
  if (isNow) {
    findings.push(...(await auditOrders(client, options.shopId ?? null, MAX_FINDINGS_PER_RULE)));
  }
  return { postings: counted.rows[0]?.count ?? 0n, findings };
}

interface FindingRow {
  shop_id: bigint;
  subject: string;
  posted: bigint | null;
  stored: bigint | null;
}

async function runRule(
  sql: Sql,
  { name, text }: Rule,
  values: readonly unknown[],
): Promise<AuditFinding[]> {
  const { rows } = await sql.query<FindingRow>(
    `${moves} ${text} limit ${MAX_FINDINGS_PER_RULE}`,
    values as unknown[],
  );
  return rows.map(({ shop_id: shopId, subject, posted, stored }) => ({
    rule: name,
    shopId,
    subject,
    posted,
    stored,
  }));
}
