// Takes back what a member was given for something else than an order, by the rules of refunds.
import type { Instant } from "../core/calendar/instant.ts";
import { versionById } from "../core/earning/order-standing.ts";
import type { Explanation } from "../core/explanations/explanation.ts";
import { decideAwardTakenBack } from "../core/ledger/decide-award.ts";
import type { ShortfallTerms } from "../core/ledger/forgive-shortfall.ts";
import { findAward, markAwardTakenBack } from "../db/award-store.ts";
import type { StoredAward } from "../db/award-store.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import { loadNamedLots } from "../db/lot-store.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { pointsHeldBackOf } from "./order-batch/held-back.ts";
import type { MemberBook } from "./order-batch/member-book.ts";
import { openBook } from "./order-batch/open-book.ts";
import { balanceMessage } from "./balance-messages.ts";

export interface TakeBackAward {
  readonly shopId: bigint;
  readonly awardId: string;
  /** For staff: it stands beside the award, and nobody who is a person. */
  readonly reason: string;
  /** What the member reads; left out for that it was taken back. */
  readonly explanation?: Explanation;
}

export type TakeBackOutcome = "taken_back" | "repeated" | "not_found";

/**
 * Takes all of its points back once, whoever has them now. What is spent already is owed or written
 * off, as the program version says under which they were given. A limit that the award used up
 * stays used up.
 */
export async function takeBackAward(
  tx: Transaction,
  command: TakeBackAward,
  now: Instant,
): Promise<{ readonly outcome: TakeBackOutcome }> {
  const { shopId, awardId } = command;
  const name = { shopId, id: awardId };
  const found = await findAward(tx, name);
  if (!found) return { outcome: "not_found" };
  const book = await openBook(tx, { shopId, memberId: found.memberId, now });
  // Read again under the lock: another may have come first.
  const award = await findAward(tx, name);
  if (!book || award?.memberId !== book.member.id) return { outcome: "not_found" };
  if (award.isTakenBack) return { outcome: "repeated" };
  await takeFrom(tx, book, award, command, now);
  await markAwardTakenBack(tx, name, { reason: command.reason.trim(), at: now });
  await enqueueMessages(tx, [balanceMessage(shopId, book.member.id)]);
  return { outcome: "taken_back" };
}

async function takeFrom(
  tx: Transaction,
  book: MemberBook,
  award: StoredAward,
  { explanation }: TakeBackAward,
  now: Instant,
): Promise<void> {
  const { shopId, id: memberId } = book.member;
  const own = await loadNamedLots(tx, [{ shopId, memberId, id: award.lotId }]);
  book.addLots(own.get(memberId) ?? []);
  book.settle(now);
  const { title, points } = award;
  book.apply(
    decideAwardTakenBack({
      ...award,
      ledger: book.ledger,
      explanation: explanation ?? {
        key: "action_taken_back",
        params: { action: title, points: points.toString() },
      },
      terms: await termsFor(tx, book, award),
      now,
    }),
  );
  await applyLedgerChanges(tx, [book.change()], now);
}

async function termsFor(
  tx: Transaction,
  book: MemberBook,
  { programVersionId, points }: StoredAward,
): Promise<ShortfallTerms> {
  const version = versionById(book.terms.periods, programVersionId);
  const shortfallPolicy = version?.document.shortfallPolicy ?? "repay";
  const { ledger, voucherPoints } = book;
  const mayForgive = shortfallPolicy === "forgive" && points > ledger.balances.available;
  const heldBack = mayForgive ? await pointsHeldBackOf({ tx, works: [] }, book) : 0n;
  return { shortfallPolicy, voucherPoints, heldBack };
}
