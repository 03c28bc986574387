// What rewards come to: prices, worth and the least order of a voucher, exact.
import { describe, expect, test } from "vitest";
import { type VoucherReward, reward } from "../../../app/core/program/reward-terms.ts";
import { leastSubtotalMinor } from "../../../app/core/rewards/minimum-order.ts";
import {
  affordableRewards,
  nextReward,
  rewardsByPoints,
} from "../../../app/core/rewards/next-reward.ts";
import {
  chosenVariant,
  isSameChoice,
  isSameOffer,
  leastOffer,
  nameOf,
  offerOf,
} from "../../../app/core/rewards/offer.ts";

const five = reward.parse({ id: "five", kind: "amount_off", points: "100", amountMinor: "500" });
const tenth = reward.parse({ id: "tenth", kind: "percentage_off", points: "200", percent: "10" });
const slider = reward.parse({
  id: "slider",
  kind: "points_for_money",
  points: "20",
  amountPerStepMinor: "100",
  minSteps: 5,
  maxSteps: 50,
  largestSharePercent: 30,
});

describe("an offer", () => {
  test("of an amount or a percentage is what the reward says", () => {
    expect(offerOf(five, null)).toEqual({ points: 100n, amountMinor: 500n, percent: null });
    expect(offerOf(tenth, null)).toEqual({ points: 200n, amountMinor: null, percent: "10" });
  });

  test("of points for money is as many steps as were chosen", () => {
    expect(offerOf(slider, { steps: 7 })).toEqual({
      points: 140n,
      amountMinor: 700n,
      percent: null,
    });
    expect(leastOffer(slider)).toEqual(offerOf(slider, { steps: 5 }));
  });

  test.each([4, 51, 5.5, -7, 0, Number.NaN])("of %d steps is none", (steps) => {
    expect(offerOf(slider, { steps })).toBeNull();
  });

  test("needs a choice where there is one, and takes none where there is none", () => {
    expect(offerOf(slider, null)).toBeNull();
    expect(offerOf(five, { steps: 1 })).toBeNull();
  });

  test("is another one when points, amount or percentage differ", () => {
    const offer = { points: 100n, amountMinor: 500n, percent: null };
    expect(isSameOffer(offer, { ...offer })).toBe(true);
    for (const other of [{ points: 99n }, { amountMinor: null }, { percent: "5" }]) {
      expect(isSameOffer(offer, { ...offer, ...other })).toBe(false);
    }
  });
});

describe("the least order", () => {
  test.each([
    [30, 500n, 1_667n],
    [100, 500n, 500n],
    [1, 500n, 50_000n],
    [50, 1_000n, 2_000n],
  ])("keeps a share of at most %d%% of %d in %d", (largestSharePercent, amountMinor, least) => {
    expect(
      leastSubtotalMinor({ ...slider, largestSharePercent } as VoucherReward, amountMinor),
    ).toBe(least);
    expect(amountMinor * 100n <= least * BigInt(largestSharePercent)).toBe(true);
  });

  test("is the program's own where that is more", () => {
    const asking = (of: typeof five, minimumSubtotalMinor: bigint) =>
      ({ ...of, minimumSubtotalMinor }) as VoucherReward;
    expect(leastSubtotalMinor(asking(slider, 9_000n), 500n)).toBe(9_000n);
    expect(leastSubtotalMinor(asking(five, 700n), 500n)).toBe(700n);
    expect(leastSubtotalMinor(asking(five, 0n), 500n)).toBe(0n);
  });

  test("of points for money cannot be told without the amount", () => {
    expect(() => leastSubtotalMinor(slider as VoucherReward, null)).toThrow(RangeError);
  });
});

describe("several rewards", () => {
  const all = [tenth, five, slider];

  test("are shown from the least that each costs", () => {
    expect(rewardsByPoints(all).map(({ id }) => id)).toEqual(["five", "slider", "tenth"]);
  });

  test("of a slider the fewest steps are what must be affordable", () => {
    expect(affordableRewards(all, 99n)).toEqual([]);
    expect(affordableRewards([slider], 100n)).toEqual([slider]);
    expect(nextReward([slider], 60n)).toEqual({ reward: slider, missing: 40n });
  });

  test("may be none", () => {
    expect(nextReward([], 100n)).toBeNull();
    expect(affordableRewards([], 100n)).toEqual([]);
  });
});

describe("a free product", () => {
  const product = { id: "bag", kind: "free_product", points: "150" };
  const bag = reward.parse({
    ...product,
    name: "Free coffee",
    variantIds: ["41", "42"],
    variantNames: ["Light", "Dark"],
  });
  const only = reward.parse({ ...product, variantIds: ["41"] });
  const price = { points: 150n, amountMinor: null, percent: null };

  test("is offered for its points alone: what it is worth is known when it is issued", () => {
    expect(offerOf(bag, { variantId: "42" })).toEqual(price);
    expect(offerOf(only, null)).toEqual(price);
    expect(leastOffer(bag)).toEqual(price);
  });

  test.each([
    ["nothing of several", bag, null],
    ["a variant that is none of them", bag, { variantId: "43" }],
    ["steps", bag, { steps: 1 }],
    ["one where there is no choice", only, { variantId: "41" }],
    ["a variant of points for money", slider, { variantId: "41" }],
  ])("cannot be had by choosing %s", (_, offered, choice) => {
    expect(offerOf(offered, choice)).toBeNull();
  });

  test("is the variant that was chosen, or the only one", () => {
    if (bag.kind !== "free_product" || only.kind !== "free_product") throw new Error("Not free");
    expect(chosenVariant(bag, { variantId: "42" })).toBe("42");
    expect(chosenVariant(only, null)).toBe("41");
  });

  test("is called by its own name and that of what was chosen", () => {
    const named = { ...only, variantNames: ["A bag of coffee"] };
    expect(nameOf(bag, null)).toBe("Free coffee");
    expect(nameOf(bag, { variantId: "42" })).toBe("Free coffee: Dark");
    expect(nameOf({ ...bag, name: null }, { variantId: "42" })).toBe("Dark");
    expect(nameOf(only, null)).toBeNull();
    expect(nameOf(named, null)).toBe("A bag of coffee");
    expect(nameOf({ ...named, name: "Free coffee" }, null)).toBe("Free coffee");
  });

  test("is another wish where another variant is chosen", () => {
    expect(isSameChoice({ variantId: "41" }, { variantId: "41" })).toBe(true);
    expect(isSameChoice({ variantId: "41" }, { variantId: "42" })).toBe(false);
    expect(isSameChoice({ variantId: "41" }, null)).toBe(false);
  });
});
