// Tells a member that they are invited to a tier, and what it would give; nothing to those whose
// invitation has ended by now, or is worth nothing any more.
import { renderTierInvitationEmail } from "../../adapters/email/tier-emails.ts";
import { DAY_MS, type Instant } from "../../core/calendar/instant.ts";
import { yearOf } from "../../core/calendar/local-date.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { tierEntryKey } from "../../core/ledger/decide-tier-entry.ts";
import { benefitsOf } from "../../core/perks/perk-words.ts";
import { evaluateInvitation } from "../../core/tiers/evaluate-invitation.ts";
import { type Invitation, findInvitation } from "../../db/invitation-store.ts";
import { pool } from "../../db/pool.ts";
import { findTakenKeys } from "../../db/tier-store.ts";
import type { Deliver } from "../delivery.ts";
import { type Correspondence, type Written, sendOnce, skipped } from "./send-once.ts";

/** An invitation is news for this long: later the e-mail would puzzle. */
const MAX_NEWS_AGE_MS = 7 * DAY_MS;
/** Opens the panel in the store. */
const PANEL_FRAGMENT = "#loyalty";

export const sendTierInvitation: Deliver<{
  memberId: string;
  tierId: string;
  invitedAt: Instant;
}> = async ({ shopId, payload }) => {
  const { memberId, tierId, invitedAt } = payload;
  const invitation = await findInvitation(pool(), { shopId, memberId, tierId });
  return sendOnce({
    name: { shopId, kind: "tier_invitation", subjectId: `${memberId}/${tierId}/${invitedAt}` },
    memberId,
    write: async (correspondence) => {
      if (invitation?.status !== "open" || invitation.invitedAt !== invitedAt) {
        return skipped("no_longer_open");
      }
      return write(invitation, correspondence);
    },
  });
};

async function write(invitation: Invitation, correspondence: Correspondence): Promise<Written> {
  const { shopId, shop, reader, program, now } = correspondence;
  const { emails, tiers: terms } = program.document;
  if (!emails.tierInvitation) return skipped("turned_off");
  if (now - invitation.invitedAt > MAX_NEWS_AGE_MS) return skipped("too_late");
  if (!terms) return skipped("not_by_invitation");
  const today = localDateOf(now, shop.timeZone);
  const { memberId, tier: standing } = reader;
  const offer = evaluateInvitation(terms, invitation, { heldTierId: standing.tierId, today });
  if (offer.outcome === "worthless") return skipped(offer.reason);
  const { id, name: tierName, earnMultiplier, entryPoints } = offer.tier;
  const { currency } = program;
  const benefits = benefitsOf(offer.tier, { locale: reader.locale ?? shop.locale, currency });
  const key = tierEntryKey(memberId, id, yearOf(today));
  const taken = await findTakenKeys(pool(), [{ shopId, key }]);
  const giftPoints = taken.has(key) ? 0n : entryPoints;
  const news = { tierName, lastDay: invitation.through, earnMultiplier, giftPoints, benefits };
  return {
    outcome: "written",
    render: (to) =>
      renderTierInvitationEmail({ ...to, ...news, shopUrl: `${to.shopUrl}${PANEL_FRAGMENT}` }),
  };
}
