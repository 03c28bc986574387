// Rewards that are no discount code: who may get a gift card, what is too late, what may be seen.
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { programDocumentSchema } from "../../../app/core/program/document.ts";
import { rewardProblems } from "../../../app/core/program/reward-problems.ts";
import { type RewardOf, reward, worthOf } from "../../../app/core/program/reward-terms.ts";
import { carrierOf, isVoucherReward } from "../../../app/core/rewards/carrier.ts";
import { entitlementsOf } from "../../../app/core/rewards/entitlements.ts";
import { type GiftRecipient, recipientProblem } from "../../../app/core/rewards/gift-recipient.ts";
import { cardOwner, choiceFor, leastOffer, offerOf } from "../../../app/core/rewards/offer.ts";
import { tooLate } from "../../../app/core/rewards/too-late.ts";
import { FULL_REWARDS } from "../../support/full-rewards.ts";

const points = "100";
const card = (recipient: "self" | "friend" | "either") =>
  reward.parse({ id: "card", kind: "gift_card", points, amountMinor: "500", recipient });
const NOON = Date.UTC(2026, 2, 1, 12);

describe("what carries a reward", () => {
  test("is told for every kind, and discounts alone are vouchers", () => {
    for (const input of FULL_REWARDS) {
      const parsed = reward.parse(input);
      expect(isVoucherReward(parsed)).toBe(carrierOf(parsed.kind) === "discount");
      expect("validityDays" in parsed).toBe(isVoucherReward(parsed));
    }
  });

  test("what a reward is worth says all that is its own, and no terms of a voucher", () => {
    const { id: _, name: __, description: ___, ...rest } = card("either");
    const worth = { kind: "gift_card", points: 100n, amountMinor: 500n, recipient: "either" };
    expect(worthOf(card("either"))).toEqual({ ...worth, expiresAfterDays: null });
    expect(Object.keys(rest)).toEqual(expect.arrayContaining(Object.keys(worth)));
    const [five] = programDocumentSchema.parse({
      earning: {},
      rewards: [{ id: "five", kind: "amount_off", points, amountMinor: "500" }],
    }).rewards;
    expect(five && worthOf(five)).toEqual({
      kind: "amount_off",
      points: 100n,
      amountMinor: 500n,
    });
  });
});

describe("whom a gift card is for", () => {
  test.each([
    ["self", null, "self"],
    ["self", "friend", null],
    ["friend", "friend", "friend"],
    ["friend", "self", null],
    ["friend", null, null],
    ["either", "self", "self"],
    ["either", "friend", "friend"],
    ["either", null, null],
  ] as const)("a card for %s that is asked for %s goes to %s", (terms, asked, owner) => {
    const parsed = card(terms) as RewardOf<"gift_card">;
    const choice = asked === null ? null : { recipient: asked };
    expect(cardOwner(parsed, choice)).toBe(owner);
    expect(offerOf(parsed, choice)).toEqual(owner === null ? null : leastOffer(parsed));
  });

  test("is chosen by naming a friend or none", () => {
    expect(choiceFor(card("self"), null, false)).toBeNull();
    expect(choiceFor(card("either"), null, false)).toEqual({ recipient: "self" });
    expect(choiceFor(card("either"), null, true)).toEqual({ recipient: "friend" });
    expect(choiceFor(card("friend"), null, false)).toEqual({ recipient: "friend" });
  });

  test("nobody can be named for what goes to the member alone", () => {
    const credit = reward.parse({ id: "c", kind: "store_credit", points, amountMinor: "500" });
    for (const one of [card("self"), credit]) {
      expect(offerOf(one, choiceFor(one, null, true))).toBeNull();
    }
  });
});

describe("a friend who is sent a gift card", () => {
  const friend: GiftRecipient = {
    email: "bo@example.com",
    name: "Bo",
    message: "Happy birthday",
    sendOn: "2026-03-01",
  };
  const problem = (changes: Partial<GiftRecipient>) =>
    recipientProblem({ ...friend, ...changes }, "2026-03-01");

  test("needs an address, and nothing else", () => {
    expect(problem({})).toBeNull();
    expect(problem({ name: null, message: null, sendOn: null })).toBeNull();
  });

  test.each<[Partial<GiftRecipient>, string | null]>([
    [{ email: "" }, "email"],
    [{ email: "bo at example.com" }, "email"],
    [{ email: `${"b".repeat(250)}@example.com` }, "email"],
    [{ name: "b".repeat(255) }, null],
    [{ name: "b".repeat(256) }, "name"],
    [{ name: "Bo\r\nBcc: all@example.com" }, "name"],
    [{ message: "m".repeat(200) }, null],
    [{ message: "m".repeat(201) }, "message"],
    [{ message: "<a href='https://example.com'>Click</a>" }, "message"],
    [{ message: "nothing\0" }, "message"],
    [{ message: "two\nlines" }, null],
    [{ sendOn: "tomorrow" }, "send_on"],
    [{ sendOn: "2026-02-30" }, "send_on"],
    [{ sendOn: "2026-02-28" }, "send_on_range"],
    [{ sendOn: "2026-05-30" }, null],
    [{ sendOn: "2026-05-31" }, "send_on_range"],
  ])("%j: %s", (changes, expected) => {
    expect(problem(changes)).toBe(expected);
  });
});

describe("what is too late", () => {
  const experience = reward.parse({
    id: "tasting",
    kind: "experience",
    points,
    place: "The roastery",
    startsAt: "2026-03-01T13:00",
    stock: 1,
  });

  test("is decided on the shop's clock, from the first minute on", () => {
    expect(tooLate(experience, NOON - 1, "Europe/Berlin")).toBeNull();
    expect(tooLate(experience, NOON, "Europe/Berlin")).toEqual({ reason: "too_late" });
    expect(tooLate(experience, NOON, "UTC")).toBeNull();
  });

  test("is nothing that has no day of its own", () => {
    expect(tooLate(card("self"), NOON, "UTC")).toBeNull();
  });
});

describe("what a member may see", () => {
  const rare = reward.parse({
    id: "rare",
    kind: "exclusive_product",
    points,
    productIds: ["9001"],
  }) as RewardOf<"exclusive_product">;

  test("is each reward once, as long as it lasts longest", () => {
    const held = [NOON + 5 * DAY_MS, NOON + DAY_MS, NOON].map((expiresAt) => ({
      reward: rare,
      expiresAt,
    }));
    const entitlement = { rewardId: "rare", productIds: ["9001"], collectionIds: [] };
    const until = NOON + 5 * DAY_MS;
    expect(entitlementsOf(held, NOON)).toEqual([{ ...entitlement, until }]);
    expect(entitlementsOf(held.toReversed(), NOON)).toEqual([{ ...entitlement, until }]);
    const forGood = { reward: rare, expiresAt: null };
    expect(entitlementsOf([...held, forGood], NOON)).toEqual([{ ...entitlement, until: null }]);
    expect(entitlementsOf([forGood, ...held], NOON)).toEqual([{ ...entitlement, until: null }]);
    expect(entitlementsOf(held, until)).toEqual([]);
  });
});

describe("rewards that cannot exist", () => {
  const experience = {
    id: "tasting",
    kind: "experience",
    points,
    place: "The roastery",
    startsAt: "2026-03-01T13:00",
  };
  const early = { id: "first", kind: "early_access", points, until: "2026-03-01T13:00" };

  test.each([
    [experience, ["rewards.0.stock"]],
    [{ ...experience, stock: 5 }, []],
    [{ ...experience, stock: 5, endsAt: "2026-03-01T13:00" }, ["rewards.0.endsAt"]],
    [{ ...experience, stock: 5, endsAt: "2026-03-01T13:01" }, []],
    [early, ["rewards.0.productIds"]],
    [{ ...early, collectionIds: ["31"] }, []],
  ])("%j: %j", (input, paths) => {
    const found = rewardProblems([reward.parse(input)], new Set());
    expect(found.map(({ path }) => path)).toEqual(paths);
  });

  test.each([
    { id: "a", kind: "exclusive_product", points },
    { id: "a", kind: "donation", points, amountMinor: "500" },
    { id: "a", kind: "gift_card", points, amountMinor: "0" },
    { id: "a", kind: "gift_card", points, amountMinor: "500", recipient: "everybody" },
    { id: "a", kind: "store_credit", points, amountMinor: "500", expiresAfterDays: 0 },
    { id: "a", kind: "store_credit", points, amountMinor: "500", expiresAfterDays: 3_651 },
  ])("%j is refused by its shape", (input) => {
    expect(reward.safeParse(input).success).toBe(false);
  });
});
