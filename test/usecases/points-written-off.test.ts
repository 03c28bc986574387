// Points that are written off are a gift only as long as they are gone: the same order ends in the
// same points, whatever it was in between and whoever had it.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { settleIssued } from "../../app/usecases/settle-redemption.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { MINUTE_MS, PLACED_AT, line, orderSeen } from "../support/order-builder.ts";
import { LATER, X, Y, openStory, order, standing } from "../support/order-story.ts";
import type { Policy } from "../support/order-story.ts";
import { RECORDED_AT, assertLedgerAgrees } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

describe.each<Policy>(["repay", "forgive", "pending_only"])("under %s", (policy) => {
  test("an order that goes down and up again gives its points once", async () => {
    const { shop, tell } = await openStory(db, policy);
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
    const { shop, tell, redeem } = await openStory(db, policy);
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
    const { shop, tell, redeem } = await openStory(db, policy);
    await tell(order("A", "50.00"));
    await redeem();
    await tell(order("A", "0"));
    await tell(order("B", "10.00"));
    await tell(order("B", "30.00"));
    expect(await standing(shop)).toBe({ repay: -40n, forgive: 60n, pending_only: 60n }[policy]);
  });

  test("an order that changes hands before its customers are merged is credited once", async () => {
    const { shop, tell, redeem, merge } = await openStory(db, policy);
    await tell(order("A", "50.00"));
    await redeem();
    await tell(order("A", "50.00", Y));
    expect([await standing(shop), await standing(shop, Y)]).toEqual([-100n, 100n]);
    await merge();
    expect([await standing(shop), await standing(shop, Y)]).toEqual([0n, 0n]);
  });

  test("an order that is given away and back is worth what it was", async () => {
    const { shop, tell, redeem } = await openStory(db, policy);
    await tell(order("A", "50.00"));
    await redeem();
    for (const customerId of [Y, X, Y, X]) await tell(order("A", "50.00", customerId));
    expect([await standing(shop), await standing(shop, Y)]).toEqual([0n, 0n]);
  });

  test("what comes back after a merger is known from before it", async () => {
    const { shop, tell, redeem, merge } = await openStory(db, policy);
    await tell(order("A", "50.00"));
    await redeem();
    await tell(order("A", "1.00"));
    await merge();
    await tell(order("A", "50.00"));
    expect(await standing(shop, Y)).toBe(0n);
  });
});

test("what was owed behind a voucher and written off with its use is owed again", async () => {
  const { shop, tell } = await openStory(db, "forgive");
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

describe("an order that goes down and up again", () => {
  const WAITING = { pending: { kind: "days", days: 14 } } as const;

  test("leaves to a voucher what was written off since the voucher was got", async () => {
    const {
      shop,
      tell,
      redeem,
      refund: giveBack,
    } = await openStory(db, "forgive", {
      returnSpentPoints: "on_full_refund",
    });
    await tell(order("A", "50.00"));
    await redeem("O");
    await tell(order("A", "0"));
    await tell(order("B", "50.00"));
    await redeem("P", "1.00");
    await tell(order("B", "0"));
    await tell(order("A", "50.00"));
    expect(await standing(shop)).toBe(0n);
    await giveBack("P");
    expect(await standing(shop)).toBe(0n);
  });

  test("pays nothing that was written off before and for another", async () => {
    const {
      shop,
      tell,
      redeem,
      refund: giveBack,
    } = await openStory(db, "forgive", {
      returnSpentPoints: "on_full_refund",
    });
    await tell(order("Z", "50.00"));
    await redeem("O");
    await tell(order("Z", "0"));
    await tell(order("A", "50.00"));
    await redeem("P", "1.00");
    await tell(order("A", "0"));
    await tell(order("A", "50.00"));
    await giveBack("P");
    expect(await standing(shop)).toBe(100n);
  });

  test("pays for no other where only points that wait are ever taken", async () => {
    const { shop, tell, wait } = await openStory(db, "pending_only", WAITING);
    await tell(order("B", "50.00"));
    wait();
    await tell(order("B", "50.00"));
    await tell(order("A", "35.00", X, LATER));
    await tell(order("A", "0", X, LATER));
    await tell(order("B", "0"));
    await tell(order("A", "35.00", X, LATER));
    expect(await shop.member()).toMatchObject({ available: 100n, pending: 70n });
  });

  test("pays for no other that only its own points could have paid, under later terms", async () => {
    const { shop, tell, wait } = await openStory(db, "repay");
    await tell(order("A", "35.00"));
    await shop.startProgram({ shortfallPolicy: "pending_only" }, LATER);
    wait();
    await tell(order("B", "50.00", X, LATER));
    await tell(order("A", "0"));
    await tell(order("B", "0", X, LATER));
    await tell(order("A", "35.00"));
    expect(await standing(shop)).toBe(170n);
  });

  test("pays for no other while its points would have waited", async () => {
    const { shop, tell, redeem, wait } = await openStory(db, "forgive", WAITING);
    await tell(order("B", "50.00"));
    wait();
    await tell(order("B", "50.00"));
    await redeem();
    await tell(order("A", "35.00", X, LATER));
    await tell(order("A", "0", X, LATER));
    await tell(order("B", "0"));
    await tell(order("A", "35.00", X, LATER));
    expect(await shop.member()).toMatchObject({ available: 0n, pending: 70n });
  });
});
