// Members that somebody else holds: passed over while they are few, waited for where they are many.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lockFreeMembers } from "../../app/db/member-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { untilSomebodyWaitsFor } from "../support/lock-waits.ts";
import { orderSeen } from "../support/order-builder.ts";
import { createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

const customers = ["7001", "7002", "7003"];

let db: TestDatabase;
let shop: TestShop;
let members: { shopId: bigint; id: string }[];
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  shop = await createShop(db);
  await shop.receive(
    customers.map((customerId) => orderSeen({ customerId }, { orderId: `9${customerId}` })),
  );
  const rows = await shop.rows<{ id: string }>("member");
  members = rows
    .map(({ id }) => ({ shopId: shop.id, id }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
});

/** Runs `work` while another transaction holds the first so many members. */
async function whileHeld(count: number, work: (holder: Holder) => Promise<void>): Promise<void> {
  const client = await db.ownerPool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    await client.query("select from member where id = any($1::uuid[]) for update", [
      members.slice(0, count).map(({ id }) => id),
    ]);
    await work({ pid: rows[0]?.pid ?? 0, release: () => client.query("commit") });
  } finally {
    await client.query("rollback");
    client.release();
  }
}

interface Holder {
  readonly pid: number;
  readonly release: () => Promise<unknown>;
}

const lockAll = (mostBusy: number) =>
  withTransaction(async (tx) => {
    const { locked, busy } = await lockFreeMembers(tx, members, mostBusy);
    return { locked: locked.map(({ id }) => id), busy: [...busy] };
  });

test("nobody is passed over where all are free", async () => {
  expect(await lockAll(3)).toEqual({ locked: members.map(({ id }) => id), busy: [] });
});

test("a member whom another transaction holds is passed over", async () => {
  await whileHeld(1, async () => {
    const [held, ...free] = members.map(({ id }) => id);
    expect(await lockAll(1)).toEqual({ locked: free, busy: [held] });
  });
});

describe("where more are held than may be passed over", () => {
  test.each([0, 1])("all are waited for, and nobody is held meanwhile (%i)", async (mostBusy) => {
    await whileHeld(2, async ({ pid, release }) => {
      const locking = lockAll(mostBusy);
      await untilSomebodyWaitsFor(db, pid);
      const last = await db.ownerPool.query("select from member where id = $1 for update nowait", [
        members[2]?.id,
      ]);
      expect(last.rowCount).toBe(1);
      await release();
      expect(await locking).toEqual({ locked: members.map(({ id }) => id), busy: [] });
    });
  });
});
