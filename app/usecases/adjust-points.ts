// A merchant adds or takes points by hand. The request's key makes pressing twice harmless.
import type { Instant } from "../core/calendar/instant.ts";
import { lotExpiry } from "../core/expiry/expiry-of.ts";
import { decideAdjustment } from "../core/ledger/decide-adjustment.ts";
import type { AdjustmentRefusal } from "../core/ledger/decide-adjustment.ts";
import type { Actor, EntryDraft } from "../core/ledger/entry.ts";
import { findInputHash, inputHash } from "../db/entry-store.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import { newId } from "../db/new-id.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { Sql } from "../db/pool.ts";
import { withTransaction } from "../db/transaction.ts";
import type { MemberBook } from "./order-batch/member-book.ts";
import { openBook, startClock } from "./order-batch/open-book.ts";
import { balanceMessage } from "./balance-messages.ts";

export interface AdjustPoints {
  readonly shopId: bigint;
  readonly memberId: string;
  /** Names one decision of the merchant. */
  readonly requestKey: string;
  /** Above zero adds, below zero takes. */
  readonly points: bigint;
  /** Shown to the member. */
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

export type AdjustPointsResult =
  | { readonly outcome: "adjusted" }
  | {
      readonly outcome: "refused";
      readonly reason: AdjustmentRefusal | "member_not_found" | "request_key_reused";
    };

/**
 * Posts the adjustment once. The same key with the same wish is answered as before, with another it
 * is refused.
 */
export async function adjustPoints(command: AdjustPoints): Promise<AdjustPointsResult> {
  return withTransaction((tx) => adjust(tx, command));
}

async function adjust(tx: Sql, command: AdjustPoints): Promise<AdjustPointsResult> {
  const { shopId, memberId, now } = command;
  const book = await openBook(tx, command);
  if (!book) return { outcome: "refused", reason: "member_not_found" };
  const earlier = await findInputHash(tx, shopId, `adjustment/${command.requestKey}`);
  if (earlier !== undefined) return answerRepetition(earlier, command);
  if (command.points > 0n) startClock(book, now);
  const lot = { id: newId(), ...endOfGift(book, now) };
  const decision = decideAdjustment({ ...command, lot, ledger: book.ledger });
  if (decision.outcome === "refused") return decision;
  book.apply(decision.change);
  await applyLedgerChanges(tx, [book.change()], now);
  await enqueueMessages(tx, [balanceMessage(shopId, memberId)]);
  return { outcome: "adjusted" };
}

/** Points that are given by hand end as those of an order that is placed now. */
function endOfGift(
  { terms: { current, timeZone }, tier: { tierId } }: MemberBook,
  now: Instant,
): { expiresAt: Instant | null; termsVersionId: string | null } {
  if (!current) return { expiresAt: null, termsVersionId: null };
  const expiresAt = lotExpiry(current.document.expiry, { accruedAt: now, tierId }, timeZone);
  return { expiresAt, termsVersionId: current.id };
}

function answerRepetition(earlier: string, command: AdjustPoints): AdjustPointsResult {
  return earlier === hashOf(command)
    ? { outcome: "adjusted" }
    : { outcome: "refused", reason: "request_key_reused" };
}

/**
 * The hash of the entry that the command would write: which lots gave the points does not matter to
 * it.
 */
function hashOf({ memberId, points, reason }: AdjustPoints): string {
  const size = points < 0n ? -points : points;
  const wish: Pick<EntryDraft, "kind" | "memberId" | "postings" | "explanation"> = {
    kind: "adjustment",
    memberId,
    postings: [
      points < 0n
        ? { lotId: "", from: "available", to: "adjusted", points: size }
        : { lotId: "", from: "adjusted", to: "available", points: size },
    ],
    explanation: { key: "adjusted", params: { reason: reason.trim() } },
  };
  return inputHash(wish);
}
