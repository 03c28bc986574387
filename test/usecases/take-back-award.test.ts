// Points for something else than an order are taken back by the rules of refunds.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { grantPoints } from "../../app/usecases/grant-points.ts";
import type { PointsGrant } from "../../app/usecases/grant-points.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { takeBackAward } from "../../app/usecases/take-back-award.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { CUSTOMER_ID, PLACED_AT, orderSeen } from "../support/order-builder.ts";
import { RECORDED_AT, assertLedgerAgrees } from "../support/shop.ts";
import { REVIEW, doer, does } from "../support/ways-to-earn.ts";
import type { Doer } from "../support/ways-to-earn.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

async function reviewed(one: Doer): Promise<string> {
  const outcome = await does(one, "review");
  if (outcome.outcome !== "granted") throw new Error(outcome.outcome);
  return outcome.awards[0]?.awardId ?? "";
}

function takeBack({ shop }: Doer, awardId: string, now = RECORDED_AT) {
  const command = { shopId: shop.id, awardId, reason: " The review was deleted " };
  return withTransaction((tx) => takeBackAward(tx, command, now));
}

async function spendAll({ shop }: Doer): Promise<void> {
  const answer = await shop.redeem(CUSTOMER_ID);
  expect(answer.outcome).toBe("accepted");
}

describe("an award that is taken back", () => {
  test("gives back its points, once, and says why to staff and to the member", async () => {
    const one = await doer(db, [REVIEW]);
    const id = await reviewed(one);
    expect(await takeBack(one, id)).toEqual({ outcome: "taken_back" });
    expect(await takeBack(one, id)).toEqual({ outcome: "repeated" });
    expect(await one.shop.member()).toMatchObject({ available: 100n, shortfall: 0n });
    expect(await one.shop.rows("earned_action")).toMatchObject([
      { taken_back_reason: "The review was deleted" },
    ]);
    const [entry] = await one.shop.rows("journal_entry", "kind = 'award_taken_back'");
    expect(entry).toMatchObject({
      explanation: {
        key: "action_taken_back",
        params: { action: "Write a review", points: "50" },
      },
    });
  });

  test("asked for by two at the same time is taken back once", async () => {
    const one = await doer(db, [REVIEW]);
    const id = await reviewed(one);
    const answers = await Promise.all([takeBack(one, id), takeBack(one, id)]);
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(["repeated", "taken_back"]);
  });

  test("takes what still waits before anything else", async () => {
    const one = await doer(db, [{ ...REVIEW, pendingDays: 14 }]);
    await takeBack(one, await reviewed(one));
    expect(await one.shop.member()).toMatchObject({ available: 100n, pending: 0n });
  });

  test("takes what ended of it, and nothing else", async () => {
    const policy = { kind: "age", length: { unit: "months", count: 1 }, roundTo: "day" } as const;
    const one = await doer(db, [REVIEW], { program: { expiry: { policy, warningDays: [7] } } });
    const id = await reviewed(one);
    const now = PLACED_AT + 60 * DAY_MS;
    await takeBack(one, id, now);
    const [lot] = await one.shop.rows("lot", "order_id is null");
    expect(lot).toMatchObject({ expired: 0n, available: 0n });
    expect(await one.shop.member()).toMatchObject({ available: 0n, shortfall: 0n });
  });

  test.each([
    ["repay", { available: 0n, shortfall: 50n }],
    // The voucher may still come back unused, and then it would be a gift.
    ["forgive", { available: 0n, shortfall: 50n }],
    ["pending_only", { available: 50n, shortfall: 0n }],
  ] as const)("leaves a debt or not, as the program says: %s", async (shortfallPolicy, left) => {
    const one = await doer(db, [{ ...REVIEW, points: "100" }], {
      program: { shortfallPolicy, earning: { pointsPerUnit: "1" } },
    });
    const id = await reviewed(one);
    await spendAll(one);
    await takeBack(one, id);
    expect(await one.shop.member()).toMatchObject(left);
  });

  test("uses up its limit for good", async () => {
    const one = await doer(db, [{ ...REVIEW, limit: { times: 1, per: "ever" } }]);
    await takeBack(one, await reviewed(one));
    expect(await does(one, "review")).toEqual({ outcome: "refused", reason: "limit_reached" });
  });

  test("that is not known is said so, also where another shop has it", async () => {
    const one = await doer(db, [REVIEW]);
    const other = await doer(db, [REVIEW]);
    const id = await reviewed(one);
    expect(await takeBack(one, randomUUID())).toEqual({ outcome: "not_found" });
    expect(await takeBack(other, id)).toEqual({ outcome: "not_found" });
    expect(await one.shop.member()).toMatchObject({ available: 150n });
  });
});

describe("when two customers become one", () => {
  const merge = ({ shop }: Doer) =>
    withTransaction((tx) =>
      mergeCustomers(
        tx,
        shop.id,
        { goneCustomerId: CUSTOMER_ID, keptCustomerId: "7002" },
        RECORDED_AT,
      ),
    );

  async function merged(one: Doer): Promise<void> {
    await one.shop.receive(orderSeen({ customerId: "7002" }, { orderId: "2" }));
    await merge(one);
  }

  test("an award is the other's, and taken back from there", async () => {
    const one = await doer(db, [REVIEW]);
    const id = await reviewed(one);
    await merged(one);
    const before = await one.shop.member("7002");
    expect(await takeBack(one, id)).toEqual({ outcome: "taken_back" });
    const after = await one.shop.member("7002");
    expect((before?.available ?? 0n) - (after?.available ?? 0n)).toBe(50n);
  });

  test("what one of them earned once, the other does not earn again", async () => {
    const news = { id: "news", name: "News", trigger: "newsletter" as const, points: "20" };
    const one = await doer(db, [news]);
    await does(one, "newsletter");
    await merged(one);
    const heir = await one.shop.member("7002");
    const again = { shop: one.shop, memberId: heir?.id ?? "" };
    expect(await does(again, "newsletter")).toEqual({
      outcome: "refused",
      reason: "already_earned",
    });
  });

  test("what the gone one is told to have done is the other's", async () => {
    const one = await doer(db, [REVIEW]);
    await merged(one);
    const before = await one.shop.member("7002");
    await does(one, "review");
    const after = await one.shop.member("7002");
    expect((after?.available ?? 0n) - (before?.available ?? 0n)).toBe(50n);
  });
});

describe("points that are granted for anything else", () => {
  const explanation = { key: "adjusted", params: { reason: "Thanks" } } as const;

  async function grant(one: Doer, changes: Partial<PointsGrant> = {}) {
    const [version] = await one.shop.rows<{ id: string }>("program_version");
    const wish: PointsGrant = {
      shopId: one.shop.id,
      memberId: one.memberId,
      ruleId: "referral",
      occurrence: "referral/1/1",
      action: "referral",
      title: "A friend",
      points: 30n,
      occurredAt: PLACED_AT,
      pendingDays: 0,
      explanation,
      versionId: version?.id ?? "",
      ...changes,
    };
    return withTransaction((tx) => grantPoints(tx, wish, RECORDED_AT));
  }

  test("come once under one name, and again under another", async () => {
    const one = await doer(db, []);
    expect(await grant(one)).toMatchObject({ outcome: "granted", points: 30n });
    expect(await grant(one)).toMatchObject({ outcome: "repeated", points: 30n });
    await grant(one, { occurrence: "referral/1/2" });
    expect(await one.shop.member()).toMatchObject({ available: 160n });
    const entries = await one.shop.rows("journal_entry", "kind = 'award'");
    expect(entries).toMatchObject([{ explanation }, { explanation }]);
  });

  test("do not count among those of ways to earn", async () => {
    const one = await doer(db, [REVIEW], { program: { actionPointsPerYear: "50" } });
    await grant(one);
    expect(await does(one, "review")).toMatchObject({ outcome: "granted", points: 50n });
  });

  test("are refused for nobody, and for a version that is not the shop's", async () => {
    const one = await doer(db, []);
    expect(await grant(one, { memberId: randomUUID() })).toEqual({
      outcome: "refused",
      reason: "member_not_found",
    });
    await expect(grant(one, { versionId: randomUUID() })).rejects.toThrow(RangeError);
  });
});
