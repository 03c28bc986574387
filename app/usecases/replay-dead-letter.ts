// A merchant has a dead letter tried again, or gives it up. Who did it is kept.
import {
  discardLetter,
  insertDeadLetterAudit,
  isDiscardable,
  lockDeadLetter,
  reviveLetter,
} from "../db/dead-letter-store.ts";
import type { LetterBox } from "../db/dead-letter-store.ts";
import { newId } from "../db/new-id.ts";
import { withTransaction } from "../db/transaction.ts";

export interface DeadLetterCommand {
  readonly shopId: bigint;
  readonly box: LetterBox;
  readonly id: string;
  readonly actor: string;
  readonly now: Date;
}

export type DeadLetterNotFound = { readonly outcome: "refused"; readonly reason: "not_found" };
const notFound: DeadLetterNotFound = { outcome: "refused", reason: "not_found" };

/** The letter is due at once, with all its attempts before it. */
export function replayDeadLetter(
  command: DeadLetterCommand,
): Promise<{ readonly outcome: "replayed" } | DeadLetterNotFound> {
  return withTransaction(async (tx) => {
    if (!(await reviveLetter(tx, command))) return notFound;
    const action = "dead_letter_replayed";
    await insertDeadLetterAudit(tx, { ...command, auditId: newId(), action });
    return { outcome: "replayed" };
  });
}

/** Where it can only be tried again, because points hang on it. */
export type DeadLetterKept = { readonly outcome: "refused"; readonly reason: "holds_points" };

/** The letter is closed and its contents forgotten. */
export function discardDeadLetter(
  command: DeadLetterCommand & { readonly reason: string },
): Promise<{ readonly outcome: "discarded" } | DeadLetterNotFound | DeadLetterKept> {
  return withTransaction(async (tx) => {
    const subject = await lockDeadLetter(tx, command);
    if (subject === undefined) return notFound;
    if (!isDiscardable(subject)) return { outcome: "refused", reason: "holds_points" };
    await discardLetter(tx, command);
    const action = "dead_letter_discarded";
    await insertDeadLetterAudit(tx, { ...command, auditId: newId(), action });
    return { outcome: "discarded" };
  });
}
