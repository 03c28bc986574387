// Rewards and price campaigns that nobody can have, or that contradict themselves, are refused
// beside the field that can mend them.
import { describe, expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";

const five = { id: "five", kind: "amount_off", points: "100", amountMinor: "500" };
const tier = (id: string) => ({ id, name: id, entry: "manual" });
const tiers = { list: [tier("silver"), tier("gold")] };

function problemsOf(more: object, timeZone = "Europe/Berlin") {
  const shop = { currency: "EUR", timeZone };
  const parsed = parseProgramDocument({ rewards: [five], tiers, ...more }, shop);
  return parsed.outcome === "valid"
    ? []
    : parsed.problems.map(({ path, message }) => [path, message]);
}

const withReward = (terms: object) => problemsOf({ rewards: [{ ...five, ...terms }] });

describe("who a reward is for", () => {
  test("may name tiers, tags and segments", () => {
    const audience = { tierIds: ["gold"], customerTags: ["vip"], segmentIds: ["12"] };
    expect(withReward({ audience })).toEqual([]);
  });

  test("may not name a tier that there is not", () => {
    expect(withReward({ audience: { tierIds: ["gold", "lead"] } })).toEqual([
      ["rewards.0.audience.tierIds.1", "No tier has the id lead"],
    ]);
  });
});

describe("the price of a tier", () => {
  test("may be as much as the usual one, or less", () => {
    const tierPrices = [
      { tierId: "silver", points: "100" },
      { tierId: "gold", points: "1" },
    ];
    expect(withReward({ tierPrices })).toEqual([]);
  });

  test.each<[string, object[], string, string]>([
    [
      "is more than the usual one",
      [{ tierId: "gold", points: "101" }],
      "points",
      "This is more than the usual price of 100",
    ],
    [
      "is for a tier that there is not",
      [{ tierId: "lead", points: "90" }],
      "tierId",
      "No tier has the id lead",
    ],
  ])("is refused where it %s", (_, tierPrices, field, message) => {
    expect(withReward({ tierPrices })).toEqual([[`rewards.0.tierPrices.0.${field}`, message]]);
  });

  test("is refused where the tier has one already", () => {
    const gold = { tierId: "gold", points: "90" };
    expect(withReward({ tierPrices: [gold, { ...gold, points: "80" }] })).toEqual([
      ["rewards.0.tierPrices.1.tierId", "This tier has a price already: leave one out"],
    ]);
  });

  test("is refused for members who cannot have the reward", () => {
    const tierPrices = [{ tierId: "silver", points: "90" }];
    expect(withReward({ tierPrices, audience: { tierIds: ["gold"] } })).toEqual([
      ["rewards.0.tierPrices.0.tierId", "Members in this tier cannot have the reward"],
    ]);
  });
});

describe("a price campaign", () => {
  const campaign = {
    id: "quiet",
    name: "Quiet weeks",
    startsAt: "2026-07-01T00:00",
    endsAt: "2026-08-01T00:00",
    percentOff: 20,
  };
  const withCampaign = (terms: object, zone?: string) =>
    problemsOf({ rewardCampaigns: [{ ...campaign, ...terms }] }, zone);

  test("may be for all rewards, or for some, at some hours", () => {
    expect(withCampaign({})).toEqual([]);
    const hours = { from: "18:00", until: "22:00" };
    expect(withCampaign({ rewardIds: ["five"], weekdays: [1, 2], hours })).toEqual([]);
  });

  test.each<[string, object, string, string]>([
    [
      "ends before it starts",
      { endsAt: "2026-06-01T00:00" },
      "endsAt",
      "The campaign ends before it starts",
    ],
    [
      "ends when it starts",
      { endsAt: "2026-07-01T00:00" },
      "endsAt",
      "The campaign ends when it starts",
    ],
    [
      "names a reward that there is not",
      { rewardIds: ["five", "ten"] },
      "rewardIds.1",
      "No reward has the id ten",
    ],
    ["takes nothing off", { percentOff: 0 }, "percentOff", "Enter at least 1"],
    ["takes nearly all off", { percentOff: 91 }, "percentOff", "Enter at most 90"],
    [
      "never meets its weekdays",
      { endsAt: "2026-07-02T00:00", weekdays: [1] },
      "weekdays",
      "None of these weekdays and hours is between start and end",
    ],
  ])("is refused where it %s", (_, terms, field, message) => {
    expect(withCampaign(terms)).toEqual([[`rewardCampaigns.0.${field}`, message]]);
  });

  test("is refused where another one has its id", () => {
    expect(problemsOf({ rewardCampaigns: [campaign, campaign] })).toEqual([
      ["rewardCampaigns.1.id", "Another entry of the list has the id quiet"],
    ]);
  });

  test("on the clock of an unknown zone is refused", () => {
    expect(withCampaign({}, "Mars/Olympus_Mons")).toEqual([
      [
        "rewardCampaigns",
        "The store’s time zone Mars/Olympus_Mons is not known, so no price campaign has its dates",
      ],
    ]);
  });
});
