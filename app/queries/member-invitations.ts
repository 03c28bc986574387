// The tiers that a member is invited to, and those that they could be invited to.
import type { LocalDate } from "../core/calendar/local-date.ts";
import { localDateOf } from "../core/calendar/local-time.ts";
import type { TierTerms } from "../core/program/tier-terms.ts";
import { evaluateInvitation, hasRunOut } from "../core/tiers/evaluate-invitation.ts";
import type { WorthlessOffer } from "../core/tiers/evaluate-invitation.ts";
import { loadOpenInvitations } from "../db/invitation-store.ts";
import { pool } from "../db/pool.ts";

export interface MemberInvitation {
  tierId: string;
  /** The id, where the program in force has no such tier. */
  name: string;
  invitedAt: Date;
  /** The last day on which the tier would be held; null: no end. */
  through: LocalDate | null;
  /** Why it cannot be accepted; null where it can. */
  worthless: WorthlessOffer | null;
}

export interface MemberInvitations {
  /** Those that stand open, the newest first. */
  open: MemberInvitation[];
  /** Those whose last day passed before anybody answered, the newest first. */
  runOut: MemberInvitation[];
  /** From the lowest to the highest. */
  invitable: { id: string; name: string }[];
}

export async function loadMemberInvitations(
  { id: shopId, timeZone }: { readonly id: bigint; readonly timeZone: string },
  memberId: string,
  { terms, heldTierId, now }: { terms: TierTerms; heldTierId: string | null; now: Date },
): Promise<MemberInvitations> {
  const standing = { heldTierId, today: localDateOf(now.getTime(), timeZone) };
  const invitations = await loadOpenInvitations(pool(), shopId, memberId);
  const told = invitations.map(({ tierId, through, invitedAt }): MemberInvitation => {
    const offer = evaluateInvitation(terms, { tierId, through }, standing);
    return {
      tierId,
      name: terms.list.find(({ id }) => id === tierId)?.name ?? tierId,
      invitedAt: new Date(invitedAt),
      through,
      worthless: offer.outcome === "worthless" ? offer.reason : null,
    };
  });
  const isOver = ({ through }: MemberInvitation): boolean => hasRunOut({ through }, standing.today);
  return {
    open: told.filter((invitation) => !isOver(invitation)),
    runOut: told.filter(isOver),
    invitable: terms.list
      .filter(({ id: tierId }) => isOpenTo(terms, tierId, standing))
      .map(({ id, name }) => ({ id, name })),
  };
}

function isOpenTo(
  terms: TierTerms,
  tierId: string,
  standing: { heldTierId: string | null; today: LocalDate },
): boolean {
  return evaluateInvitation(terms, { tierId, through: null }, standing).outcome === "stands";
}
