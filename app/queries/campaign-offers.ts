// The campaigns that a shopper can join, or has joined, and that are not over.
import type { Instant } from "../core/calendar/instant.ts";
import { localDateTimeOf } from "../core/calendar/local-time.ts";
import type { Campaign } from "../core/program/campaign-terms.ts";
import type { ProgramDocument } from "../core/program/document.ts";
import { loadJoined } from "../db/campaign-opt-in-store.ts";
import { pool } from "../db/pool.ts";

export interface CampaignOffer {
  readonly campaign: Campaign;
  readonly isJoined: boolean;
  /** Whether it has begun, days of the week and hours apart. */
  readonly hasBegun: boolean;
}

export interface OffersAsked {
  readonly shop: { readonly id: bigint; readonly timeZone: string };
  /** Null for guests and for customers who are no members yet. */
  readonly memberId: string | null;
  /** In force now. */
  readonly document: Pick<ProgramDocument, "campaigns">;
  readonly now: Instant;
}

/** Those that end first come first. Campaigns for other tiers than the shopper's are left out. */
export async function loadCampaignOffers(asked: OffersAsked): Promise<CampaignOffer[]> {
  const { shop, memberId, document, now } = asked;
  const localNow = localDateTimeOf(now, shop.timeZone);
  const open = document.campaigns.filter(({ optIn, endsAt }) => optIn && localNow < endsAt);
  if (open.length === 0) return [];
  const own = memberId === null ? null : await loadJoined(pool(), shop.id, memberId);
  return open
    .filter(({ id, conditions: { tiers } }) => {
      const isMeant = tiers.length === 0 || tiers.includes(own?.tierId ?? "");
      return isMeant || own?.joined.has(id) === true;
    })
    .toSorted((one, other) => (one.endsAt < other.endsAt ? -1 : 1))
    .map((campaign) => ({
      campaign,
      isJoined: own?.joined.has(campaign.id) === true,
      hasBegun: campaign.startsAt <= localNow,
    }));
}
