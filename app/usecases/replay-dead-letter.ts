// A merchant has a dead letter tried again, or gives it up. Who did it is kept.
import { appendAuditEvents } from "../db/audit-store.ts";
import {
  discardLetter,
  isDiscardable,
  lockDeadLetter,
  reviveLetter,
} from "../db/dead-letter-store.ts";
import type { LetterBox } from "../db/dead-letter-store.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";

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
    await audit(tx, command, "dead_letter_replayed", {});
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
    await audit(tx, command, "dead_letter_discarded", { reason: command.reason });
    return { outcome: "discarded" };
  });
}

async function audit(
  tx: Transaction,
  { shopId, actor, box, id, now }: DeadLetterCommand,
  action: string,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  const subject = `${box}_message/${id}`;
  await appendAuditEvents(tx, [
    { shopId, actor, action, subject, details, recordedAt: now.getTime() },
  ]);
}
