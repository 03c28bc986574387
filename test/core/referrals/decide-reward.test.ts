// What the member is owed is a function of how things stand, and the difference is given or taken.
import { describe, expect, test } from "vitest";
import { type RewardStanding, decideReward } from "../../../app/core/referrals/decide-reward.ts";

const standing: RewardStanding = {
  decision: "approve",
  order: { kind: "qualifies", orderId: "1", placedAt: 0, dueAt: 100 },
  isRewarded: false,
  rewardedInYear: 0,
  mostPerYear: 2,
  now: 100,
};

describe("without a reward so far", () => {
  test.each([
    ["gives it when it is due", {}, { step: "give", state: "rewarded" }],
    ["waits for the day", { now: 99 }, { step: "none", state: "waiting_for_day" }],
    [
      "waits for an order",
      { order: { kind: "none" } },
      { step: "none", state: "waiting_for_order" },
    ],
    [
      "gives nothing for an order that is not enough",
      { order: { kind: "not_enough", orderId: "1", reason: "too_small" } },
      { step: "none", state: "order_not_enough" },
    ],
    [
      "waits for the merchant",
      { decision: "review" },
      { step: "none", state: "waiting_for_review" },
    ],
    [
      "gives nothing where it is refused",
      { decision: "refuse" },
      { step: "none", state: "refused" },
    ],
    ["stops at the most of a year", { rewardedInYear: 2 }, { step: "none", state: "over_maximum" }],
    [
      "knows no most where there is none",
      { rewardedInYear: 99, mostPerYear: null },
      { step: "give" },
    ],
  ] as const)("%s", (_, changes, step) => {
    expect(decideReward({ ...standing, ...changes })).toMatchObject(step);
  });
});

describe("with a reward", () => {
  const rewarded = { ...standing, isRewarded: true };

  test.each([
    ["keeps it", {}, { step: "none", state: "rewarded" }],
    ["keeps it before the day: it was given in time once", { now: 0 }, { step: "none" }],
    ["keeps it above the most: what was given stays", { rewardedInYear: 9 }, { step: "none" }],
    ["keeps it where doubts come up later", { decision: "review" }, { step: "none" }],
    [
      "takes it back when too little is left of the order",
      { order: { kind: "not_enough", orderId: "1", reason: "too_small" } },
      { step: "take_back", state: "order_not_enough" },
    ],
    [
      "takes it back when the order is cancelled",
      { order: { kind: "none" } },
      { step: "take_back", state: "waiting_for_order" },
    ],
    [
      "takes it back when it is refused",
      { decision: "refuse" },
      { step: "take_back", state: "refused" },
    ],
  ] as const)("%s", (_, changes, step) => {
    expect(decideReward({ ...rewarded, ...changes })).toMatchObject(step);
  });
});
