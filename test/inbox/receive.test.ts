// Receipts are grouped, and each is answered only when it is committed.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertReceived } from "../../app/db/inbox-store.ts";
import type { ReceivedMessage } from "../../app/db/inbox-store.ts";
import { createPool } from "../../app/db/pool.ts";
import { createReceiver } from "../../app/inbox/receive.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

function message(webhookId: string = randomUUID()): ReceivedMessage {
  return {
    shopId: 1n,
    id: randomUUID(),
    topic: "orders/paid",
    webhookId,
    eventId: null,
    orderingKey: null,
    triggeredAt: null,
    body: Buffer.from(webhookId),
  };
}

async function readWebhookIds(): Promise<string[]> {
  const { rows } = await db.pool.query<{ webhook_id: string }>(
    "select webhook_id from inbox_message",
  );
  return rows.map((row) => row.webhook_id);
}

describe("the receiver", () => {
  test("stores what queued during one insert as one statement, each with its body", async () => {
    const sizes: number[] = [];
    const receiver = createReceiver({
      store: (messages) => {
        sizes.push(messages.length);
        return insertReceived(db.pool, messages);
      },
      onError: (error) => expect.unreachable(String(error)),
    });
    const messages = Array.from({ length: 40 }, () => message());
    const receipts = await Promise.all(messages.map((each) => receiver.receive(each)));
    expect(new Set(receipts)).toEqual(new Set(["stored"]));
    expect(sizes).toEqual([1, 39]);
    const { rows } = await db.pool.query(
      "select from inbox_message where body <> webhook_id::bytea",
    );
    expect(rows).toEqual([]);
    expect(await readWebhookIds()).toHaveLength(40);
  });

  test("lets one bad row spoil no other", async () => {
    const failures: number[] = [];
    const receiver = createReceiver({
      store: (messages) => insertReceived(db.pool, messages),
      onError: (_error, count) => failures.push(count),
    });
    const [first, good, bad, last] = [message(), message(), message("nul\0"), message()];
    const receipts = await Promise.all(
      [first, good, bad, last].map((each) => receiver.receive(each)),
    );
    expect(receipts).toEqual(["stored", "stored", "refused", "stored"]);
    expect(failures).toEqual([3, 1]);
    const stored = await readWebhookIds();
    expect(stored).toEqual(expect.arrayContaining([good.webhookId, last.webhookId]));
  });

  test("sends senders away while the database is gone, and takes them again after", async () => {
    const gone = createPool({ url: "postgresql://nobody:x@127.0.0.1:1/none", size: 1 });
    let target = gone;
    const receiver = createReceiver({
      store: (messages) => insertReceived(target, messages),
      onError: () => undefined,
    });
    expect(await receiver.receive(message())).toBe("unavailable");
    target = db.pool;
    expect(await receiver.receive(message())).toBe("stored");
    await gone.end();
  });

  test("sends senders away when too many bytes wait", async () => {
    const receiver = createReceiver({
      store: (messages) => insertReceived(db.pool, messages),
      onError: () => undefined,
      limits: { queuedBytes: 100, batchMessages: 1 },
    });
    const messages = Array.from({ length: 6 }, () => message());
    const receipts = await Promise.all(messages.map((each) => receiver.receive(each)));
    expect(receipts).toContain("unavailable");
    expect(receipts[0]).toBe("stored");
    await receiver.drain();
    expect(await receiver.receive(message())).toBe("stored");
  });
});
