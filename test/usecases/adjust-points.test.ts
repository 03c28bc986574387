// Points that a merchant adds or takes by hand, on a real database.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { adjustPoints } from "../../app/usecases/adjust-points.ts";
import type { AdjustPoints } from "../../app/usecases/adjust-points.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { orderSeen } from "../support/order-builder.ts";
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
