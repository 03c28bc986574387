// Looks through the orders that changed in a store since the last sweep, a bounded number of pages
// at a time.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { listUpdatedOrders } from "../../adapters/shopify/operations/list-updated-orders.ts";
import { pool } from "../../db/pool.ts";
import { readSweptUntil } from "../../db/sweep-store.ts";
import { recordSweep } from "../../usecases/sweep-orders.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

/** What changed a moment ago is on its way by itself. */
const GRACE_MS = 10 * 60_000;
const MAX_PAGES = 10;
const NEXT_PORTION_MS = 1_000;

export const sweepOrders: Deliver<object> = async ({ shopId }, signal) => {
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const from = await readSweptUntil(pool(), shopId);
  const until = (await businessNow()).getTime() - GRACE_MS;
  if (until <= from) return { outcome: "sent" };
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await listUpdatedOrders(opened.admin, { from, until, cursor }, signal);
    if (answer.outcome !== "ok") return outcomeOf(answer);
    const { orders, nextCursor } = answer.data;
    const reached = nextCursor === null ? until : (orders.at(-1)?.updatedAt ?? from);
    await recordSweep({ shopId, orders, until: reached });
    if (nextCursor === null) return { outcome: "sent" };
    cursor = nextCursor;
  }
  return { outcome: "postpone", reason: "more_orders", delayMs: NEXT_PORTION_MS };
};
