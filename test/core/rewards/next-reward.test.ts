// What e-mails and theme blocks promise to members.
import { expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import { nextReward, promisedRewards } from "../../../app/core/rewards/next-reward.ts";

const common = { kind: "amount_off", amountMinor: "500" };
const drop = { id: "spring", opensAt: "2026-03-01T00:00", closesAt: "2026-03-02T00:00" };

test("only rewards that will still be there are promised", () => {
  const parsed = parseProgramDocument({
    rewards: [
      { ...common, id: "few", points: "10", stock: 3 },
      { ...common, id: "march", points: "20", drops: [drop] },
      { ...common, id: "always", points: "100" },
      { kind: "gift_card", amountMinor: "500", id: "card", points: "50" },
    ],
  });
  if (parsed.outcome !== "valid") throw new Error(JSON.stringify(parsed.problems));
  const promised = promisedRewards(parsed.document.rewards, {
    scopes: "write_discounts",
    tierId: null,
  });
  expect(promised.map(({ id }) => id)).toEqual(["always"]);
  const allowed = promisedRewards(parsed.document.rewards, {
    scopes: "write_gift_cards",
    tierId: null,
  });
  expect(allowed.map(({ id }) => id)).toEqual(["always", "card"]);
  expect(nextReward(promised, 0n)).toMatchObject({ reward: { id: "always" }, missing: 100n });
});

test("what is promised is for whoever reads, at the price of their tier and without campaigns", () => {
  const common = { kind: "amount_off", amountMinor: "500", points: "100" } as const;
  const parsed = parseProgramDocument({
    tiers: { list: [{ id: "gold", name: "Gold", entry: "manual" }] },
    rewards: [
      { ...common, id: "all", tierPrices: [{ tierId: "gold", points: "80" }] },
      { ...common, id: "gold-alone", audience: { tierIds: ["gold"] } },
      { ...common, id: "tagged", audience: { customerTags: ["vip"] } },
      { ...common, id: "segmented", audience: { segmentIds: ["7"] } },
    ],
    rewardCampaigns: [
      {
        id: "always",
        name: "Always",
        startsAt: "2000-01-01T00:00",
        endsAt: "2199-01-01T00:00",
        percentOff: 50,
      },
    ],
  });
  if (parsed.outcome !== "valid") throw new Error(JSON.stringify(parsed.problems));
  const promised = (tierId: string | null) =>
    promisedRewards(parsed.document.rewards, { scopes: "write_discounts", tierId }).map(
      ({ id, points }) => [id, points],
    );
  expect(promised(null)).toEqual([["all", 100n]]);
  expect(promised("gold")).toEqual([
    ["all", 80n],
    ["gold-alone", 100n],
  ]);
});
