// Visitors of the stores that want it are told once a day what members did: it is written with the
// program, which the theme reads.
import { enqueueMessages } from "../db/outbox-store.ts";
import { pool } from "../db/pool.ts";
import { listShopsToTell } from "../db/recent-activity-store.ts";
import { withTransaction } from "../db/transaction.ts";

/** The timer's work. Answers for how many shops. */
export async function requestRecentActivity(limit: number): Promise<number> {
  const shopIds = await listShopsToTell(pool(), limit);
  await withTransaction((tx) =>
    enqueueMessages(
      tx,
      shopIds.map((shopId) => ({ shopId, kind: "write_program", key: "program", payload: {} })),
    ),
  );
  return shopIds.length;
}
