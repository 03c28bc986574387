// The outbox never loses a request, delivers each subject one at a time, and gives up visibly.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claimMessages, enqueueMessages } from "../../app/db/outbox-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { deliverClaimed } from "../../app/outbox/deliver.ts";
import type { DeliveryOutcome } from "../../app/outbox/delivery.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import type { Note } from "../support/notes.ts";
import { ask, deliverAll, noteCatalogue, passPauses, readRow, sent } from "../support/notes.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.pool.query("delete from outbox_message");
});

describe("a message", () => {
  test("is delivered once, with its payload checked, and then sent", async () => {
    const seen: unknown[] = [];
    await ask("a");
    const catalogue = noteCatalogue(async (message) => {
      seen.push(message);
      return sent;
    });
    await deliverAll(catalogue);
    await deliverAll(catalogue);
    expect(seen).toMatchObject([
      { shopId: 1n, kind: "write_note", key: "a", payload: { text: "hello" }, attempts: 1 },
    ]);
    expect(await readRow("a")).toMatchObject({ status: "sent", is_leased: false });
  });

  test("is not there when the transaction that asked for it failed", async () => {
    const failing = withTransaction(async (tx) => {
      await enqueueMessages(tx, [{ shopId: 1n, kind: "write_note", key: "a", payload: {} }]);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await readRow("a")).toBeUndefined();
  });

  test("asked for twice while it waits is delivered once, with the newest payload", async () => {
    const texts: string[] = [];
    await ask("a", "old");
    await ask("a", "new");
    await deliverAll(
      noteCatalogue(async ({ payload }) => {
        texts.push(payload.text);
        return sent;
      }),
    );
    expect(texts).toEqual(["new"]);
  });

  test("asked for during its delivery is delivered again afterwards, not at once", async () => {
    const texts: string[] = [];
    let running = 0;
    const catalogue = noteCatalogue(async ({ payload }) => {
      expect(++running).toBe(1);
      texts.push(payload.text);
      if (texts.length === 1) {
        await ask("a", "second");
        expect(await claimMessages(db.pool, 10, 1_000)).toEqual([]);
      }
      running--;
      return sent;
    });
    await ask("a", "first");
    await deliverAll(catalogue);
    expect(texts).toEqual(["first", "second"]);
    expect(await readRow("a")).toMatchObject({ status: "sent" });
  });

  test("that is asked for after it was sent is delivered again", async () => {
    let count = 0;
    const catalogue = noteCatalogue(async () => {
      count++;
      return sent;
    });
    await ask("a");
    await deliverAll(catalogue);
    await ask("a");
    await deliverAll(catalogue);
    expect(count).toBe(2);
  });

  test("that is not due yet waits", async () => {
    await ask("a", "later", 60_000);
    expect(await deliverAll(noteCatalogue(async () => sent))).toEqual([]);
    await passPauses();
    expect(await deliverAll(noteCatalogue(async () => sent))).toHaveLength(1);
  });
});

describe("a delivery that fails", () => {
  test("is tried again after a pause that grows, and gives its place back at once", async () => {
    await ask("a");
    const failing = noteCatalogue(async () => ({ outcome: "retry", reason: "HTTP 500" }));
    await deliverAll(failing);
    const first = await readRow("a");
    expect(first).toMatchObject({ status: "ready", attempts: 1, last_error: "HTTP 500" });
    expect(first?.is_leased).toBe(false);
    expect(first?.wait_s).toBeGreaterThan(4);
    expect(first?.wait_s).toBeLessThan(10);
    await passPauses();
    await deliverAll(failing);
    const second = await readRow("a");
    expect(second?.wait_s).toBeGreaterThan(9);
    expect(second?.wait_s).toBeLessThan(20);
  });

  test("is dead after its last attempt, with the reason", async () => {
    await ask("a");
    const attempts: number[] = [];
    const catalogue = noteCatalogue(async (message) => {
      attempts.push(message.attempts);
      return { outcome: "retry", reason: "HTTP 500" };
    });
    for (let attempt = 0; attempt < 5; attempt++) {
      await deliverAll(catalogue);
      await passPauses();
    }
    expect(attempts).toEqual([1, 2, 3]);
    expect(await readRow("a")).toMatchObject({ status: "dead", last_error: "HTTP 500" });
  });

  test("by ending the process each time is dead as well, without one attempt more", async () => {
    await ask("a");
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await claimMessages(db.pool, 1, 0)).toHaveLength(1);
    }
    const [report] = await deliverAll(noteCatalogue(() => expect.unreachable()));
    expect(report).toMatchObject({ outcome: "dead", reason: "exhausted" });
    expect(await readRow("a")).toMatchObject({ status: "dead", last_error: "exhausted" });
  });

  test("by throwing leaves the kind of fault in the table, the message to the log", async () => {
    await ask("a");
    const catalogue = noteCatalogue(() => {
      throw new TypeError("cannot read the e-mail of ada@example.com");
    });
    const [report] = await deliverAll(catalogue);
    expect(report).toMatchObject({ outcome: "retry", reason: "TypeError" });
    expect((await readRow("a"))?.last_error).toBe("TypeError");
  });

  test("for good is dead at once", async () => {
    await ask("a");
    await deliverAll(noteCatalogue(async () => ({ outcome: "dead", reason: "refused" })));
    expect(await readRow("a")).toMatchObject({ status: "dead", attempts: 1 });
  });

  test("comes back to life when it is asked for again", async () => {
    await ask("a");
    await deliverAll(noteCatalogue(async () => ({ outcome: "dead", reason: "refused" })));
    await ask("a");
    await deliverAll(noteCatalogue(async () => sent));
    expect(await readRow("a")).toMatchObject({ status: "sent", last_error: null });
  });

  test("to answer in time is cut off, even when it does not listen to its signal", async () => {
    await ask("a");
    const deaf = noteCatalogue(() => new Promise(() => undefined), { timeoutMs: 30 });
    await deliverAll(deaf);
    expect(await readRow("a")).toMatchObject({ status: "ready", last_error: "timed_out" });
  });

  test("because it is not yet time does not use up an attempt", async () => {
    await ask("a");
    const waiting = noteCatalogue(async () => ({
      outcome: "postpone",
      reason: "too early",
      delayMs: 90_000,
    }));
    await deliverAll(waiting);
    const row = await readRow("a");
    expect(row).toMatchObject({ status: "ready", attempts: 0, last_error: "too early" });
    expect(row?.wait_s).toBeGreaterThan(80);
  });

  test.each([
    ["an unknown kind", "other", { text: "x" }, "unknown_kind"],
    ["a payload of another form", "write_note", { words: 1 }, "unreadable_payload"],
  ])("because of %s is dead with a reason", async (_what, kind, payload, reason) => {
    await withTransaction((tx) => enqueueMessages(tx, [{ shopId: 1n, kind, key: "a", payload }]));
    await deliverAll(noteCatalogue(async () => sent));
    expect(await readRow("a")).toMatchObject({ status: "dead", last_error: reason });
  });
});

describe("whoever waits for a message hears that it was given up", () => {
  const thrown = (): never => {
    throw new Error("no");
  };
  test.each<[string, () => Promise<DeliveryOutcome>]>([
    ["because it can never succeed", async () => ({ outcome: "dead", reason: "refused" })],
    ["because its attempts ran out", async () => ({ outcome: "retry", reason: "HTTP 500" })],
    ["because its last attempt threw", thrown],
  ])("%s", async (_why, deliver) => {
    await ask("a");
    const abandoned: string[] = [];
    const abandon = async ({ payload }: { payload: Note }) => void abandoned.push(payload.text);
    await deliverAll(noteCatalogue(deliver, { maxAttempts: 1, abandon }));
    expect(abandoned).toEqual(["hello"]);
  });

  test("not while it will be tried again", async () => {
    await ask("a");
    const abandon = async () => expect.unreachable();
    await deliverAll(noteCatalogue(async () => ({ outcome: "retry", reason: "x" }), { abandon }));
    expect(await readRow("a")).toMatchObject({ status: "ready" });
  });

  test("or the message stays and is given up once more", async () => {
    await ask("a");
    const [claimed] = await claimMessages(db.pool, 1, 0);
    if (claimed === undefined) throw new Error("Nothing was claimed");
    const dead = async (): Promise<DeliveryOutcome> => ({ outcome: "dead", reason: "refused" });
    const failing = noteCatalogue(dead, { abandon: async () => thrown() });
    await expect(deliverClaimed(claimed, failing, () => undefined)).rejects.toThrow("no");
    expect(await readRow("a")).toMatchObject({ status: "ready" });
  });
});
