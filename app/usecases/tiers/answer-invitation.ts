// An invitation to a tier is accepted, declined or withdrawn.
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { decideByHand } from "../../core/tiers/decide-by-hand.ts";
import { evaluateInvitation } from "../../core/tiers/evaluate-invitation.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import { endInvitation, findInvitation } from "../../db/invitation-store.ts";
import type { Invitation, InvitationName } from "../../db/invitation-store.ts";
import type { Sql } from "../../db/pool.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { MemberBook } from "../order-batch/member-book.ts";
import { openBook } from "../order-batch/open-book.ts";
import { moveByHand, tierProgramOf } from "./move-by-hand.ts";

export type InvitationAnswer = "accepted" | "declined" | "withdrawn";

export interface AnswerInvitation extends InvitationName {
  /** When the invitation that is meant was sent: one that was sent anew is another. */
  readonly invitedAt: Instant;
  readonly answer: InvitationAnswer;
  /** The shopper, or the merchant on the member's word; only merchants withdraw. */
  readonly actor: Actor;
  readonly now: Instant;
}

export type AnswerInvitationResult =
  | { readonly outcome: InvitationAnswer }
  | {
      readonly outcome: "refused";
      readonly reason:
        | "member_not_found"
        /** There was none, it has another answer, or one was sent anew. */
        | "no_invitation"
        /** Its last day has passed, or the program has no such tier by invitation any more. */
        | "invitation_is_over"
        /** Counters have led the member higher meanwhile. */
        | "already_higher";
    };

/**
 * Accepting moves the member at once. The same answer again changes nothing. A refused acceptance
 * leaves the invitation open.
 */
export async function answerInvitation(command: AnswerInvitation): Promise<AnswerInvitationResult> {
  return withTransaction((tx) => answerIn(tx, command));
}

async function answerIn(tx: Sql, command: AnswerInvitation): Promise<AnswerInvitationResult> {
  const { shopId, memberId, tierId, invitedAt, answer, actor, now } = command;
  const book = await openBook(tx, command);
  if (!book) return { outcome: "refused", reason: "member_not_found" };
  const invitation = await findInvitation(tx, command);
  if (invitation?.invitedAt !== invitedAt) return { outcome: "refused", reason: "no_invitation" };
  if (invitation.status === answer) return { outcome: answer };
  if (invitation.status !== "open") return { outcome: "refused", reason: "no_invitation" };
  const refusal = answer === "accepted" ? await accept(tx, book, invitation, command) : null;
  if (refusal) return refusal;
  await endInvitation(tx, command, answer, now);
  await appendAuditEvents(tx, [
    {
      shopId,
      actor,
      action: `tier_invitation_${answer}`,
      subject: `member/${memberId}`,
      details: { tier: tierId },
      recordedAt: now,
    },
  ]);
  return { outcome: answer };
}

type Refusal = Extract<AnswerInvitationResult, { outcome: "refused" }>;

/** Null when the member is in the tier. */
async function accept(
  tx: Sql,
  book: MemberBook,
  invitation: Invitation,
  { actor, now }: AnswerInvitation,
): Promise<Refusal | null> {
  const program = tierProgramOf(book);
  if (!program) return { outcome: "refused", reason: "invitation_is_over" };
  const { tiers: terms } = program;
  const { timeZone } = book.terms;
  const standing = { heldTierId: book.tier.tierId, today: localDateOf(now, timeZone) };
  const offer = evaluateInvitation(terms, invitation, standing);
  // Who was given the tier by hand meanwhile holds it as the invitation says from now on.
  if (offer.outcome === "worthless" && offer.reason !== "already_in_tier") {
    const { reason } = offer;
    const isHigher = reason === "already_higher";
    return { outcome: "refused", reason: isHigher ? reason : "invitation_is_over" };
  }
  const { tierId, through } = invitation;
  const request = { terms, standing: book.tier, tierId, through, timeZone, now };
  const decision = decideByHand({ ...request, reason: "invitation" });
  if (decision.outcome === "refused") return { outcome: "refused", reason: "invitation_is_over" };
  if (decision.outcome === "unchanged") return null;
  await moveByHand(tx, book, decision.change, { program, actor, now });
  return null;
}
