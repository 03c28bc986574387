// The tiers that are offered to a member and still worth accepting, with what each gives.
import type { Instant } from "../core/calendar/instant.ts";
import type { LocalDate } from "../core/calendar/local-date.ts";
import { yearOf } from "../core/calendar/local-date.ts";
import { localDateOf } from "../core/calendar/local-time.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import { tierEntryKey } from "../core/ledger/decide-tier-entry.ts";
import type { Points } from "../core/points/points.ts";
import type { Tier, TierTerms } from "../core/program/tier-terms.ts";
import { evaluateInvitation } from "../core/tiers/evaluate-invitation.ts";
import { loadOpenInvitations } from "../db/invitation-store.ts";
import { pool } from "../db/pool.ts";
import { findTakenKeys } from "../db/tier-store.ts";

export interface OfferedTier {
  tier: Tier;
  invitedAt: Instant;
  /** The last day on which the tier would be held; null: no end. */
  through: LocalDate | null;
  /** What entering it would give today: nothing where it was entered this year before. */
  giftPoints: Points;
}

export interface Invitee {
  shopId: bigint;
  memberId: string;
  heldTierId: string | null;
  timeZone: TimeZone;
  now: Instant;
}

/** The newest first. */
export async function loadOfferedTiers(terms: TierTerms, invitee: Invitee): Promise<OfferedTier[]> {
  const { shopId, memberId, heldTierId, timeZone, now } = invitee;
  const today = localDateOf(now, timeZone);
  const open = await loadOpenInvitations(pool(), shopId, memberId);
  const standing = open.flatMap(({ tierId, through, invitedAt }) => {
    const offer = evaluateInvitation(terms, { tierId, through }, { heldTierId, today });
    return offer.outcome === "stands" ? [{ tier: offer.tier, through, invitedAt }] : [];
  });
  const keyOf = ({ id }: Tier) => tierEntryKey(memberId, id, yearOf(today));
  const keys = standing.map(({ tier }) => ({ shopId, key: keyOf(tier) }));
  const taken = await findTakenKeys(pool(), keys);
  return standing.map((offered) => ({
    ...offered,
    giftPoints: taken.has(keyOf(offered.tier)) ? 0n : offered.tier.entryPoints,
  }));
}
