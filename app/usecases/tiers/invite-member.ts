// A merchant offers a member a tier that is entered by invitation. The member is in it once they,
// or the merchant on their word, have accepted.
import type { Instant } from "../../core/calendar/instant.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import { openInvitation } from "../../db/invitation-store.ts";
import type { InvitationName } from "../../db/invitation-store.ts";
import type { Sql } from "../../db/pool.ts";
import { withTransaction } from "../../db/transaction.ts";
import { openBook } from "../order-batch/open-book.ts";
import { tierProgramOf } from "./move-by-hand.ts";

export interface InviteMember extends InvitationName {
  /** The last day on which the tier would be held, in the shop's calendar; null: no end. */
  readonly through: LocalDate | null;
  readonly actor: Actor;
  readonly now: Instant;
}

export type InviteMemberResult =
  | { readonly outcome: "invited" }
  | {
      readonly outcome: "refused";
      readonly reason:
        | "member_not_found"
        | "no_tiers"
        | "not_by_invitation"
        | "already_in_tier"
        | "day_is_past";
    };

/** Inviting again replaces an invitation that stands open. */
export async function inviteMember(command: InviteMember): Promise<InviteMemberResult> {
  return withTransaction((tx) => invite(tx, command));
}

async function invite(tx: Sql, command: InviteMember): Promise<InviteMemberResult> {
  const { shopId, memberId, tierId, through, actor, now } = command;
  const book = await openBook(tx, command);
  if (!book) return { outcome: "refused", reason: "member_not_found" };
  const program = tierProgramOf(book);
  if (!program) return { outcome: "refused", reason: "no_tiers" };
  const tier = program.tiers.list.find(({ id }) => id === tierId);
  if (tier?.entry !== "invitation") return { outcome: "refused", reason: "not_by_invitation" };
  if (book.tier.tierId === tierId) return { outcome: "refused", reason: "already_in_tier" };
  if (through !== null && through < localDateOf(now, book.terms.timeZone)) {
    return { outcome: "refused", reason: "day_is_past" };
  }
  await openInvitation(tx, command, { through, invitedAt: now });
  await appendAuditEvents(tx, [
    {
      shopId,
      actor,
      action: "tier_invitation_sent",
      subject: `member/${memberId}`,
      details: { tier: tierId, through },
      recordedAt: now,
    },
  ]);
  return { outcome: "invited" };
}
