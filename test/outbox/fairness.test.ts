// One shop's flood of messages does not keep the others waiting.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { enqueueMessages } from "../../app/db/outbox-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { type DueDelivery, createDueDelivery } from "../../app/outbox/deliver-due.ts";
import type { DeliveryOutcome } from "../../app/outbox/delivery.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { noteCatalogue, sent } from "../support/notes.ts";

const FLOOD = 10_000;
const PLACES = 8;
const KEPT_PLACES = 2;
const FLOODING_SHOP = 1n;

let db: TestDatabase;
let due: DueDelivery;
/** Deliveries under way: a note is delivered when the test says so. */
let held: { shopId: bigint; finish: (outcome: DeliveryOutcome) => void }[];

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.pool.query("delete from outbox_message");
  held = [];
  due = createDueDelivery({
    catalogue: noteCatalogue(
      ({ shopId }) => new Promise((finish) => held.push({ shopId, finish })),
    ),
    concurrency: PLACES,
    report: () => undefined,
    onFault: (error) => expect.unreachable(String(error)),
  });
  await db.pool.query(
    `insert into outbox_message (shop_id, id, kind, key, payload, next_attempt_at, created_at)
     select $1, gen_random_uuid(), 'write_note', n::text, '{"text":"hello"}',
       now() - interval '1 hour', now()
     from generate_series(1, $2::int) as n`,
    [FLOODING_SHOP, FLOOD],
  );
});

const ask = (shopId: bigint, count = 1) =>
  withTransaction((tx) =>
    enqueueMessages(
      tx,
      Array.from({ length: count }, (_, index) => ({
        shopId,
        kind: "write_note",
        key: String(index),
        payload: { text: "hello" },
      })),
    ),
  );

/** How many deliveries each shop has under way, once those that were claimed have begun. */
async function countHeld(total: number): Promise<Record<string, number>> {
  await expect.poll(() => held.length).toBe(total);
  const counts: Record<string, number> = {};
  for (const { shopId } of held) counts[String(shopId)] = (counts[String(shopId)] ?? 0) + 1;
  return counts;
}

async function finishAll(): Promise<void> {
  for (const { finish } of held.splice(0)) finish(sent);
  await due.drain();
}

test("a flood takes the places that anybody may take, and leaves some to others", async () => {
  await due.deliverDue();
  expect(await countHeld(PLACES)).toEqual({ 1: PLACES });
  await finishAll();
});

test("a message behind ten thousand of another shop is delivered among the first", async () => {
  await ask(2n);
  await ask(3n);
  await due.deliverDue();
  expect(await countHeld(PLACES + KEPT_PLACES)).toEqual({ 1: PLACES, 2: 1, 3: 1 });
  await finishAll();
});

test("a second flood takes one of the places that are kept", async () => {
  await ask(2n, 50);
  await due.deliverDue();
  expect(await countHeld(PLACES + 1)).toEqual({ 1: PLACES, 2: 1 });
  await ask(3n);
  // Nobody looks past the flood all the time.
  await expect.poll(() => due.deliverDue()).toBe(1);
  expect(await countHeld(PLACES + KEPT_PLACES)).toEqual({ 1: PLACES, 2: 1, 3: 1 });
  await finishAll();
});
