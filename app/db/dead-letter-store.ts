// SQL of dead letters: messages in or out that only a person brings back or gives up.
import type { Sql } from "./pool.ts";
import { dueNow } from "./queue-head.ts";

/** Received from Shopify, or to be sent. */
export type LetterBox = "inbox" | "outbox";

export interface DeadLetterKey {
  readonly shopId: bigint;
  readonly box: LetterBox;
  readonly id: string;
}

/** Points hang on these: given up, they would be neither with the member nor in a voucher. */
const HOLDING_POINTS = [
  "issue_voucher",
  "deactivate_voucher",
  "confirm_voucher_unused",
  "make_voucher_anew",
];

/** Whether a letter of this topic or kind may be given up. */
export function isDiscardable(subject: string): boolean {
  return !HOLDING_POINTS.includes(subject);
}

/** The topic or kind of a dead letter, locked; nothing where there is none. */
export async function lockDeadLetter(
  tx: Sql,
  { shopId, box, id }: DeadLetterKey,
): Promise<string | undefined> {
  const { rows } = await tx.query<{ subject: string }>({
    name: `dead_letter_lock_${box}`,
    text:
      box === "inbox"
        ? `select topic as subject from inbox_message
          where shop_id = $1 and id = $2 and status = 'dead' for update`
        : `select kind as subject from outbox_message
          where shop_id = $1 and id = $2 and status = 'dead' for update`,
    values: [shopId, id],
  });
  return rows[0]?.subject;
}

/** Makes a dead letter due; answers whether there was one that still has its contents. */
export async function reviveLetter(tx: Sql, { shopId, box, id }: DeadLetterKey): Promise<boolean> {
  const revived = await tx.query({
    name: `dead_letter_revive_${box}`,
    text:
      box === "inbox"
        ? `update inbox_message set status = 'ready', attempts = 0, next_attempt_at = ${dueNow}
          where shop_id = $1 and id = $2 and status = 'dead' and body is not null`
        : `update outbox_message set status = 'ready', attempts = 0, next_attempt_at = ${dueNow},
            lease_until = null, revision = revision + 1
          where shop_id = $1 and id = $2 and status = 'dead'`,
    values: [shopId, id],
  });
  return revived.rowCount === 1;
}

/** Gives up a dead letter; a webhook's receipt stays for a while, to know repetitions. */
export async function discardLetter(tx: Sql, { shopId, box, id }: DeadLetterKey): Promise<void> {
  await tx.query({
    name: `dead_letter_discard_${box}`,
    text:
      box === "inbox"
        ? `delete from inbox_message where shop_id = $1 and id = $2 and status = 'dead'`
        : `delete from outbox_message where shop_id = $1 and id = $2 and status = 'dead'`,
    values: [shopId, id],
  });
}

/**
 * Takes the contents of webhooks that nobody looked after in time: they may speak of people. What
 * they were about, and why they failed, stays. Answers how many there were.
 */
export async function emptyOldLetters(sql: Sql, keepDays: number, limit: number): Promise<number> {
  const emptied = await sql.query({
    name: "dead_letters_empty",
    text: `update inbox_message as held set body = null,
        ordering_key = case when held.ordering_key like 'order/%' then held.ordering_key end
      from (
        select shop_id, id from inbox_message
        where status = 'dead' and body is not null
          and received_at < now() - $1 * interval '1 day'
        limit $2 for no key update skip locked
      ) as old
      where held.shop_id = old.shop_id and held.id = old.id`,
    values: [keepDays, limit],
  });
  return emptied.rowCount ?? 0;
}
