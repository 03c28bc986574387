// Works out anew what every order is worth, by the rules and not by what was posted, and compares.
import { versionToEarnUnder } from "../core/earning/order-standing.ts";
import { targetPoints } from "../core/earning/target-points.ts";
import type { ProgramPeriod } from "../core/program/version-in-force.ts";
import type { AuditFinding } from "./ledger-audit-store.ts";
import { LimitAudit } from "./limit-audit.ts";
import { keyOf, loadOrdersAfter } from "./order-store.ts";
import type { OrderKey, OrderRecord } from "./order-store.ts";
import type { Sql } from "./pool.ts";
import { loadProgramPeriods } from "./program-store.ts";

/** Orders that are in memory at once. */
const PAGE_ORDERS = 500;

/** Reads all orders page by page; answers up to `limit` findings of each rule. */
export async function auditOrders(
  sql: Sql,
  shopId: bigint | null,
  limit: number,
): Promise<AuditFinding[]> {
  const findings: AuditFinding[] = [];
  const limits = new LimitAudit();
  let after: OrderKey = { shopId: 0n, orderId: "" };
  for (;;) {
    const page = await loadOrdersAfter(sql, after, { shopId, limit: PAGE_ORDERS });
    const last = page.at(-1);
    if (!last) break;
    const shopIds = [...new Set(page.map((order) => order.shopId))];
    const periods = await loadProgramPeriods(sql, shopIds);
    for (const order of page) {
      limits.add(order);
      const finding = auditOrder(order, periods.get(order.shopId) ?? []);
      if (finding && findings.length < limit) findings.push(finding);
    }
    after = keyOf(last);
  }
  return [...findings, ...(await limits.findings(sql, limit))];
}

function auditOrder(
  { shopId, state, snapshot, memberId, account, awaitsFacts }: OrderRecord,
  periods: readonly ProgramPeriod[],
): AuditFinding | null {
  const { orderId: subject } = state;
  if (snapshot === null) {
    if (awaitsFacts || versionToEarnUnder(state, periods) === null) return null;
    return { rule: "paid orders are counted", shopId, subject, posted: null, stored: null };
  }
  const posted = account.postedPoints;
  const worth = memberId === null ? 0n : targetPoints(snapshot, state).points;
  if (posted === worth) return null;
  const rule = "orders hold what they are worth";
  return { rule, shopId, subject: `${subject} is worth ${worth}`, posted, stored: null };
}
