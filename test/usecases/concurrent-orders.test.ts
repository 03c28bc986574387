// Orders and redemptions that meet: several workers, one member, the same delivery many times.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { withTransaction } from "../../app/db/transaction.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { line, orderSeen, refund, refundSeen } from "../support/order-builder.ts";
import { RECORDED_AT, assertLedgerAgrees, createShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

describe("the first credit and the first redemption at once", () => {
  test("end as if one came after the other, whichever was first", async () => {
    for (let round = 0; round < 10; round += 1) {
      const shop = await createShop(db);
      const [, redeemed] = await Promise.all([
        shop.receive(orderSeen({ lines: [line({ price: "60.00" })] })),
        shop.redeem(),
      ]);
      const held = redeemed.outcome === "accepted" ? 100n : 0n;
      expect(await shop.member()).toMatchObject({ available: 120n - held, reserved: held });
    }
  });

  test("fifty redemptions of the last points: exactly one succeeds", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen({ lines: [line({ price: "50.00" })] }));
    const answers = await Promise.all(Array.from({ length: 50 }, () => shop.redeem()));
    const accepted = answers.filter(({ outcome }) => outcome === "accepted");
    expect(accepted).toHaveLength(1);
    expect(await shop.member()).toMatchObject({ available: 0n, reserved: 100n });
  });
});

describe("many orders in one batch", () => {
  test("of several shops, members and topics are recorded together", async () => {
    const [first, second] = [await createShop(db), await createShop(db)];
    const batch = [
      { shopId: first.id, event: orderSeen() },
      { shopId: second.id, event: orderSeen() },
      { shopId: first.id, event: orderSeen({}, { orderId: "5124" }) },
      { shopId: first.id, event: orderSeen({ customerId: "7002" }, { orderId: "5125" }) },
      { shopId: second.id, event: refundSeen(refund({ unnamed: "20.00" })) },
    ];
    const recorded = await withTransaction((tx) => recordOrders(tx, batch, RECORDED_AT));
    expect(recorded).toEqual({ orders: 4, entries: 5, refused: [], left: [] });
    expect((await first.member())?.available).toBe(160n);
    expect((await first.member("7002"))?.available).toBe(80n);
    expect((await second.member())?.available).toBe(40n);
  });

  test("from several workers at once lose and double nothing", async () => {
    const shop = await createShop(db);
    const orders = Array.from({ length: 60 }, (_each, index) =>
      orderSeen({ customerId: `${7000 + (index % 7)}` }, { orderId: `${9000 + index}` }),
    );
    const workers = Array.from({ length: 6 }, (_each, worker) =>
      // Every order goes to two workers, in batches that share members.
      Promise.all([
        shop.receive(orders.slice(worker * 10, worker * 10 + 10)),
        shop.receive(orders.slice(worker * 10, worker * 10 + 10).toReversed()),
      ]),
    );
    await Promise.all(workers);
    const members = await shop.rows<{ available: bigint }>("member");
    expect(members).toHaveLength(7);
    expect(members.reduce((sum, { available }) => sum + available, 0n)).toBe(60n * 80n);
    expect(await shop.entryKeys()).toHaveLength(60);
  });

  test("a few of a member whom somebody holds are left, and the others do not wait", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen({ customerId: "7000" }, { orderId: "9000" }));
    const orders = Array.from({ length: 20 }, (_each, index) =>
      orderSeen({ customerId: `${7000 + index}` }, { orderId: `9100${index}` }),
    );
    const batch = orders.map((event) => ({ shopId: shop.id, event }));
    const holder = await db.ownerPool.connect();
    try {
      await holder.query("begin");
      await holder.query("select from member where shop_id = $1 for update", [shop.id]);
      const recorded = await withTransaction((tx) => recordOrders(tx, batch, RECORDED_AT));
      expect(recorded).toEqual({ orders: 19, entries: 19, refused: [], left: batch.slice(0, 1) });
    } finally {
      await holder.query("rollback");
      holder.release();
    }
    await shop.receive(orders);
    expect((await shop.member("7000"))?.available).toBe(160n);
    expect((await shop.member("7019"))?.available).toBe(80n);
  });
});
