// What becomes of points that are given for something else than an order.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { CUSTOMER_ID, PLACED_AT, refund, refundSeen } from "../support/order-builder.ts";
import { RECORDED_AT, assertLedgerAgrees } from "../support/shop.ts";
import { REVIEW, doer, does } from "../support/ways-to-earn.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

describe("what becomes of the points", () => {
  test("they wait as long as the way says, and are released by the night", async () => {
    const one = await doer(db, [{ ...REVIEW, pendingDays: 14 }]);
    await does(one, "review");
    expect(await one.shop.member()).toMatchObject({ available: 100n, pending: 50n });
    const [lot] = await one.shop.rows<{ releases_at: Date }>("lot", "pending > 0");
    expect(lot?.releases_at.toISOString()).toBe("2026-03-15T00:00:00.000Z");
  });

  test("they wait no more where they are heard of after that", async () => {
    const one = await doer(db, [{ ...REVIEW, pendingDays: 14 }]);
    await does(one, "review", { now: PLACED_AT + 14 * DAY_MS });
    expect(await one.shop.member()).toMatchObject({ available: 150n, pending: 0n });
  });

  test("they end as those of an order of that moment, at once where that has passed", async () => {
    const policy = { kind: "age", length: { unit: "months", count: 1 }, roundTo: "day" } as const;
    const one = await doer(db, [REVIEW], { program: { expiry: { policy, warningDays: [7] } } });
    await does(one, "review");
    const [lot] = await one.shop.rows<{ expires_at: Date }>("lot", "order_id is null");
    expect(lot?.expires_at.toISOString()).toBe("2026-04-02T00:00:00.000Z");
    await does(one, "review", { now: PLACED_AT + 60 * DAY_MS });
    expect(await one.shop.member()).toMatchObject({ available: 0n });
  });

  test("they repay what is owed before anything else", async () => {
    const one = await doer(db, [REVIEW]);
    await one.shop.redeem(CUSTOMER_ID, RECORDED_AT);
    await one.shop.receive(refundSeen(refund({ unnamed: "50.00" })));
    const before = await one.shop.member();
    await does(one, "review");
    const after = await one.shop.member();
    expect((before?.shortfall ?? 0n) > 0n).toBe(true);
    expect((before?.shortfall ?? 0n) - (after?.shortfall ?? 0n)).toBe(50n);
    expect(after?.available).toBe(0n);
  });
});
