// Which reward a member is shown first, and the reason that is given for it.
import { describe, expect, test } from "vitest";
import { bestReward } from "../../../app/core/rewards/best-reward.ts";
import type { BestRewardInput } from "../../../app/core/rewards/best-reward.ts";
import { programDocumentSchema } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

const { rewards } = programDocumentSchema.parse({
  ...PROGRAM_INPUT,
  rewards: [
    { id: "large", kind: "amount_off", points: "500", amountMinor: "3000", validityDays: 30 },
    { id: "small", kind: "amount_off", points: "100", amountMinor: "500", validityDays: 30 },
    { id: "middle", kind: "amount_off", points: "200", amountMinor: "1100", validityDays: 30 },
  ],
});

const best = (changes: Partial<BestRewardInput> = {}) =>
  bestReward({
    rewards,
    usual: new Map(),
    isBarred: () => false,
    available: 0n,
    pending: 0n,
    ending: null,
    pointsPerUnit: "2",
    today: "2026-06-01",
    ...changes,
  });

describe("with something in reach", () => {
  test("is the most that the points bring", () => {
    expect(best({ available: 250n })).toEqual({ rewardId: "middle", why: "most" });
  });

  test("is the next one where little of it is missing", () => {
    expect(best({ available: 180n })).toEqual({ rewardId: "middle", why: "nearly" });
    expect(best({ available: 179n })).toEqual({ rewardId: "small", why: "most" });
  });

  test("is what costs less than usual, and saves the most", () => {
    const usual = new Map([
      ["small", 130n],
      ["middle", 220n],
      ["large", 900n],
    ]);
    expect(best({ available: 250n, usual })).toEqual({
      rewardId: "small",
      why: "cheaper",
      points: 30n,
    });
  });

  test("is the dearest in reach where points end within thirty days", () => {
    const ending = { points: 40n, lastDay: "2026-07-01" };
    const usual = new Map([["small", 130n]]);
    expect(best({ available: 190n, ending, usual })).toEqual({
      rewardId: "small",
      why: "ending",
      ...ending,
    });
    const later = { points: 40n, lastDay: "2026-07-02" };
    expect(best({ available: 250n, ending: later })?.why).toBe("most");
  });
});

describe("with nothing in reach", () => {
  test("is the nearest, with about what orders it takes, rounded up", () => {
    expect(best({ available: 1n })).toEqual({ rewardId: "small", why: "spend", units: 50n });
    expect(best({ available: 1n, pointsPerUnit: "0.3" })).toMatchObject({ units: 330n });
  });

  test("waits for what is on its way where that is enough", () => {
    expect(best({ available: 40n, pending: 60n })?.why).toBe("coming");
    expect(best({ available: 40n, pending: 59n })?.why).toBe("spend");
  });

  test("says no sum where orders earn nothing", () => {
    expect(best({ pointsPerUnit: "0" })).toEqual({ rewardId: "small", why: "nearest" });
  });

  test("has nothing that ends as its reason: nothing can be got for it", () => {
    const ending = { points: 40n, lastDay: "2026-06-02" };
    expect(best({ available: 40n, ending })?.why).toBe("spend");
  });
});

test("what cannot be had is never shown first, and where that is all, nothing is", () => {
  expect(best({ available: 250n, isBarred: (id) => id === "middle" })).toEqual({
    rewardId: "small",
    why: "most",
  });
  expect(best({ available: 9n, isBarred: () => true })).toBeNull();
  expect(best({ rewards: [] })).toBeNull();
});
