// A merchant offers a member a tier that is entered by invitation. The member is in it once they,
// or the merchant on their word, have accepted.
import type { Instant } from "../../core/calendar/instant.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { evaluateInvitation } from "../../core/tiers/evaluate-invitation.ts";
import type { WorthlessOffer } from "../../core/tiers/evaluate-invitation.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import { openInvitation } from "../../db/invitation-store.ts";
import type { InvitationName } from "../../db/invitation-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { MemberBook } from "../order-batch/member-book.ts";
import { openBook } from "../order-batch/open-book.ts";
import { tierProgramOf } from "./move-by-hand.ts";
import type { TierProgram } from "./move-by-hand.ts";

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
      readonly reason: "member_not_found" | "no_tiers" | WorthlessOffer;
    };

/** Inviting again replaces an invitation that stands open, and is told anew. */
export async function inviteMember(command: InviteMember): Promise<InviteMemberResult> {
  return withTransaction((tx) => invite(tx, command));
}

async function invite(tx: Sql, command: InviteMember): Promise<InviteMemberResult> {
  const { shopId, memberId, tierId, through, actor, now } = command;
  const book = await openBook(tx, command);
  if (!book) return { outcome: "refused", reason: "member_not_found" };
  const program = tierProgramOf(book);
  if (!program) return { outcome: "refused", reason: "no_tiers" };
  const today = localDateOf(now, book.terms.timeZone);
  const standing = { heldTierId: book.tier.tierId, today };
  const offer = evaluateInvitation(program.tiers, command, standing);
  if (offer.outcome === "worthless") return { outcome: "refused", reason: offer.reason };
  if (!(await openInvitation(tx, command, { through, invitedAt: now }))) {
    return { outcome: "refused", reason: "member_not_found" };
  }
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
  await enqueueMessages(tx, mailOf(command, book, program));
  return { outcome: "invited" };
}

function mailOf(
  { shopId, memberId, tierId, now }: InviteMember,
  { member }: MemberBook,
  { version }: TierProgram,
): NewMessage[] {
  if (!version.document.emails.tierInvitation || !member.wantsEmail) return [];
  const payload = { memberId, tierId, invitedAt: now };
  return [{ shopId, kind: "send_tier_invitation", key: `${memberId}/${tierId}`, payload }];
}
