// What is kept of webhooks once they are handled: their names, to know repetitions.
import type { Sql } from "./pool.ts";

/** Forgets what was received long ago; answers how many rows went. */
export async function deleteOldReceipts(
  sql: Sql,
  keepDays: number,
  limit: number,
): Promise<number> {
  const deleted = await sql.query({
    name: "inbox_delete_receipts",
    text: `delete from inbox_receipt as held using (
        select shop_id, topic, webhook_id from inbox_receipt
        where received_at < now() - $1 * interval '1 day'
        limit $2 for update skip locked
      ) as old
      where held.shop_id = old.shop_id and held.topic = old.topic
        and held.webhook_id = old.webhook_id`,
    values: [keepDays, limit],
  });
  return deleted.rowCount ?? 0;
}
