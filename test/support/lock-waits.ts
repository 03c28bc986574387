// Transactions that wait for one another.
import { setTimeout as pause } from "node:timers/promises";
import type { TestDatabase } from "./database.ts";

const DEADLINE_MS = 10_000;

/** Until a transaction waits for the one of the backend. */
export async function untilSomebodyWaitsFor(db: TestDatabase, backend: number): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const { rowCount } = await db.ownerPool.query(
      "select from pg_locks where not granted and $1 = any(pg_blocking_pids(pid))",
      [backend],
    );
    if (rowCount !== 0) return;
    if (Date.now() > deadline) throw new Error("Nobody waits for the lock");
    await pause(10);
  }
}
