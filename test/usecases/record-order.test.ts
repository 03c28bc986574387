// Orders as they come from the inbox, on a real database.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  CUSTOMER_ID,
  MINUTE_MS,
  PLACED_AT,
  line,
  orderEdited,
  orderSeen,
  refund,
  refundSeen,
} from "../support/order-builder.ts";
import { RECORDED_AT, assertLedgerAgrees, createShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

const LATER = PLACED_AT + 5 * MINUTE_MS;

describe("a paid order", () => {
  test("enrols its customer and earns", async () => {
    const shop = await createShop(db);
    expect(await shop.receive(orderSeen())).toEqual({
      orders: 1,
      entries: 1,
      refused: [],
      left: [],
    });
    expect(await shop.member()).toMatchObject({
      email: "ada@example.com",
      first_name: "Ada",
      locale: "de",
      available: 80n,
      enrolled_at: new Date(PLACED_AT),
    });
    expect(await shop.rows("lot")).toMatchObject([{ order_id: "5123", original: 80n }]);
    expect(await shop.rows("order_state")).toMatchObject([
      { name: "#1001", customer_id: CUSTOMER_ID, posted_points: 80n, entry_count: 1 },
    ]);
  });

  test("asks for one mail and for the balance on the storefront", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen());
    const id = (await shop.member())?.id;
    expect(await shop.messages("send_order_email")).toMatchObject([
      { key: "5123", payload: { orderId: "5123", memberId: id } },
    ]);
    expect(await shop.messages("write_member_balance")).toMatchObject([
      { key: id, payload: { memberId: id } },
    ]);
  });

  test("shares its news of balances with other orders of its batch, as few as a call takes", async () => {
    const shop = await createShop(db);
    await shop.receive(
      Array.from({ length: 25 }, (_, place) =>
        orderSeen({ customerId: `${7_000 + place}` }, { orderId: `${6_000 + place}` }),
      ),
    );
    const messages = await shop.messages("write_member_balances");
    const named = messages.map(({ payload }) => (payload as { memberIds: string[] }).memberIds);
    expect(named.map(({ length }) => length)).toEqual([24, 1]);
    expect(new Set(named.flat()).size).toBe(25);
    expect(await shop.messages("write_member_balance")).toEqual([]);
  });

  test("delivered again changes nothing, not even a row", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen());
    const before = await shop.rows("order_state");
    const messages = await shop.rows("outbox_message");
    expect(await shop.receive(orderSeen())).toEqual({
      orders: 1,
      entries: 0,
      refused: [],
      left: [],
    });
    expect(await shop.rows("order_state")).toEqual(before);
    expect(await shop.rows("outbox_message")).toEqual(messages);
  });

  test("delivered five times at once is one accrual", async () => {
    const shop = await createShop(db);
    await Promise.all(Array.from({ length: 5 }, () => shop.receive(orderSeen())));
    expect((await shop.member())?.available).toBe(80n);
    expect(await shop.entryKeys()).toEqual(["order/5123/accrual/1"]);
  });

  test("and its refund in one batch are two entries", async () => {
    const shop = await createShop(db);
    await shop.receive([orderSeen(), refundSeen(refund({ unnamed: "10.00" }))]);
    expect(await shop.entryKeys()).toEqual(["order/5123/accrual/1", "order/5123/clawback/2"]);
    expect((await shop.member())?.available).toBe(60n);
  });

  test("that is a test leaves no member, no points and no mail", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen({ test: true }));
    expect(await shop.member()).toBeUndefined();
    expect(await shop.rows("outbox_message", "kind <> 'write_program'")).toEqual([]);
    expect(await shop.rows("order_state")).toMatchObject([{ is_test: true, snapshot: null }]);
  });

  test("with an id beyond 2^53 is kept as it is", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen({}, { orderId: "820982911946154508" }));
    expect(await shop.entryKeys()).toEqual(["order/820982911946154508/accrual/1"]);
  });
});

describe("a mail is not sent", () => {
  const mails = async (input: Parameters<typeof createShop>[1], now = RECORDED_AT) => {
    const shop = await createShop(db, input);
    await shop.receive(orderSeen(), now);
    return (await shop.messages("send_order_email")).length;
  };

  test("where the program sends none", async () => {
    expect(await mails({ program: { emails: { orderEarned: false } } })).toBe(0);
  });

  test("for an order that is caught up days later", async () => {
    expect(await mails({}, PLACED_AT + 4 * 24 * 60 * MINUTE_MS)).toBe(0);
    expect(await mails({}, PLACED_AT + 2 * 24 * 60 * MINUTE_MS)).toBe(1);
  });

  test("for an order that earns nothing", async () => {
    expect(await mails({ program: { earning: { minimumOrderMinor: "9900" } } })).toBe(0);
  });

  test("to a member who opted out", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen());
    await db.pool.query("update member set email_opted_out_at = now() where shop_id = $1", [
      shop.id,
    ]);
    await shop.receive(orderSeen({}, { orderId: "5124" }));
    expect(await shop.messages("send_order_email")).toHaveLength(1);
  });

  test("a second time when more is earned after an edit", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen());
    await db.pool.query("delete from outbox_message where shop_id = $1", [shop.id]);
    await shop.receive(orderSeen({ updatedAt: LATER, lines: [line(), line({ id: "2" })] }));
    expect((await shop.member())?.available).toBe(160n);
    expect(await shop.messages("send_order_email")).toEqual([]);
  });
});

describe("a guest's order", () => {
  const guest = orderSeen({ customerId: null });

  test("waits for a customer and posts nothing", async () => {
    const shop = await createShop(db);
    await shop.receive(guest);
    expect(await shop.entryKeys()).toEqual([]);
    expect(await shop.rows("order_state")).toMatchObject([
      { member_id: null, posted_points: 0n, snapshot: null },
    ]);
  });

  test("is credited at its own rate when the customer appears", async () => {
    const shop = await createShop(db);
    await shop.receive(guest);
    await db.pool.query("update program_version set active_until = $2 where shop_id = $1", [
      shop.id,
      new Date(LATER),
    ]);
    await shop.receive(orderSeen({ updatedAt: LATER }));
    expect((await shop.member())?.available).toBe(80n);
    expect(await shop.entryKeys()).toEqual(["order/5123/accrual/1"]);
  });

  test("refunded before the customer appears is credited with what is left", async () => {
    const shop = await createShop(db);
    await shop.receive([guest, refundSeen(refund({ unnamed: "10.00" }))]);
    await shop.receive(orderSeen({ updatedAt: LATER }));
    expect((await shop.member())?.available).toBe(60n);
  });

  test("stays with the member once credited, also when the customer is gone", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen());
    await shop.receive(
      orderSeen(
        { updatedAt: LATER, customerId: null },
        { refunds: [refund({ unnamed: "40.00" })] },
      ),
    );
    expect((await shop.member())?.available).toBe(0n);
  });
});

describe("deliveries out of order", () => {
  test("a refund before its order takes its part when the order comes", async () => {
    const shop = await createShop(db);
    await shop.receive(refundSeen(refund({ unnamed: "10.00" })));
    expect(await shop.rows("order_state")).toMatchObject([{ name: null, placed_at: null }]);
    await shop.receive(orderSeen());
    expect((await shop.member())?.available).toBe(60n);
  });

  test("an order cancelled before its payment was heard of never earns", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen({ updatedAt: LATER, cancelledAt: LATER }));
    await shop.receive(orderSeen());
    expect(await shop.entryKeys()).toEqual([]);
  });

  test("an order that is not paid yet waits", async () => {
    const shop = await createShop(db);
    const pending = { fullyPaid: false, financialStatus: "pending" } as const;
    await shop.receive(orderSeen({ ...pending, updatedAt: PLACED_AT }));
    expect(await shop.member()).toBeUndefined();
    await shop.receive(orderSeen());
    expect((await shop.member())?.available).toBe(80n);
  });

  test("an edit asks Shopify for the order, once", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen());
    await shop.receive([orderEdited(LATER), orderEdited(LATER)]);
    expect(await shop.messages("refetch_order")).toMatchObject([
      { key: "5123", payload: { orderId: "5123" } },
    ]);
  });

  test("two payloads of one second ask Shopify which is true", async () => {
    const shop = await createShop(db);
    await shop.receive([orderSeen(), orderSeen({ lines: [line({ price: "10.00" })] })]);
    expect(await shop.messages("refetch_order")).toHaveLength(1);
    await shop.receive(orderSeen({ fetchedAt: LATER, lines: [line({ price: "10.00" })] }));
    expect((await shop.member())?.available).toBe(20n);
  });
});

describe("the program", () => {
  test("that does not exist leaves orders without a snapshot", async () => {
    const shop = await createShop(db, { program: null });
    await shop.receive(orderSeen());
    expect(await shop.rows("order_state")).toMatchObject([{ snapshot: null, member_id: null }]);
  });

  test("gives nothing for orders placed before it began", async () => {
    const shop = await createShop(db, { activeFrom: PLACED_AT + 1 });
    await shop.receive(orderSeen());
    expect(await shop.member()).toBeUndefined();
  });

  test("forgives what a refund cannot take, where it says so", async () => {
    const shop = await createShop(db, { program: { shortfallPolicy: "forgive" } });
    await shop.receive([orderSeen(), orderSeen({ updatedAt: LATER, cancelledAt: LATER })]);
    expect(await shop.member()).toMatchObject({ available: 0n, shortfall: 0n });
  });
});
