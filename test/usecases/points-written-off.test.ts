// Points that are written off are a gift only as long as they are gone: the same order ends in the
// same points, whatever it was in between and whoever had it.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { OrderSeen } from "../../app/core/orders/order-event.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { settleIssued } from "../../app/usecases/settle-redemption.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  CUSTOMER_ID as X,
  MINUTE_MS,
  PLACED_AT,
  line,
  orderSeen,
} from "../support/order-builder.ts";
import { RECORDED_AT, assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

const Y = "7002";
type Policy = NonNullable<ProgramDocumentInput["shortfallPolicy"]>;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

/** Two points for each unit; each step of a story is a minute after the one before. */
async function openStory(shortfallPolicy: Policy, more: Partial<ProgramDocumentInput> = {}) {
  const shop = await createShop(db, { program: { shortfallPolicy, ...more } });
  let minute = 2;
  const next = (): Instant => PLACED_AT + ++minute * MINUTE_MS;
  const tell = async (event: OrderSeen): Promise<void> => {
    const now = next();
    await shop.receive({ ...event, head: { ...event.head, updatedAt: now } }, now);
  };
  return {
    shop,
    tell,
    redeem: () => redeemAndUse(shop, tell, next()),
    merge: () =>
      withTransaction((tx) =>
        mergeCustomers(tx, shop.id, { goneCustomerId: X, keptCustomerId: Y }, next()),
      ),
  };
}

/** 100 points become a voucher, which pays an order that is worth nothing. */
async function redeemAndUse(
  shop: TestShop,
  tell: (event: OrderSeen) => Promise<void>,
  now: Instant,
): Promise<void> {
  const redeemed = await shop.redeem(X, now);
  if (redeemed.outcome !== "accepted") throw new Error(redeemed.reason);
  const { id, code } = redeemed.redemption;
  await settleIssued(shop.id, id, `gid://shopify/DiscountCodeNode/${code}`, now);
  await tell(orderSeen({ lines: [line({ price: "0" })], discountCodes: [code] }, { orderId: "V" }));
}

/** An order of a customer that is left with an amount. */
function order(orderId: string, amount: string, customerId = X): OrderSeen {
  return orderSeen(
    { customerId, name: `#${orderId}`, lines: [line({ price: amount })] },
    { orderId },
  );
}

async function standing(shop: TestShop, customerId = X): Promise<bigint> {
  const member = await shop.member(customerId);
  return (member?.available ?? 0n) + (member?.pending ?? 0n) - (member?.shortfall ?? 0n);
}

describe.each<Policy>(["repay", "forgive", "pending_only"])("under %s", (policy) => {
  test("an order that goes down and up again gives its points once", async () => {
    const { shop, tell } = await openStory(policy);
    await tell(order("A", "50.00"));
    for (let round = 0; round < 3; round++) {
      await tell(order("A", "1.00"));
      await tell(order("A", "50.00"));
      expect(await standing(shop)).toBe(100n);
    }
    await tell(order("A", "60.00"));
    expect(await standing(shop)).toBe(120n);
  });

  test("so does one whose points were spent in between, also within one batch", async () => {
    const { shop, tell, redeem } = await openStory(policy);
    await tell(order("A", "50.00"));
    await redeem();
    await tell(order("A", "1.00"));
    await tell(order("A", "20.00"));
    await tell(order("A", "50.00"));
    expect(await standing(shop)).toBe(0n);
    const now = PLACED_AT + 60 * MINUTE_MS;
    const news = ["10.00", "50.00", "55.00"].map((amount, index) => {
      const event = order("A", amount);
      return { ...event, head: { ...event.head, updatedAt: now + index } };
    });
    await shop.receive(news, now + MINUTE_MS);
    expect(await standing(shop)).toBe(10n);
  });

  test("an order that was never down earns in full beside what was written off", async () => {
    const { shop, tell, redeem } = await openStory(policy);
    await tell(order("A", "50.00"));
    await redeem();
    await tell(order("A", "0"));
    await tell(order("B", "10.00"));
    await tell(order("B", "30.00"));
    expect(await standing(shop)).toBe({ repay: -40n, forgive: 60n, pending_only: 60n }[policy]);
  });

  test("an order that changes hands before its customers are merged is credited once", async () => {
    const { shop, tell, redeem, merge } = await openStory(policy);
    await tell(order("A", "50.00"));
    await redeem();
    await tell(order("A", "50.00", Y));
    expect([await standing(shop), await standing(shop, Y)]).toEqual([-100n, 100n]);
    await merge();
    expect([await standing(shop), await standing(shop, Y)]).toEqual([0n, 0n]);
  });

  test("an order that is given away and back is worth what it was", async () => {
    const { shop, tell, redeem } = await openStory(policy);
    await tell(order("A", "50.00"));
    await redeem();
    for (const customerId of [Y, X, Y, X]) await tell(order("A", "50.00", customerId));
    expect([await standing(shop), await standing(shop, Y)]).toEqual([0n, 0n]);
  });

  test("what comes back after a merger is known from before it", async () => {
    const { shop, tell, redeem, merge } = await openStory(policy);
    await tell(order("A", "50.00"));
    await redeem();
    await tell(order("A", "1.00"));
    await merge();
    await tell(order("A", "50.00"));
    expect(await standing(shop, Y)).toBe(0n);
  });
});

test("what was owed behind a voucher and written off with its use is owed again", async () => {
  const { shop, tell } = await openStory("forgive");
  await tell(order("A", "50.00"));
  const redeemed = await shop.redeem(X, RECORDED_AT + 5 * MINUTE_MS);
  if (redeemed.outcome !== "accepted") throw new Error(redeemed.reason);
  const { id, code } = redeemed.redemption;
  await settleIssued(shop.id, id, "gid://shopify/DiscountCodeNode/1", RECORDED_AT + 5 * MINUTE_MS);
  await tell(order("A", "0"));
  expect(await standing(shop)).toBe(-100n);
  await tell(orderSeen({ lines: [line({ price: "0" })], discountCodes: [code] }, { orderId: "V" }));
  expect(await standing(shop)).toBe(0n);
  await tell(order("A", "50.00"));
  expect(await standing(shop)).toBe(0n);
});
