// Traces of connections and devices, as hashes: enough to tell that two are the same, and no more.
import { createHash, createHmac, randomBytes } from "node:crypto";
import { DAY_MS } from "../../core/calendar/instant.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { findSalt, saltOf } from "../../db/referral-link-store.ts";
import type { Sql } from "../../db/pool.ts";

/** So long one salt is used. It is kept for as long again, so that new ones can be compared. */
const SALT_PERIOD_MS = 14 * DAY_MS;
const SALT_BYTES = 32;

/** For so long visits and traces are of use. */
export const TRACES_KEPT_MS = 2 * SALT_PERIOD_MS;

export interface ConnectionHashes {
  /** Null where the connection is not known. */
  readonly current: string | null;
  /** All under which referrals of the connection may stand. */
  readonly all: readonly string[];
}

/** The earliest period whose salt is of use still. */
export function earliestSalt(now: Instant): number {
  return periodOf(now) - 1;
}

/** The hashes of a connection with the salt of this period and of the one before. */
export async function hashConnection(
  sql: Sql,
  shopId: bigint,
  connection: string | null,
  now: Instant,
): Promise<ConnectionHashes> {
  if (connection === null) return { current: null, all: [] };
  const period = periodOf(now);
  const fresh = randomBytes(SALT_BYTES).toString("base64");
  const salt = await saltOf(sql, shopId, { period, keepFrom: earliestSalt(now), fresh });
  const former = await findSalt(sql, shopId, earliestSalt(now));
  const current = hash(salt, connection);
  return { current, all: former === undefined ? [current] : [current, hash(former, connection)] };
}

/** A device by the random id that its browser keeps; each store has hashes of its own. */
export function hashDevice(shopId: bigint, device: string | null): string | null {
  if (device === null) return null;
  return createHash("sha256").update(`${shopId}/${device}`).digest("base64url");
}

function periodOf(now: Instant): number {
  return Math.floor(now / SALT_PERIOD_MS);
}

function hash(salt: string, connection: string): string {
  return createHmac("sha256", salt).update(connection).digest("base64url");
}
