// Notes to be written: a kind of side effect for tests of the outbox, delivered as each test says.
import { expect } from "vitest";
import { z } from "zod";
import { enqueueMessages } from "../../app/db/outbox-store.ts";
import { pool } from "../../app/db/pool.ts";
import { dueNow } from "../../app/db/queue-head.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import type { Catalogue, DeliveryReport } from "../../app/outbox/deliver.ts";
import { createDueDelivery } from "../../app/outbox/deliver-due.ts";
import type { Abandon, DeliveryOutcome, OutboxMessage } from "../../app/outbox/delivery.ts";

export interface Note {
  readonly text: string;
}

export const sent: DeliveryOutcome = { outcome: "sent" };

/** One kind, `write_note`, delivered by the given function. */
export function noteCatalogue(
  deliver: (message: OutboxMessage<Note>, signal: AbortSignal) => Promise<DeliveryOutcome>,
  policy: { maxAttempts?: number; timeoutMs?: number; abandon?: Abandon<Note> } = {},
): Catalogue {
  const note = {
    payload: z.object({ text: z.string() }),
    timeoutMs: policy.timeoutMs ?? 5_000,
    maxAttempts: policy.maxAttempts ?? 3,
    firstPauseMs: 10_000,
    longestPauseMs: 60_000,
  };
  return {
    kinds: { write_note: note },
    deliveries: { write_note: deliver },
    abandonments: policy.abandon ? { write_note: policy.abandon } : {},
  };
}

export function ask(key: string, text = "hello", delayMs?: number): Promise<void> {
  const message = { shopId: 1n, kind: "write_note", key, payload: { text } };
  return withTransaction((tx) => {
    return enqueueMessages(tx, [delayMs === undefined ? message : { ...message, delayMs }]);
  });
}

/** Delivers what is due, once over, and answers what was reported. */
export async function deliverAll(catalogue: Catalogue, concurrency = 4): Promise<DeliveryReport[]> {
  const reports: DeliveryReport[] = [];
  const due = createDueDelivery({
    catalogue,
    concurrency,
    report: (report) => reports.push(report),
    onFault: (error) => expect.unreachable(String(error)),
  });
  while ((await due.deliverDue()) > 0) await due.drain();
  return reports;
}

export async function readRow(key: string) {
  const { rows } = await pool().query<{
    status: string;
    attempts: number;
    last_error: string | null;
    wait_s: number;
    is_leased: boolean;
  }>(
    `select status, attempts, last_error, lease_until is not null as is_leased,
       extract(epoch from next_attempt_at - now())::float8 as wait_s
     from outbox_message where key = $1`,
    [key],
  );
  return rows[0];
}

/** Lets the pauses of all messages pass. */
export const passPauses = () =>
  pool().query(`update outbox_message set next_attempt_at = ${dueNow}`);
