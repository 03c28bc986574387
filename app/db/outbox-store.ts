// SQL of the outbox. Times are the database's, so that all processes agree on what is due.
import { v7 as uuidv7 } from "uuid";
import type { Sql } from "./pool.ts";

export type NewMessage = {
  shopId: bigint;
  kind: string;
  /** Names the subject: what is asked twice for one subject before it is done, is done once. */
  key: string;
  payload: object;
  /** Not before this long from now. */
  delayMs?: number;
};

/**
 * Asks for side effects, in the transaction that makes them due. A message that waits already takes the
 * new payload; one that is being delivered right now is delivered once more afterwards.
 */
export async function enqueueMessages(tx: Sql, messages: readonly NewMessage[]): Promise<void> {
  const rows = lastOfEachSubject(messages);
  if (rows.length === 0) return;
  await tx.query({
    name: "outbox-enqueue",
    text: `insert into outbox_message as held
             (shop_id, id, kind, key, payload, next_attempt_at, created_at)
           select shop_id, id, kind, key, payload::jsonb,
                  now() + delay_ms * interval '1 millisecond', now()
           from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[])
                as asked (shop_id, id, kind, key, payload, delay_ms)
           order by shop_id, kind, key
           on conflict (shop_id, kind, key) do update
           set payload = excluded.payload, revision = held.revision + 1, status = 'ready',
               attempts = 0, next_attempt_at = excluded.next_attempt_at, last_error = null,
               sent_at = null`,
    values: [
      rows.map((row) => row.shopId),
      rows.map(() => uuidv7()),
      rows.map((row) => row.kind),
      rows.map((row) => row.key),
      rows.map((row) => JSON.stringify(row.payload)),
      rows.map((row) => row.delayMs ?? 0),
    ],
  });
}

/** One statement may not touch a row twice. */
function lastOfEachSubject(messages: readonly NewMessage[]): NewMessage[] {
  const rows = new Map<string, NewMessage>();
  for (const message of messages) {
    rows.set(`${message.shopId} ${message.kind} ${message.key}`, message);
  }
  return [...rows.values()];
}
