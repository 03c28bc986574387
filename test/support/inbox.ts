// Webhooks in the inbox of the test's database, and a worker that handles them.
import { randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { insertReceived } from "../../app/db/inbox-store.ts";
import { pool } from "../../app/db/pool.ts";
import { handleMessages } from "../../app/inbox/handle-messages.ts";
import type { InboxEvent } from "../../app/inbox/handle-messages.ts";
import { findOrderingKey } from "../../app/inbox/ordering-key.ts";
import type { Topic } from "../../app/inbox/topics.ts";

export interface StoredWebhook {
  readonly shopId: bigint;
  readonly topic: Topic;
  readonly body: string | Buffer;
  readonly webhookId?: string;
  readonly triggeredAt?: Date;
}

/** Stores webhooks as the door does. Answers their ids in the inbox. */
export async function storeWebhooks(webhooks: readonly StoredWebhook[]): Promise<string[]> {
  const messages = webhooks.map((webhook) => {
    const body = typeof webhook.body === "string" ? Buffer.from(webhook.body) : webhook.body;
    return {
      shopId: webhook.shopId,
      id: uuidv7(),
      topic: webhook.topic,
      webhookId: webhook.webhookId ?? randomUUID(),
      eventId: null,
      orderingKey: findOrderingKey(webhook.topic, body),
      triggeredAt: webhook.triggeredAt ?? null,
      body,
    };
  });
  await insertReceived(pool(), messages);
  return messages.map(({ id }) => id);
}

/** A moment after the test orders were placed. */
export const HANDLED_AT = Date.UTC(2026, 2, 1, 13);

/** Handles all that is due. Answers what the log would have heard. */
export async function handleAll(now: number = HANDLED_AT): Promise<InboxEvent[]> {
  const events: InboxEvent[] = [];
  const options = { now: async () => now, report: (event: InboxEvent) => void events.push(event) };
  while ((await handleMessages(options)) > 0);
  return events;
}

export interface InboxRow {
  /** `done`: it was handled, and is gone. */
  readonly status: "ready" | "dead" | "done";
  readonly attempts: number;
  readonly last_error: string | null;
  readonly body: Buffer | null;
  readonly wait_s: number;
}

export async function readInboxRow(id: string): Promise<InboxRow> {
  const { rows } = await pool().query<InboxRow>(
    `select status, attempts, last_error, body,
       extract(epoch from next_attempt_at - now())::float8 as wait_s
     from inbox_message where id = $1`,
    [id],
  );
  return rows[0] ?? { status: "done", attempts: 0, last_error: null, body: null, wait_s: 0 };
}
