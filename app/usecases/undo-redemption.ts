// A merchant undoes what nothing in Shopify carries: an event that is called off, a donation by
// mistake. Points go back to their lots, the place is free again.
import type { Instant } from "../core/calendar/instant.ts";
import type { Actor } from "../core/ledger/entry.ts";
import { decideUndone } from "../core/rewards/decide-undone.ts";
import type { Redemption } from "../core/rewards/redemption.ts";
import { findRedemption } from "../db/redemption-store.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";
import { openBook } from "./order-batch/open-book.ts";
import { voucherPointsOwedAgain } from "./order-batch/owed-again.ts";
import { stepRedemption } from "./step-redemption.ts";

export interface UndoRedemption {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly redemptionId: string;
  /** Shown to the member. */
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

export type UndoRedemptionResult =
  | { readonly outcome: "undone" }
  /** Not found: none of this member. Not to be undone: something in Shopify stands for it. */
  | { readonly outcome: "refused"; readonly reason: "not_found" | "cannot_be_undone" };

/** Repeating it is harmless: it is undone once. */
export function undoRedemption(command: UndoRedemption): Promise<UndoRedemptionResult> {
  return withTransaction((tx) => undo(tx, command));
}

async function undo(tx: Transaction, command: UndoRedemption): Promise<UndoRedemptionResult> {
  const { shopId, memberId, redemptionId, reason, actor, now } = command;
  const book = await openBook(tx, command);
  const stored = await findRedemption(tx, shopId, redemptionId);
  if (!book || stored?.redemption.memberId !== memberId) {
    return { outcome: "refused", reason: "not_found" };
  }
  const journal = { tx, book, spentAt: () => null, now };
  const owedAgain = await voucherPointsOwedAgain(journal, stored.redemption);
  const name = { shopId, redemptionId };
  const step = await stepRedemption(tx, name, now, (context) =>
    decideUndone(context, { actor, reason: reason.trim() }, owedAgain),
  );
  if (step === undefined) return { outcome: "refused", reason: "not_found" };
  if (!isUndone(step.redemption)) return { outcome: "refused", reason: "cannot_be_undone" };
  return { outcome: "undone" };
}

function isUndone({ status, returnReason }: Redemption): boolean {
  return status === "returned" && returnReason === "cancelled_by_merchant";
}
