// Points that a merchant adds or takes by hand, on a real database.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { adjustPoints } from "../../app/usecases/adjust-points.ts";
import type { AdjustPoints } from "../../app/usecases/adjust-points.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT, orderSeen } from "../support/order-builder.ts";
import { RECORDED_AT, assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

/** A shop with one member who has 80 points. */
async function shopWithMember(): Promise<{ shop: TestShop; memberId: string }> {
  const shop = await createShop(db);
  await shop.receive(orderSeen());
  return { shop, memberId: (await shop.member())?.id ?? "" };
}

function command(shopId: bigint, memberId: string, change: Partial<AdjustPoints>): AdjustPoints {
  return {
    shopId,
    memberId,
    requestKey: randomUUID(),
    points: 50n,
    reason: "Sorry for the wait",
    actor: "merchant:42",
    now: RECORDED_AT,
    ...change,
  };
}

describe("an adjustment", () => {
  test("adds points with actor and reason", async () => {
    const { shop, memberId } = await shopWithMember();
    expect(await adjustPoints(command(shop.id, memberId, {}))).toEqual({ outcome: "adjusted" });
    expect(await shop.member()).toMatchObject({ available: 130n });
    expect(await shop.rows("journal_entry", "kind = 'adjustment'")).toMatchObject([
      {
        actor: "merchant:42",
        explanation: { key: "adjusted", params: { reason: "Sorry for the wait" } },
      },
    ]);
  });

  test("takes points, and refuses to take more than there are", async () => {
    const { shop, memberId } = await shopWithMember();
    await adjustPoints(command(shop.id, memberId, { points: -80n }));
    expect(await shop.member()).toMatchObject({ available: 0n });
    expect(await adjustPoints(command(shop.id, memberId, { points: -1n }))).toEqual({
      outcome: "refused",
      reason: "insufficient_points",
    });
  });

  test("asked for twice is posted once", async () => {
    const { shop, memberId } = await shopWithMember();
    const twice = command(shop.id, memberId, {});
    const answers = await Promise.all([adjustPoints(twice), adjustPoints(twice)]);
    expect(answers).toEqual([{ outcome: "adjusted" }, { outcome: "adjusted" }]);
    expect(await shop.member()).toMatchObject({ available: 130n });
  });

  test.each([{ points: 51n }, { points: -50n }, { reason: "Something else" }])(
    "with the key of another one is refused: %o",
    async (change) => {
      const { shop, memberId } = await shopWithMember();
      const first = command(shop.id, memberId, {});
      await adjustPoints(first);
      expect(await adjustPoints({ ...first, ...change })).toEqual({
        outcome: "refused",
        reason: "request_key_reused",
      });
    },
  );

  test("of another shop's member finds nobody", async () => {
    const { memberId } = await shopWithMember();
    const other = await createShop(db);
    expect(await adjustPoints(command(other.id, memberId, {}))).toEqual({
      outcome: "refused",
      reason: "member_not_found",
    });
  });

  test("of nothing is refused", async () => {
    const { shop, memberId } = await shopWithMember();
    expect(await adjustPoints(command(shop.id, memberId, { points: 0n }))).toEqual({
      outcome: "refused",
      reason: "no_points",
    });
  });
});

describe("the end of points that are given by hand", () => {
  const days = (count: number) => ({ unit: "days" as const, count });

  test("is that of an order placed now", async () => {
    const policy = { kind: "age" as const, length: days(30) };
    const shop = await createShop(db, { program: { expiry: { policy, warningDays: [7] } } });
    await shop.receive(orderSeen());
    const memberId = (await shop.member())?.id ?? "";
    const now = PLACED_AT + 5 * DAY_MS;
    await adjustPoints(command(shop.id, memberId, { now }));
    const lots = await shop.rows<{ expires_at: Date }>("lot", "order_id is null");
    const dayAfterTheLast = new Date("2026-04-06T00:00:00Z");
    expect(lots).toMatchObject([{ expires_at: dayAfterTheLast }]);
    expect(lots).toMatchObject([{ terms_version_id: expect.any(String) as string }]);
  });

  test("of an idle member comes a whole time later, while what had ended stays ended", async () => {
    const policy = { kind: "inactivity" as const, length: days(30) };
    const shop = await createShop(db, { program: { expiry: { policy, warningDays: [7] } } });
    await shop.receive(orderSeen());
    const memberId = (await shop.member())?.id ?? "";
    const now = PLACED_AT + 60 * DAY_MS;
    await adjustPoints(command(shop.id, memberId, { now }));
    expect(await shop.member()).toMatchObject({
      available: 50n,
      activity_at: new Date(now),
      balance_expires_at: new Date("2026-05-31T00:00:00Z"),
    });
    expect((await shop.entryKeys()).map((key) => key.split("/")[0])).toEqual([
      "order",
      "expiry",
      "adjustment",
    ]);
  });

  test("does not keep a balance alive whose clock still runs", async () => {
    const policy = { kind: "inactivity" as const, length: days(30) };
    const shop = await createShop(db, { program: { expiry: { policy, warningDays: [7] } } });
    await shop.receive(orderSeen());
    const before = await shop.member();
    await adjustPoints(command(shop.id, before?.id ?? "", { now: PLACED_AT + 5 * DAY_MS }));
    expect(await shop.member()).toMatchObject({
      balance_expires_at: new Date("2026-04-01T00:00:00Z"),
    });
  });
});
