// Somebody opens a personal link: a visit, which their browser keeps until they ask for the
// voucher.
import { addDays } from "../../core/calendar/instant.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import type { ReferralTerms } from "../../core/program/referral-terms.ts";
import { readReferralCode } from "../../core/referrals/referral-code.ts";
import { newId } from "../../db/new-id.ts";
import { pool } from "../../db/pool.ts";
import { loadProgramInForce } from "../../db/program-store.ts";
import { findReferralTerms } from "../../db/referral-facts-store.ts";
import { countVisits, findLink, findVisit, insertVisit } from "../../db/referral-link-store.ts";
import { type Referral, findReferralOfVisit } from "../../db/referral-store.ts";
import { hashConnection } from "./hash-traces.ts";

export interface LinkVisit {
  readonly shopId: bigint;
  /** As it stands in the link. */
  readonly code: string;
  /** The visit that the browser keeps; null for none. */
  readonly visitId: string | null;
  /** The signed-in customer; null for a guest. */
  readonly customerId: string | null;
  /** The connection; null where it is not known. */
  readonly connection: string | null;
}

/**
 * unknown: no member of this store has such a link. own_link: the member's own. ended: the program
 * has no referrals now. expired: the visit is too old. too_many: more than people open.
 */
export type VisitRefusal = "unknown" | "own_link" | "ended" | "expired" | "too_many";

export type LinkVisited =
  | {
      readonly outcome: "open";
      readonly visitId: string;
      readonly terms: ReferralTerms;
      /** What the visit led to; null while nobody asked for the voucher. */
      readonly referral: Referral | null;
    }
  | { readonly outcome: "refused"; readonly reason: VisitRefusal };

const HOUR_MS = 3_600_000;
/** Within an hour: a link on a busy page, and all that open it from one connection. */
const MOST_OF_LINK = 2_000;
const MOST_OF_CONNECTION = 60;

/** Opening it again goes on with the visit that is kept. */
export async function visitLink(visit: LinkVisit, now: Instant): Promise<LinkVisited> {
  const { shopId } = visit;
  const code = readReferralCode(visit.code);
  const [link, version] = await Promise.all([
    code === null ? undefined : findLink(pool(), shopId, code),
    loadProgramInForce(pool(), shopId, now),
  ]);
  if (link === undefined) return refused("unknown");
  const kept = await keptVisit(visit, link.code);
  const terms = version?.document.referral ?? null;
  // Whatever the program says by now, friends keep what they were promised when they asked.
  if (kept?.referral && version) {
    const { referral } = kept;
    const own = await findReferralTerms(pool(), shopId, referral.programVersionId);
    if (own) return { outcome: "open", visitId: kept.id, terms: own, referral };
  }
  if (terms === null) return refused("ended");
  if (link.customerId !== null && link.customerId === visit.customerId) return refused("own_link");
  if (kept !== undefined) {
    if (addDays(kept.visitedAt, terms.visitDays) <= now) return refused("expired");
    return { outcome: "open", visitId: kept.id, terms, referral: null };
  }
  const { current: connectionHash } = await hashConnection(pool(), shopId, visit.connection, now);
  const since = now - HOUR_MS;
  const before = await countVisits(pool(), shopId, { code: link.code, connectionHash, since });
  if (before.ofLink >= MOST_OF_LINK || before.ofConnection >= MOST_OF_CONNECTION) {
    return refused("too_many");
  }
  const id = newId();
  await insertVisit(pool(), shopId, { id, code: link.code, visitedAt: now, connectionHash });
  return { outcome: "open", visitId: id, terms, referral: null };
}

/** A visit by another link is none: the newer link counts. */
async function keptVisit({ shopId, visitId }: LinkVisit, code: string) {
  if (visitId === null) return undefined;
  const [visit, referral] = await Promise.all([
    findVisit(pool(), shopId, visitId),
    findReferralOfVisit(pool(), shopId, visitId),
  ]);
  if (visit?.code !== code) return undefined;
  return { ...visit, referral: referral ?? null };
}

function refused(reason: VisitRefusal): LinkVisited {
  return { outcome: "refused", reason };
}
