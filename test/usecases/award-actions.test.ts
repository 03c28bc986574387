// Points for what members do beside orders: once for each occurrence, by the program of its time.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { awardActions } from "../../app/usecases/award-actions.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT, line, orderSeen } from "../support/order-builder.ts";
import { RECORDED_AT, assertLedgerAgrees } from "../support/shop.ts";
import { REVIEW, answerOf, doer, does } from "../support/ways-to-earn.ts";
import type { WayInput } from "../support/ways-to-earn.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

const newsletter: WayInput = {
  id: "news",
  name: "Newsletter",
  trigger: "newsletter",
  points: "20",
};

describe("an action that a way rewards", () => {
  test("gives its points once, however often it is told", async () => {
    const one = await doer(db, [REVIEW]);
    const occurrence = "review/4711";
    expect(await does(one, "review", { occurrence })).toMatchObject({
      outcome: "granted",
      points: 50n,
      awards: [{ ruleId: "review", points: 50n }],
    });
    expect(await does(one, "review", { occurrence })).toMatchObject({ outcome: "repeated" });
    expect(await one.shop.member()).toMatchObject({ available: 150n });
    expect(await one.shop.entryKeys()).toContain("action/review/4711/review/award/1");
    expect(await one.shop.rows("earned_action")).toMatchObject([
      { member_id: one.memberId, action: "review", title: "Write a review", points: 50n },
    ]);
  });

  test("told at the same time by two is given once", async () => {
    const one = await doer(db, [REVIEW]);
    const deed = { occurrence: "review/1" };
    const answers = await Promise.all([does(one, "review", deed), does(one, "review", deed)]);
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(["granted", "repeated"]);
    expect(await one.shop.member()).toMatchObject({ available: 150n });
  });

  test("is explained by the way's name, and by what stands behind it", async () => {
    const one = await doer(db, [REVIEW]);
    await does(one, "review", { about: "House Blend" });
    const [entry] = await one.shop.rows<{ explanation: unknown }>(
      "journal_entry",
      "kind = 'award'",
    );
    expect(entry?.explanation).toEqual({
      key: "action_rewarded",
      params: { action: "Write a review: House Blend", points: "50" },
    });
  });

  test("is rewarded by each way that names it", async () => {
    const one = await doer(db, [REVIEW, { ...REVIEW, id: "more", points: "7" }]);
    expect(await does(one, "review")).toMatchObject({ outcome: "granted", points: 57n });
    expect(await one.shop.member()).toMatchObject({ available: 157n });
  });

  test("of another kind, event or network gives nothing", async () => {
    const one = await doer(db, [
      { id: "quiz", name: "Quiz", trigger: "custom", event: "quiz-done", points: "5" },
      {
        id: "insta",
        name: "Follow us",
        trigger: "social",
        network: "instagram",
        url: "https://example.com/us",
        points: "5",
      },
    ]);
    expect(answerOf(await does(one, "review"))).toBe("no_way");
    expect(answerOf(await does(one, "custom", { event: "other" }))).toBe("no_way");
    expect(answerOf(await does(one, "custom"))).toBe("no_way");
    expect(answerOf(await does(one, "social", { event: "tiktok" }))).toBe("no_way");
    expect(answerOf(await does(one, "custom", { event: "quiz-done" }))).toBe(5n);
    expect(answerOf(await does(one, "social", { event: "instagram" }))).toBe(5n);
  });
});

describe("the program of its time decides", () => {
  test("so that what was done before a way was there earns nothing", async () => {
    const one = await doer(db, []);
    const from = PLACED_AT + DAY_MS;
    await one.shop.startProgram({ waysToEarn: [REVIEW] }, from);
    const now = from + DAY_MS;
    expect(answerOf(await does(one, "review", { occurredAt: from - 1, now }))).toBe("no_way");
    expect(answerOf(await does(one, "review", { occurredAt: from, now }))).toBe(50n);
  });

  test("and before the first program there is none", async () => {
    const one = await doer(db, [REVIEW], { activeFrom: PLACED_AT - DAY_MS });
    const occurredAt = PLACED_AT - 2 * DAY_MS;
    expect(answerOf(await does(one, "review", { occurredAt }))).toBe("no_program");
  });
});

describe("how often a way earns", () => {
  test("a consent given, withdrawn and given again earns once", async () => {
    const one = await doer(db, [newsletter]);
    expect(answerOf(await does(one, "newsletter"))).toBe(20n);
    const occurredAt = PLACED_AT + 30 * DAY_MS;
    const now = occurredAt;
    expect(answerOf(await does(one, "newsletter", { occurredAt, now }))).toBe("already_earned");
  });

  test("also where another way has taken the place of the one that gave it", async () => {
    const one = await doer(db, [newsletter]);
    await does(one, "newsletter");
    const now = PLACED_AT + 30 * DAY_MS;
    await one.shop.startProgram({ waysToEarn: [{ ...newsletter, id: "news-2" }] }, now - 1);
    expect(answerOf(await does(one, "newsletter", { occurredAt: now, now }))).toBe(
      "already_earned",
    );
  });

  test("a limit holds for its period, and a new one begins", async () => {
    const one = await doer(db, [{ ...REVIEW, limit: { times: 2, per: "month" } }]);
    const days = [0, 1, 2, 30, 31].map((day) => PLACED_AT + day * DAY_MS);
    const answers = [];
    for (const occurredAt of days) {
      answers.push(answerOf(await does(one, "review", { occurredAt, now: occurredAt })));
    }
    expect(answers).toEqual([50n, 50n, "limit_reached", "limit_reached", 50n]);
  });

  test("a cool-down keeps days between two awards, whichever was heard of first", async () => {
    const one = await doer(db, [{ ...REVIEW, coolDownDays: 7 }]);
    const now = PLACED_AT + 60 * DAY_MS;
    const on = (day: number) => does(one, "review", { occurredAt: PLACED_AT + day * DAY_MS, now });
    expect(answerOf(await on(20))).toBe(50n);
    expect(answerOf(await on(14))).toBe("limit_reached");
    expect(answerOf(await on(26))).toBe("limit_reached");
    expect(answerOf(await on(13))).toBe(50n);
    expect(answerOf(await on(27))).toBe(50n);
  });

  test("all ways together give no more than the year allows, and the rest of it at the end", async () => {
    const program = { actionPointsPerYear: "60" };
    const one = await doer(db, [REVIEW, newsletter], { program });
    expect(answerOf(await does(one, "review"))).toBe(50n);
    expect(answerOf(await does(one, "newsletter"))).toBe(10n);
    expect(answerOf(await does(one, "review"))).toBe("yearly_limit");
    const occurredAt = Date.UTC(2027, 0, 1);
    expect(answerOf(await does(one, "review", { occurredAt, now: occurredAt }))).toBe(50n);
  });

  test("two ways for one action share the year's room, too", async () => {
    const program = { actionPointsPerYear: "60" };
    const one = await doer(db, [REVIEW, { ...REVIEW, id: "more" }], { program });
    expect(await does(one, "review")).toMatchObject({ outcome: "granted", points: 60n });
  });
});

describe("whom a way is for", () => {
  const tiers = {
    list: [
      { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
      {
        id: "gold",
        name: "Gold",
        enter: { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast: "10000" }] }] },
      },
    ],
  };

  test("the tier at the time decides, not the one of today", async () => {
    const gold = { ...REVIEW, audience: { tiers: ["gold"] } };
    const one = await doer(db, [gold], { program: { tiers } });
    const later = PLACED_AT + DAY_MS;
    const order = orderSeen(
      { lines: [line({ price: "60.00" })], placedAt: later },
      { orderId: "2" },
    );
    await one.shop.receive(order, later);
    expect(await one.shop.member()).toMatchObject({ tier_id: "gold" });
    const now = later + DAY_MS;
    expect(answerOf(await does(one, "review", { occurredAt: PLACED_AT, now }))).toBe("wrong_tier");
    expect(answerOf(await does(one, "review", { occurredAt: now, now }))).toBe(50n);
  });

  test("new and lapsed members are told by the days since they joined and ordered", async () => {
    const fresh = {
      ...REVIEW,
      id: "fresh",
      audience: { members: { kind: "new" as const, days: 7 } },
    };
    const back = {
      ...REVIEW,
      id: "back",
      audience: { members: { kind: "lapsed" as const, days: 30 } },
    };
    const one = await doer(db, [fresh, back]);
    const on = async (day: number) => {
      const now = PLACED_AT + day * DAY_MS;
      const outcome = await does(one, "review", { occurredAt: now, now });
      return outcome.outcome === "granted" ? outcome.awards.map(({ ruleId }) => ruleId) : [];
    };
    expect(await on(6)).toEqual(["fresh"]);
    expect(await on(7)).toEqual([]);
    expect(await on(29)).toEqual([]);
    expect(await on(30)).toEqual(["back"]);
  });

  test("where only Shopify knows, it is asked, and nothing is given before", async () => {
    const one = await doer(db, [{ ...REVIEW, audience: { customerTags: ["VIP"] } }]);
    const occurrence = "review/9";
    expect(await does(one, "review", { occurrence })).toEqual({ outcome: "waiting" });
    expect(await one.shop.messages("award_action")).toMatchObject([
      { key: occurrence, payload: { memberId: one.memberId, trigger: "review", occurrence } },
    ]);
    const asked = { tags: ["vip"], segmentIds: [] };
    const no = { asked, tags: [], segmentIds: [] };
    expect(answerOf(await does(one, "review", { occurrence, customer: no }))).toBe(
      "wrong_customer",
    );
    const yes = { asked, tags: ["vip"], segmentIds: [] };
    expect(answerOf(await does(one, "review", { occurrence, customer: yes }))).toBe(50n);
  });

  test("nobody who has left the store is given anything", async () => {
    const one = await doer(db, [REVIEW]);
    await db.pool.query("update member set deleted_at = now() where shop_id = $1", [one.shop.id]);
    expect(answerOf(await does(one, "review"))).toBe("member_not_found");
  });

  test("nobody of another shop is given anything", async () => {
    const one = await doer(db, [REVIEW]);
    const other = await doer(db, [REVIEW]);
    const stranger = { shop: other.shop, memberId: one.memberId };
    expect(answerOf(await does(stranger, "review"))).toBe("member_not_found");
  });
});

test("several members are awarded in one transaction, in whichever order they are named", async () => {
  const one = await doer(db, [REVIEW]);
  await one.shop.receive(orderSeen({ customerId: "7002" }, { orderId: "2" }));
  const two = await one.shop.member("7002");
  const asked = [two?.id ?? "", one.memberId].map((memberId) => ({
    shopId: one.shop.id,
    memberId,
    trigger: "review" as const,
    occurrence: `review/${memberId}`,
    occurredAt: PLACED_AT,
  }));
  const both = [asked, asked.toReversed()].map((batch) =>
    withTransaction((tx) => awardActions(tx, batch, RECORDED_AT)),
  );
  const outcomes = (await Promise.all(both)).flat().map(({ outcome }) => outcome);
  expect(outcomes.toSorted()).toEqual(["granted", "granted", "repeated", "repeated"]);
});
