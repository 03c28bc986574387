// The moment of scheduled versions has come. Orders count under them by time alone; here their
// status follows, and the storefront is told.
import type { Instant } from "../core/calendar/instant.ts";
import { pool } from "../db/pool.ts";
import { listDuePrograms, lockProgram } from "../db/program-version-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { startDueIn } from "./open-programs.ts";

/** Safe to run twice, and by several processes. Answers for how many shops versions have begun. */
export async function startPrograms(
  now: Instant,
  limit: number,
  onFault: (shopId: bigint, error: unknown) => void,
): Promise<number> {
  let started = 0;
  for (const shopId of await listDuePrograms(pool(), now, limit)) {
    try {
      const begun = await withTransaction(async (tx) => {
        await lockProgram(tx, shopId);
        return startDueIn(tx, shopId, now);
      });
      if (begun.length > 0) started += 1;
    } catch (error) {
      onFault(shopId, error);
    }
  }
  return started;
}
