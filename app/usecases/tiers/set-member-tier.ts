// A merchant gives a member a tier, for good or until a day, and says why.
import type { Instant } from "../../core/calendar/instant.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { MAX_REASON_CHARACTERS } from "../../core/ledger/decide-adjustment.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { decideByHand } from "../../core/tiers/decide-by-hand.ts";
import type { ByHandRefusal } from "../../core/tiers/decide-by-hand.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import type { Sql } from "../../db/pool.ts";
import { withTransaction } from "../../db/transaction.ts";
import { openBook } from "../order-batch/open-book.ts";
import { moveByHand, tierProgramOf } from "./move-by-hand.ts";

export interface SetMemberTier {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly tierId: string;
  /** The last day on which the tier is held, in the shop's calendar; null: no end. */
  readonly through: LocalDate | null;
  /** For colleagues: it stands in the record of what was done in the admin. */
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

export type SetMemberTierResult =
  | { readonly outcome: "set" }
  /** A person had given the same before. */
  | { readonly outcome: "unchanged" }
  | {
      readonly outcome: "refused";
      readonly reason:
        | ByHandRefusal
        | "member_not_found"
        | "no_tiers"
        | "reason_missing"
        | "reason_too_long";
    };

/**
 * Moves the member at once, up or down. Counters lead out of the tier again only to a higher one:
 * with the next order that enters it.
 */
export async function setMemberTier(command: SetMemberTier): Promise<SetMemberTierResult> {
  const reason = command.reason.trim();
  if (reason === "") return { outcome: "refused", reason: "reason_missing" };
  if (reason.length > MAX_REASON_CHARACTERS) {
    return { outcome: "refused", reason: "reason_too_long" };
  }
  return withTransaction((tx) => set(tx, { ...command, reason }));
}

async function set(tx: Sql, command: SetMemberTier): Promise<SetMemberTierResult> {
  const { shopId, memberId, tierId, through, actor, now } = command;
  const book = await openBook(tx, command);
  if (!book) return { outcome: "refused", reason: "member_not_found" };
  const program = tierProgramOf(book);
  if (!program) return { outcome: "refused", reason: "no_tiers" };
  const decision = decideByHand({
    terms: program.tiers,
    standing: book.tier,
    tierId,
    through,
    reason: "manual",
    timeZone: book.terms.timeZone,
    now,
  });
  if (decision.outcome !== "changed") return decision;
  const { change } = decision;
  await moveByHand(tx, book, change, { program, actor, now });
  await appendAuditEvents(tx, [
    {
      shopId,
      actor,
      action: "tier_set",
      subject: `member/${memberId}`,
      details: { from: change.fromTierId, to: tierId, through, reason: command.reason },
      recordedAt: now,
    },
  ]);
  return { outcome: "set" };
}
