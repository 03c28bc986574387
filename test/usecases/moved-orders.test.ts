// An order that changes hands takes its points along: what was spent of them stays owed.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { MINUTE_MS, PLACED_AT } from "../support/order-builder.ts";
import { Y, openStory, order, standing, used } from "../support/order-story.ts";
import type { Policy } from "../support/order-story.ts";
import { assertLedgerAgrees } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

describe.each<Policy>(["repay", "forgive", "pending_only"])("under %s", (policy) => {
  test("a voucher that is used after it changed hands writes nothing off", async () => {
    const { shop, tell, take, merge } = await openStory(db, policy);
    await tell(order("A", "50.00"));
    const code = await take();
    await tell(order("A", "50.00", Y));
    await tell(used(code));
    expect([await standing(shop), await standing(shop, Y)]).toEqual([-100n, 100n]);
    await merge();
    expect([await standing(shop), await standing(shop, Y)]).toEqual([0n, 0n]);
  });
});

describe.each<Policy>(["repay", "forgive", "pending_only"])("under %s a merger", (policy) => {
  test("finds what was written off for an order that grew again with the other", async () => {
    const { shop, tell, redeem, merge } = await openStory(db, policy);
    await tell(order("A", "50.00"));
    await redeem();
    await tell(order("A", "1.00"));
    await tell(order("A", "1.00", Y));
    await tell(order("A", "50.00", Y));
    await merge();
    expect([await standing(shop), await standing(shop, Y)]).toEqual([0n, 0n]);
  });

  test("does not ask twice for what was written off", async () => {
    const { shop, tell, redeem, merge, refund } = await openStory(db, policy, {
      returnSpentPoints: "on_full_refund",
    });
    await tell(order("A", "50.00"));
    await redeem("V", "1.00");
    await tell(order("A", "0"));
    await tell(order("A", "0", Y));
    await tell(order("A", "50.00", Y));
    await merge();
    await refund("V");
    // Points that were released are never taken back there: those of the order that used it.
    expect(await standing(shop, Y)).toBe(policy === "pending_only" ? 102n : 100n);
  });

  test("takes nothing again of an order that was smaller and is still", async () => {
    const { shop, tell, redeem, merge } = await openStory(db, policy);
    await tell(order("A", "50.00"));
    await redeem();
    await tell(order("A", "20.00"));
    await tell(order("A", "20.00", Y));
    await tell(order("A", "40.00", Y));
    await merge();
    expect(await standing(shop, Y)).toBe(policy === "repay" ? -20n : 0n);
  });
});

describe("under forgive, of an order that changed hands", () => {
  test("a debt is written off like any other once the order is given back elsewhere", async () => {
    const { shop, tell, take } = await openStory(db, "forgive");
    await tell(order("A", "50.00"));
    const code = await take();
    await tell(order("A", "50.00", Y));
    await tell(order("A", "20.00", Y));
    await tell(used(code));
    expect([await standing(shop), await standing(shop, Y)]).toEqual([-40n, 40n]);
  });

  test("what other orders lose is no more written off than if it were still there", async () => {
    const { shop, tell, redeem, merge } = await openStory(db, "forgive");
    await tell(order("A", "50.00"));
    await redeem();
    await tell(order("A", "50.00", Y));
    await tell(order("B", "60.00"));
    await tell(order("C", "15.00"));
    expect(await standing(shop)).toBe(50n);
    await tell(order("B", "0"));
    await tell(order("C", "0"));
    expect([await standing(shop), await standing(shop, Y)]).toEqual([-100n, 100n]);
    await merge();
    expect(await standing(shop, Y)).toBe(0n);
  });

  test("a debt that one batch makes is held back in the same batch", async () => {
    const { shop, tell, take } = await openStory(db, "forgive");
    await tell(order("A", "50.00"));
    const code = await take();
    const now = PLACED_AT + 60 * MINUTE_MS;
    const given = order("A", "50.00", Y);
    const news = { ...given, head: { ...given.head, updatedAt: now } };
    await shop.receive([news, used(code)], now);
    expect([await standing(shop), await standing(shop, Y)]).toEqual([-100n, 100n]);
  });
});
