// An invitation to a tier is accepted, declined or withdrawn.
import type { Instant } from "../../core/calendar/instant.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { decideByHand } from "../../core/tiers/decide-by-hand.ts";
import { indexOfTier } from "../../core/tiers/decide-upgrade.ts";
import type { TierChange } from "../../core/tiers/standing.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import { endInvitation, findOpenInvitation } from "../../db/invitation-store.ts";
import type { InvitationName } from "../../db/invitation-store.ts";
import type { Sql } from "../../db/pool.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { MemberBook } from "../order-batch/member-book.ts";
import { openBook } from "../order-batch/open-book.ts";
import { moveByHand, tierProgramOf } from "./move-by-hand.ts";

export type InvitationAnswer = "accepted" | "declined" | "withdrawn";

export interface AnswerInvitation extends InvitationName {
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
        | "no_tiers"
        | "no_invitation"
        /** Its last day has passed, or the program no longer has the tier. */
        | "invitation_is_over"
        /** Counters have led the member higher meanwhile. */
        | "already_higher";
    };

/** Accepting moves the member at once. A refused acceptance leaves the invitation open. */
export async function answerInvitation(command: AnswerInvitation): Promise<AnswerInvitationResult> {
  return withTransaction((tx) => answerIn(tx, command));
}

async function answerIn(tx: Sql, command: AnswerInvitation): Promise<AnswerInvitationResult> {
  const { shopId, memberId, tierId, answer, actor, now } = command;
  const book = await openBook(tx, command);
  if (!book) return { outcome: "refused", reason: "member_not_found" };
  const refusal = answer === "accepted" ? await accept(tx, book, command) : null;
  if (refusal) return refusal;
  if (!(await endInvitation(tx, command, answer, now))) {
    return { outcome: "refused", reason: "no_invitation" };
  }
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
  command: AnswerInvitation,
): Promise<Refusal | null> {
  const { tierId, actor, now } = command;
  const invitation = await findOpenInvitation(tx, command);
  if (!invitation) return { outcome: "refused", reason: "no_invitation" };
  const program = tierProgramOf(book);
  if (!program) return { outcome: "refused", reason: "no_tiers" };
  const { tiers: terms } = program;
  const place = indexOfTier(terms, tierId);
  if (place >= 0 && indexOfTier(terms, book.tier.tierId) > place) {
    return { outcome: "refused", reason: "already_higher" };
  }
  const { timeZone } = book.terms;
  const request = { terms, standing: book.tier, tierId, timeZone, now };
  const { through } = invitation;
  const decision = decideByHand({ ...request, through, reason: "invitation" });
  if (decision.outcome === "refused") return { outcome: "refused", reason: "invitation_is_over" };
  if (decision.outcome === "unchanged") return null;
  const change: TierChange = decision.change;
  await moveByHand(tx, book, change, { program, actor, now });
  return null;
}
