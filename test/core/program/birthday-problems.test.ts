// Birthday gifts that could not be given are refused in the form, beside their field.
import { describe, expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";

type Birthday = NonNullable<ProgramDocumentInput["birthday"]>;

const points = "100";
const rewards: ProgramDocumentInput["rewards"] = [
  { id: "five-off", kind: "amount_off", amountMinor: "500", points },
  { id: "slider", kind: "points_for_money", amountPerStepMinor: "100", points },
  { id: "mug", kind: "free_product", variantIds: ["1", "2"], variantNames: ["A", "B"], points },
  { id: "for-friend", kind: "gift_card", amountMinor: "500", recipient: "friend", points },
  {
    id: "tasting",
    kind: "experience",
    place: "The roastery",
    startsAt: "2026-05-01T10:00",
    stock: 5,
    points,
  },
  { id: "first", kind: "early_access", productIds: ["1"], until: "2026-05-01T10:00", points },
];
const tiers: ProgramDocumentInput["tiers"] = {
  list: [{ id: "gold", name: "Gold", enter: { anyOf: [{ allOf: [] }] } }],
};

function problemsOf(birthday: Birthday) {
  const parsed = parseProgramDocument({ rewards, tiers, birthday }, { currency: "EUR" });
  return parsed.outcome === "valid" ? [] : parsed.problems.map(({ path }) => path);
}

const gift = { kind: "points", points: "250" } as const;
const giving = (rewardId: string): Birthday => ({ gift: { kind: "reward", rewardId } });

describe("a birthday gift", () => {
  test("of points, of a reward, or of either is accepted", () => {
    expect(problemsOf({ gift })).toEqual([]);
    expect(problemsOf(giving("five-off"))).toEqual([]);
    const choice = { kind: "choice", points: "250", rewardId: "five-off" } as const;
    expect(problemsOf({ gift: choice, windowByTier: [{ tierId: "gold", days: 30 }] })).toEqual([]);
  });

  test.each(["nothing", "slider", "mug", "for-friend", "tasting", "first"])(
    "of the reward %s is refused",
    (rewardId) => {
      expect(problemsOf(giving(rewardId))).toEqual(["birthday.gift.rewardId"]);
    },
  );

  test("says by a sentence what to do instead", () => {
    const document = { rewards, birthday: giving("slider") };
    const parsed = parseProgramDocument(document, { currency: "EUR" });
    expect(parsed).toMatchObject({
      problems: [
        { message: "Members have to choose something of this reward: choose another one" },
      ],
    });
  });

  test("for tiers that are unknown, or named twice, is refused", () => {
    const twice = [
      { tierId: "gold", days: 7 },
      { tierId: "gold", days: 30 },
    ];
    expect(problemsOf({ gift, windowByTier: twice })).toEqual(["birthday.windowByTier.1.tierId"]);
    const unknown = { gift, windowByTier: [{ tierId: "lead", days: 7 }] };
    expect(problemsOf(unknown)).toEqual(["birthday.windowByTier.0.tierId"]);
    const audience = { tiers: ["gold", "lead"] };
    expect(problemsOf({ gift, audience })).toEqual(["birthday.audience.tiers.1"]);
  });

  test.each([
    [{ windowDays: 0 }, "birthday.windowDays"],
    [{ windowDays: 61 }, "birthday.windowDays"],
    [{ blackoutDays: 0 }, "birthday.blackoutDays"],
    [{ minimumAge: 0 }, "birthday.minimumAge"],
    [{ minimumAge: 101 }, "birthday.minimumAge"],
    [{ gift: { kind: "points" as const, points: "0" } }, "birthday.gift.points"],
  ])("with %j is refused", (changes, path) => {
    expect(problemsOf({ gift, ...changes })).toEqual([path]);
  });
});
