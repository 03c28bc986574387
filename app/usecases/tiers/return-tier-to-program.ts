// A merchant takes back a tier that was given by hand: the program decides again.
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { isByHand } from "../../core/tiers/standing.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import { applyLedgerChanges } from "../../db/ledger-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { MemberBook } from "../order-batch/member-book.ts";
import { openBook } from "../order-batch/open-book.ts";
import { balanceMessage } from "../balance-messages.ts";
import { tierProgramOf } from "./move-by-hand.ts";
import type { TierProgram } from "./move-by-hand.ts";
import { reviewMembers } from "./review-members.ts";

export interface ReturnTierToProgram {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly actor: Actor;
  readonly now: Instant;
}

export type ReturnTierResult =
  | { readonly outcome: "returned" }
  | {
      readonly outcome: "refused";
      readonly reason: "member_not_found" | "no_tiers" | "not_given_by_hand";
    };

/**
 * Ends the tier as though its last day had been yesterday: what the member held before it stands
 * again if it still would, else what counters earn.
 */
export async function returnTierToProgram(command: ReturnTierToProgram): Promise<ReturnTierResult> {
  return withTransaction((tx) => giveBack(tx, command));
}

async function giveBack(tx: Sql, command: ReturnTierToProgram): Promise<ReturnTierResult> {
  const { shopId, memberId, actor, now } = command;
  const book = await openBook(tx, command);
  if (!book) return { outcome: "refused", reason: "member_not_found" };
  const program = tierProgramOf(book);
  if (!program) return { outcome: "refused", reason: "no_tiers" };
  if (!isByHand(book.tier)) return { outcome: "refused", reason: "not_given_by_hand" };
  await review(tx, book, { program, actor, now });
  await appendAuditEvents(tx, [
    {
      shopId,
      actor,
      action: "tier_returned_to_program",
      subject: `member/${memberId}`,
      details: { from: book.tier.tierId },
      recordedAt: now,
    },
  ]);
  return { outcome: "returned" };
}

async function review(
  tx: Sql,
  book: MemberBook,
  { program, actor, now }: { program: TierProgram; actor: Actor; now: Instant },
): Promise<void> {
  const { member, ledger, terms } = book;
  const { periods, timeZone } = terms;
  const night = localDateOf(now, timeZone);
  const over = { ...member.tier, until: startOfDay(night, timeZone) };
  const { changes, messages } = await reviewMembers(tx, {
    version: program.version,
    periods,
    timeZone,
    members: [{ member: { ...member, tier: over }, ledger }],
    night,
    noticedUntil: night,
    notices: "later",
    actor,
    now,
  });
  const change = changes.get(member.id);
  if (change) book.apply(change);
  await applyLedgerChanges(tx, [book.change()], now);
  const shown = book.isBalanceChanged ? [balanceMessage(member.shopId, member.id)] : [];
  await enqueueMessages(tx, [...shown, ...messages]);
}
