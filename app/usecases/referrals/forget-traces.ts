// What tells of connections, devices and visits is forgotten once it is of no use any more.
import { DAY_MS } from "../../core/calendar/instant.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { pool } from "../../db/pool.ts";
import {
  forgetOldConnections,
  forgetOldSalts,
  forgetOldTraces,
  forgetOldVisits,
} from "../../db/referral-link-store.ts";
import { TRACES_KEPT_MS, earliestSalt } from "./hash-traces.ts";

const VISITS_KEPT_MS = 366 * DAY_MS;

/** Of each at most `limit`; answers how much the fullest of them was. */
export async function forgetTraces(now: Instant, limit: number): Promise<number> {
  const before = now - TRACES_KEPT_MS;
  const traces = await forgetOldTraces(pool(), { before, limit });
  const connections = await forgetOldConnections(pool(), { before, limit });
  const salts = await forgetOldSalts(pool(), { keepFrom: earliestSalt(now), limit });
  // A visit lasts as long as its program says, a year at most.
  const visits = await forgetOldVisits(pool(), { before: now - VISITS_KEPT_MS, limit });
  return Math.max(traces, connections, salts, visits);
}
