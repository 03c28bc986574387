// Looks through the orders that changed in a store since the last sweep, one page at a time:
// between two pages others have their turn.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { listUpdatedOrders } from "../../adapters/shopify/operations/list-updated-orders.ts";
import { DAY_MS, type Instant } from "../../core/calendar/instant.ts";
import { pool } from "../../db/pool.ts";
import { readSweptUntil } from "../../db/sweep-store.ts";
import { type SweepSpan, recordSweep } from "../../usecases/sweep-orders.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

/** What changed a moment ago is on its way by itself. */
const GRACE_MS = 10 * 60_000;
/** What Shopify's search showed late is found by the next sweep. */
const OVERLAP_MS = 2 * 60 * 60_000;
/** Older orders are not shown to us. */
const READABLE_DAYS = 60;

export const sweepOrders: Deliver<{ rest?: SweepSpan | undefined }> = async (message, signal) => {
  const { shopId, payload } = message;
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const span = payload.rest ?? (await openSpan(shopId, (await businessNow()).getTime()));
  if (span.until <= span.from) return { outcome: "sent" };
  const answer = await listUpdatedOrders(opened.admin, span, signal);
  if (answer.outcome !== "ok") return outcomeOf(answer);
  await recordSweep(shopId, span, answer.data);
  return { outcome: "sent" };
};

async function openSpan(shopId: bigint, now: Instant): Promise<SweepSpan> {
  const sweptUntil = await readSweptUntil(pool(), shopId);
  const from = Math.max(sweptUntil - OVERLAP_MS, now - READABLE_DAYS * DAY_MS);
  return { from, until: now - GRACE_MS, cursor: null };
}
