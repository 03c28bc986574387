// The page of the store to which a member's link leads.
import type { Instant } from "../core/calendar/instant.ts";
import { readReferralCode } from "../core/referrals/referral-code.ts";
import { pool } from "../db/pool.ts";
import { loadProgramInForce } from "../db/program-store.ts";
import { findLink } from "../db/referral-link-store.ts";

export interface Landing {
  readonly path: string;
  /** As it is stored. */
  readonly code: string;
}

/** Nothing where no member of the store has such a link. */
export async function findLandingOf(
  shopId: bigint,
  typed: string,
  now: Instant,
): Promise<Landing | undefined> {
  const code = readReferralCode(typed);
  if (code === null) return undefined;
  const [link, version] = await Promise.all([
    findLink(pool(), shopId, code),
    loadProgramInForce(pool(), shopId, now),
  ]);
  // Where referrals have ended, the page says so.
  return link && { path: version?.document.referral?.landingPath ?? "/", code: link.code };
}
