// Several workers and waiting people deliver from one outbox, and nothing is done twice.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claimMessages, enqueueMessages } from "../../app/db/outbox-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { deliverOne } from "../../app/outbox/deliver-one.ts";
import type { DeliveryOutcome } from "../../app/outbox/delivery.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { ask, deliverAll, noteCatalogue, readRow, sent } from "../support/notes.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.pool.query("delete from outbox_message");
});

describe("several workers", () => {
  test("share the messages without doubling one", async () => {
    const keys = Array.from({ length: 60 }, () => randomUUID());
    await withTransaction((tx) =>
      enqueueMessages(
        tx,
        keys.map((key) => ({ shopId: 1n, kind: "write_note", key, payload: { text: key } })),
      ),
    );
    const delivered: string[] = [];
    const catalogue = noteCatalogue(async ({ key }) => {
      delivered.push(key);
      return sent;
    });
    await Promise.all([deliverAll(catalogue), deliverAll(catalogue), deliverAll(catalogue)]);
    expect(delivered.toSorted()).toEqual(keys.toSorted());
  });

  test("take over what a dead worker held, once its lease is over", async () => {
    await ask("a");
    expect(await claimMessages(db.pool, 1, 60_000)).toHaveLength(1);
    expect(await deliverAll(noteCatalogue(async () => sent))).toEqual([]);
    await db.pool.query("update outbox_message set lease_until = now() - interval '1 second'");
    const [report] = await deliverAll(noteCatalogue(async () => sent));
    expect(report).toMatchObject({ outcome: "sent", message: { attempts: 2 } });
  });
});

describe("a delivery that somebody waits for", () => {
  const name = { shopId: 1n, kind: "write_note", key: "a" };
  const ignore = () => undefined;

  test("is made at once", async () => {
    await ask("a");
    expect(
      await deliverOne(
        name,
        1_000,
        noteCatalogue(async () => sent),
        ignore,
      ),
    ).toBe("sent");
  });

  test("is pending when it takes too long, and is finished all the same", async () => {
    await ask("a");
    let finish: (outcome: DeliveryOutcome) => void = ignore;
    const slow = noteCatalogue(() => new Promise((resolve) => (finish = resolve)));
    expect(await deliverOne(name, 20, slow, ignore)).toBe("pending");
    finish(sent);
    await expect.poll(async () => (await readRow("a"))?.status).toBe("sent");
  });

  test("waits for the worker that holds it", async () => {
    await ask("a");
    let finish: (outcome: DeliveryOutcome) => void = ignore;
    const slow = noteCatalogue(() => new Promise((resolve) => (finish = resolve)));
    const holding = deliverAll(slow);
    await expect.poll(async () => (await readRow("a"))?.is_leased).toBe(true);
    const waiting = deliverOne(name, 5_000, slow, ignore);
    finish(sent);
    expect(await waiting).toBe("sent");
    await holding;
  });

  test.each([
    ["failed and will be tried again", { outcome: "retry", reason: "x" }, "pending"],
    ["is dead", { outcome: "dead", reason: "x" }, "dead"],
  ] as const)("says when it %s", async (_what, outcome, answer) => {
    await ask("a");
    const catalogue = noteCatalogue(async () => outcome);
    expect(await deliverOne(name, 1_000, catalogue, ignore)).toBe(answer);
    expect(await deliverOne(name, 1_000, catalogue, ignore)).toBe(answer);
  });

  test("of a message that does not exist is pending", async () => {
    expect(
      await deliverOne(
        name,
        50,
        noteCatalogue(async () => sent),
        ignore,
      ),
    ).toBe("pending");
  });
});
